internal import CLibXML2

/// Feeds and web pages as UTF-8, whatever they are in and whatever they say they are in.
///
/// In the order of the standards: byte order mark, HTTP header, declaration in the document, UTF-8 (RFC
/// 7303 §3, XML 1.0 appendix F). Each is believed only as far as the bytes bear it out: a text that says
/// UTF-8 or nothing and is windows-1256 or ISO 8859-6 is read as what it is, and so is UTF-8 that says
/// something else, one of these two that says the other or Latin, and a text of UTF-8 with a title in
/// another encoding.
enum Charset {
  /// Well-formed UTF-8 without a byte order mark; `header` is what the HTTP header named.
  static func utf8(_ bytes: [UInt8], header: String? = nil) -> [UInt8] {
    if let (name, length) = byteOrderMark(bytes) {
      let rest = Array(bytes[length...])
      // Some put the mark of UTF-8 before a text that is none.
      return name == "UTF-8" ? unnamed(rest) : decoded(rest, as: name)
    }
    if let name = wideEncoding(bytes) { return decoded(bytes, as: name) }
    let named =
      header.flatMap(known) ?? declared(in: bytes).flatMap(known)
      ?? declaredInEBCDIC(bytes).flatMap(known) ?? "UTF-8"
    if named == "UTF-8" || isWide(named) { return unnamed(bytes) }
    // Text of another encoding hardly ever happens to look like UTF-8.
    let tally = UTF8Tally(bytes)
    if tally.sequences > 0, isMostlyUTF8(tally), !named.hasPrefix("ISO-2022") {
      return unnamed(bytes)
    }
    return decoded(bytes, as: isReallyArabic(bytes, named) ? guess(bytes) : named)
  }

  /// The text of bytes in UTF-16 or UTF-32, with a byte order mark or without; nil for all else.
  static func wideText(_ bytes: [UInt8]) -> [UInt8]? {
    guard let name = byteOrderMark(bytes)?.0 ?? wideEncoding(bytes), name != "UTF-8" else {
      return nil
    }
    return utf8(bytes)
  }

  // MARK: - What the bytes say

  /// The encoding a byte order mark names, and its length.
  private static func byteOrderMark(_ bytes: [UInt8]) -> (String, Int)? {
    let marks: [([UInt8], String)] = [
      ([0x00, 0x00, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE, 0x00, 0x00], "UTF-32LE"),
      ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFE, 0xFF], "UTF-16BE"), ([0xFF, 0xFE], "UTF-16LE"),
    ]
    // Blank lines may stand before it.
    let blanks = bytes.prefix { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }.count
    if bytes[blanks...].starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", blanks + 3) }
    return marks.first { bytes.starts(with: $0.0) }.map { ($0.1, $0.0.count) }
  }

  /// UTF-16 and UTF-32 without a mark, by the zeros beside the first sign of the text.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4)
    guard head.count == 4 else { return nil }
    switch head.map({ $0 != 0 }) {
    case [false, false, false, true]: return "UTF-32BE"
    case [true, false, false, false]: return "UTF-32LE"
    case [false, true, false, true]: return "UTF-16BE"
    case [true, false, true, false]: return "UTF-16LE"
    default: return nil
    }
  }

  private static func isWide(_ name: String) -> Bool {
    name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") || name.contains("10646")
      || name.hasPrefix("UCS") || name == "UTF-7"
  }

  /// A few stray bytes in a text of UTF-8 leave it UTF-8.
  private static func isMostlyUTF8(_ tally: UTF8Tally) -> Bool {
    tally.malformed == 0 || tally.sequences >= tally.malformed * 4
  }

  /// Whether a text that names an encoding of Western or Arabic letters is in one of Arabic letters, not
  /// always the one that it names: words of Arabic are runs of upper bytes, accents stand alone.
  private static func isReallyArabic(_ bytes: [UInt8], _ named: String) -> Bool {
    ["CP1252", "CP1256", "ISO-8859-6"].contains(named) && hasWords(bytes)
      && ["CP1256", "ISO-8859-6"].contains(guess(bytes))
  }

  /// Whether the letters of the upper half stand together rather than among ASCII.
  private static func hasWords(_ bytes: [UInt8]) -> Bool {
    var upper = 0
    var joined = 0
    for (byte, next) in zip(bytes, bytes.dropFirst()) where byte >= 0xC0 {
      upper += 1
      joined += next >= 0xC0 ? 1 : 0
    }
    return upper > 0 && joined * 5 >= upper * 3
  }

  // MARK: - Text that is UTF-8 or names nothing

  /// UTF-8, or what the bytes look like, or each stretch between two tags for itself where some are the
  /// one and some the other.
  private static func unnamed(_ bytes: [UInt8]) -> [UInt8] {
    let tally = UTF8Tally(bytes)
    guard tally.malformed > 0 else { return bytes }
    guard tally.sequences * 4 >= tally.malformed else { return decoded(bytes, as: guess(bytes)) }
    let stretches = stretches(of: bytes)
    let strange = stretches.filter { stretch in
      let tally = UTF8Tally(bytes[stretch])
      return tally.malformed > 2 * tally.sequences
    }
    guard !strange.isEmpty else { return decoded(bytes, as: "UTF-8") }
    let encoding = guess(strange.flatMap { bytes[$0] })
    let all = Set(strange)
    return stretches.flatMap { stretch in
      decoded(Array(bytes[stretch]), as: all.contains(stretch) ? encoding : "UTF-8")
    }
  }

  /// What lies between two tags, and each tag.
  private static func stretches(of bytes: [UInt8]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() {
      let end = byte == UInt8(ascii: "<") ? index : byte == UInt8(ascii: ">") ? index + 1 : start
      guard end > start else { continue }
      stretches.append(start..<end)
      start = end
    }
    if start < bytes.count { stretches.append(start..<bytes.count) }
    return stretches
  }

  // MARK: - Guessing

  /// The eight-bit encoding of a text that names none, by the letters its language uses most.
  private static func guess(_ bytes: [UInt8]) -> String {
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let upper = counts[0x80...].reduce(0, +)
    func share(_ range: ClosedRange<Int>) -> Int {
      counts[range].reduce(0, +) * 100 / max(1, upper)
    }
    // Lam, meem, noon, heh, waw and yeh stand at E4–EA in ISO 8859-6; windows-1256 has Latin letters
    // in most of these places.
    if share(0xC1...0xF2) >= 85, share(0xC7...0xC8) >= 8 {
      let isISO = (counts[0xE8] + counts[0xEA] + counts[0xE7]) * 100 >= upper * 8
      return isISO ? "ISO-8859-6" : "CP1256"
    }
    // Four of the commonest letters of Russian; three have no Arabic letter in their place.
    let russian = counts[0xE0] + counts[0xE5] + counts[0xE8] + counts[0xEE]
    if share(0xE0...0xFF) >= 70, russian * 4 >= upper, hasWords(bytes) { return "CP1251" }
    if Windows1256.isMostlyArabic(bytes) { return "CP1256" }
    // Hebrew fills E0–FA and nothing else.
    if share(0xE0...0xFA) >= 90, share(0xFB...0xFF) == 0, upper * 4 > bytes.count {
      return "CP1255"
    }
    return "CP1252"
  }

  // MARK: - What the document says

  /// `encoding="…"` of an XML declaration, or `charset=…` in the head of a page.
  private static func declared(in bytes: [UInt8]) -> String? {
    let head = String(
      decoding: bytes.prefix(2_048).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    if let declaration = head.firstRange(of: "<?xml"),
      let end = head[declaration.upperBound...].firstRange(of: "?>")
    {
      return value(after: "encoding", in: head[declaration.upperBound..<end.lowerBound])
    }
    return value(after: "charset", in: head[...])
  }

  /// The same of a document in one of the EBCDIC family, all of which write `<?xml` and the names of
  /// encodings alike (XML 1.0 appendix F.1).
  private static func declaredInEBCDIC(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) else { return nil }
    return decoded(Array(bytes.prefix(256)), named: "IBM037").flatMap { declared(in: $0) }
  }

  /// Of `name = "value"`, quotation marks optional; in small letters.
  static func value(after name: String, in text: Substring) -> String? {
    let plain = text.lowercased()
    guard let found = plain.firstRange(of: name) else { return nil }
    var rest = plain[found.upperBound...].drop { $0.isWhitespace }
    guard rest.popFirst() == "=" else { return nil }
    rest = rest.drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let value = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.+".contains($0)) }
    return value.isEmpty ? nil : String(value)
  }

  /// The name under which iconv has the encoding, or a superset of it that the web takes for it
  /// (WHATWG Encoding §4.2); nil for a name nobody knows.
  private static func known(_ name: String) -> String? {
    let plain = String(name.uppercased().map { $0 == "_" && !name.contains("-") ? "-" : $0 })
    guard plain.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.+".contains($0)) })
    else { return nil }
    switch plain {
    case "UTF8", "UTF-8", "US-ASCII", "ASCII": return "UTF-8"
    case "ISO-8859-1", "LATIN1", "LATIN-1", "ISO8859-1", "WINDOWS-1252": return "CP1252"
    case "WINDOWS-1256", "X-CP1256": return "CP1256"
    case "GB2312", "GBK", "X-GBK": return "GB18030"
    case "KS_C_5601-1987", "KS-C-5601", "EUC-KR": return "CP949"
    case "SHIFT_JIS", "SHIFT-JIS", "MS-KANJI", "X-SJIS", "SJIS": return "CP932"
    case "BIG5": return "BIG5-HKSCS"
    case "ISO-8859-8-I": return "ISO-8859-8"
    case "ISO-8859-6-I", "ISO-8859-6-E", "ASMO-708": return "ISO-8859-6"
    case "ISO-8859-9": return "CP1254"
    case "MACROMAN", "X-MAC-ROMAN", "MAC": return "MACINTOSH"
    case "X-MAC-ARABIC", "MACARABIC": return "MACARABIC"
    case "MACCENTRALEUROPE", "MACLATIN2": return "MAC-CENTRALEUROPE"
    case "MACICELAND": return "MAC-IS"
    default: return decoded([0x61], named: plain) == nil ? nil : plain
    }
  }

  // MARK: - Decoding

  private static func decoded(_ bytes: [UInt8], as name: String) -> [UInt8] {
    if name == "UTF-8" {
      if UTF8Tally(bytes).malformed == 0 { return bytes }
      return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
    return decoded(bytes, named: name) ?? Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  /// Nil when iconv does not know the encoding.
  private static func decoded(_ bytes: [UInt8], named name: String) -> [UInt8]? {
    var length = 0
    let result = bytes.withUnsafeBytes { bytes in
      markup_decode(
        name, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &length)
    }
    guard let result else { return nil }
    defer { markup_free(result) }
    return Array(UnsafeRawBufferPointer(start: result, count: length))
  }
}
