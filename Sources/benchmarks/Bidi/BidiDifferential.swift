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
    var differences = 0
    var faults = 0
    for string in RandomStrings(seed: 17, longest: longest).prefix(count) {
      let scalars = string.map(\.scalar)
      let ours = embeddingLevels(of: scalars, base: nil).levels
      let plain = PlainBidi.levels(of: string.map(\.character))
      if ours != plain {
        faults += 1
        Swift.print("\(described(scalars))\n  Khabar \(ours)\n  rules  \(plain)")
      }
      guard let theirs = peer.map({ levels(of: scalars, $0) }) else { continue }
      let differs = zip(ours, theirs).contains { ours, theirs in ours.map { $0 != theirs } ?? false
      }
      if differs || theirs.count != ours.count { differences += 1 }
    }
    Swift.print(
      "\(grouped(count)) random strings: \(faults) differ from the rules read aloud, "
        + "\(differences) from FriBidi")
  }

  private static func levels(of scalars: [Unicode.Scalar], _ peer: FriBidi) -> [UInt8] {
    let utf8 = scalars.flatMap { Array(String($0).utf8) } + [UInt8](repeating: 0, count: 8)
    return utf8.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
      return peer.levels(of: text)?.map { UInt8(bitPattern: $0) } ?? []
    }
  }

  private static func described(_ scalars: [Unicode.Scalar]) -> String {
    scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
