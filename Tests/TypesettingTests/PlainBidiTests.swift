import PlainBidi
import Testing
import Typesetting

/// What no conformance file holds: the engine beside the rules read aloud, rule by rule.
@Suite struct `The rules read aloud` {
  @Test func `give random strings the same levels`() {
    var failures = Failures()
    for string in RandomStrings(seed: 7, longest: 48).prefix(3_000) {
      for (base, direction) in [(nil, nil), (0, .leftToRight), (1, .rightToLeft)]
        as [(UInt8?, Direction?)]
      {
        let ours = embeddingLevels(of: string.map(\.scalar), base: direction).levels
        let plain = PlainBidi.levels(of: string.map(\.character), base: base)
        if ours != plain { failures.add("\(string.map(\.scalar)): \(ours), not \(plain)") }
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
  }

  @Test func `give nested brackets the same levels`() {
    let brackets = RandomStrings.samples.filter { $0.character.bracket != nil }
    let strong = RandomStrings.samples.filter {
      [.L, .AL, .AN, .EN, .NSM].contains($0.character.bidiClass)
    }
    var failures = Failures()
    for (round, string) in RandomStrings(seed: 11, longest: 40).prefix(3_000).enumerated() {
      let text = string.enumerated().map { index, _ in
        let pick = (round &* 31 &+ index &* index &* 7) % 64
        return pick < 40 ? brackets[pick % brackets.count] : strong[pick % strong.count]
      }
      let ours = embeddingLevels(of: text.map(\.scalar), base: .rightToLeft).levels
      let plain = PlainBidi.levels(of: text.map(\.character), base: 1)
      if ours != plain { failures.add("\(text.map(\.scalar)): \(ours), not \(plain)") }
    }
    #expect(failures.count == 0, "\(failures.summary)")
  }
}
