import PlainBidi
import Typesetting

/// Levels of random strings beside FriBidi's: two implementations that share no line agree, or one is
/// wrong; a third, the rules read aloud, says which.
///
/// The levels of what X9 removes are not compared, since the standard leaves them open. The strings
/// are too short for what ends FriBidi: isolates nested beyond the depth limit.
enum BidiDifferential {
  private static let longest = 48

  static func print(strings count: Int) {
    let peer = FriBidi(longestParagraph: 4 * longest)
    if peer == nil { Swift.print("FriBidi is not installed; on Debian: libfribidi0.") }
    var causes: [Cause: Int] = [:]
    var faults = 0
    for string in RandomStrings(seed: 17, longest: longest).prefix(count) {
      let ours = embeddingLevels(of: string.map(\.scalar), base: nil).levels
      let plain = PlainBidi.levels(of: string.map(\.character))
      if ours != plain {
        faults += 1
        Swift.print("\(described(string))\n  Khabar \(ours)\n  rules  \(plain)")
      }
      guard let peer, !agrees(peer, string) else { continue }
      let cause = cause(of: string, peer)
      if cause == .unknown { Swift.print("\(described(string))\n  not as FriBidi") }
      causes[cause, default: 0] += 1
    }
    let total = causes.values.reduce(0, +)
    Swift.print(
      "\(grouped(count)) random strings: \(faults) differ from the rules read aloud, "
        + "\(grouped(total)) from FriBidi")
    for cause in Cause.allCases {
      Swift.print("  \(grouped(causes[cause] ?? 0)) \(cause.rawValue)")
    }
  }

  /// The rule in which FriBidi differs, found by taking away what the rule is about.
  private enum Cause: String, CaseIterable {
    case firstStrong = "only in the direction of an FSI (X5c)"
    case brackets = "only in pairs of brackets (N0)"
    case isolates = "only where the insides of several isolates are taken for one sequence (BD13)"
    case several = "in several of these"
    case unknown = "for another reason"
  }

  private static func cause(of string: [RandomStrings.Sample], _ peer: FriBidi) -> Cause {
    if agrees(peer, withoutFSI(string)) { return .firstStrong }
    if agrees(peer, withoutBrackets(string)) { return .brackets }
    if oneByOne(string).allSatisfy({ agrees(peer, $0) }) { return .isolates }
    let plainer = withoutFSI(withoutBrackets(string))
    return oneByOne(plainer).allSatisfy { agrees(peer, $0) } ? .several : .unknown
  }

  private static func agrees(_ peer: FriBidi, _ string: [RandomStrings.Sample]) -> Bool {
    let scalars = string.map(\.scalar)
    let ours = embeddingLevels(of: scalars, base: nil).levels
    let theirs = levels(of: scalars, peer)
    return theirs.count == ours.count
      && zip(ours, theirs).allSatisfy { ours, theirs in ours.map { $0 == theirs } ?? true }
  }

  /// Every FSI replaced by the LRI or RLI it stands for.
  private static func withoutFSI(_ string: [RandomStrings.Sample]) -> [RandomStrings.Sample] {
    string.indices.map { index in
      guard string[index].character.bidiClass == .FSI else { return string[index] }
      var depth = 0
      scan: for next in string[(index + 1)...] {
        switch next.character.bidiClass {
        case .LRI, .RLI, .FSI: depth += 1
        case .PDI:
          depth -= 1
          if depth < 0 { break scan }
        case .R, .AL:
          if depth == 0 { return ("\u{2067}", PlainBidi.Character(.RLI)) }
        case .L:
          if depth == 0 { break scan }
        default: break
        }
      }
      return ("\u{2066}", PlainBidi.Character(.LRI))
    }
  }

  /// The string once for each isolate: what stands in it and around it stays, and other isolates are empty.
  private static func oneByOne(_ string: [RandomStrings.Sample]) -> [[RandomStrings.Sample]] {
    var open: [Int] = []
    var paths: [[Int]] = []
    for (index, sample) in string.enumerated() {
      if sample.character.bidiClass == .PDI { _ = open.popLast() }
      paths.append(open)
      if isInitiator(sample) { open.append(index) }
    }
    return string.indices.filter { isInitiator(string[$0]) }.map { initiator in
      let path = paths[initiator] + [initiator]
      return zip(string, paths).map { sample, place in
        path.starts(with: place) ? sample : ("\u{AD}", PlainBidi.Character(.BN))
      }
    }
  }

  private static func isInitiator(_ sample: RandomStrings.Sample) -> Bool {
    [.LRI, .RLI, .FSI].contains(sample.character.bidiClass)
  }

  private static func withoutBrackets(_ string: [RandomStrings.Sample]) -> [RandomStrings.Sample] {
    string.map { $0.character.bracket == nil ? $0 : ("!", PlainBidi.Character(.ON)) }
  }

  private static func levels(of scalars: [Unicode.Scalar], _ peer: FriBidi) -> [UInt8] {
    let utf8 = scalars.flatMap { Array(String($0).utf8) } + [UInt8](repeating: 0, count: 8)
    return utf8.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
      return peer.levels(of: text)?.map { UInt8(bitPattern: $0) } ?? []
    }
  }

  private static func described(_ string: [RandomStrings.Sample]) -> String {
    string.map { "U+" + String($0.scalar.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
