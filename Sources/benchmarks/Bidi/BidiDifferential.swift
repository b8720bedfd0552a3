import Typesetting

/// Levels of random strings beside FriBidi's: two implementations that share no line agree, or one is
/// wrong.
///
/// Left out of the comparison is what the standard leaves open (the levels of what X9 removes), and of
/// the strings what FriBidi is known for: isolates nested beyond the depth limit, which end the
/// program, and more than 63 brackets open at once.
enum BidiDifferential {
  /// A few scalars of each class, all older than the data that Debian's FriBidi carries.
  private static let pool: [Unicode.Scalar] = [
    "a", "Z", "é", "中", "א", "ת", "ا", "ب", "ش", "ی", "1", "9", "۴", "+", "-", "$", "%", "#", "٪",
    "١", "٩", "٫", ",", ".", "/", ":", "\u{A0}", "\u{300}", "\u{64E}", "\u{651}", "\u{5B0}",
    "\u{AD}", "\u{200C}", "\t", "\u{1F}", " ", "\u{2003}", "!", "\"", "&", "…", "«", "»", "(", ")",
    "[", "]", "{", "}", "\u{2329}", "\u{3009}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}",
    "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
  ]
  private static let longest = 48

  static func print(strings count: Int) {
    guard let peer = FriBidi(longestParagraph: 4 * longest) else {
      Swift.print("FriBidi is not installed; on Debian: libfribidi0.")
      return
    }
    var news = NewsText(seed: 17)
    var differences = 0
    for _ in 0..<count {
      // Few kinds at a time, so that rules meet that need the same ones close together.
      let kinds = (0..<2 + news.draw(10)).map { _ in pool[news.draw(pool.count)] }
      let scalars = (0...news.draw(longest)).map { _ in kinds[news.draw(kinds.count)] }
      guard let difference = difference(scalars, peer) else { continue }
      differences += 1
      if differences <= 10 { Swift.print(difference) }
    }
    Swift.print("\(grouped(count)) random strings beside FriBidi: \(differences) differ")
  }

  private static func difference(_ scalars: [Unicode.Scalar], _ peer: FriBidi) -> String? {
    let utf8 = scalars.flatMap { Array(String($0).utf8) } + [UInt8](repeating: 0, count: 8)
    let theirs = utf8.withUnsafeBufferPointer { bytes in
      peer.levels(of: UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - 8)]))
    }
    guard let theirs else { return "FriBidi gave up on \(described(scalars))" }
    let ours = embeddingLevels(of: scalars, base: nil).levels
    let differs = zip(ours, theirs).contains { ours, theirs in
      ours.map { Int8(bitPattern: $0) != theirs } ?? false
    }
    return differs
      ? "\(described(scalars))\n  Khabar  \(ours.map { $0 ?? 0 })\n  FriBidi \(theirs)" : nil
  }

  private static func described(_ scalars: [Unicode.Scalar]) -> String {
    scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
