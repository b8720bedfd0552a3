internal import CLibXML2

/// XML in UTF-8 with what a reader would stumble over put right: what stands before its beginning and
/// characters that XML forbids gone, bare `&` and `<` written `&amp;` and `&lt;`, entities of HTML by their
/// numbers. Attributes without end, each of which is compared with all others, are cut off.
///
/// CDATA sections and declarations of entities stay as they are.
func mendedXML(_ utf8: [UInt8]) -> [UInt8] {
  var mender = Mender(bytes: utf8)
  return mender.mended()
}

private struct Mender {
  let bytes: [UInt8]
  private var index = 0
  private var result: [UInt8] = []
  /// The document declares entities of its own.
  private let declaresEntities: Bool
  private var limit = AttributeLimit(isXML: true)

  init(bytes: [UInt8]) {
    self.bytes = bytes
    declaresEntities = bytes.prefix(4_096).firstRange(of: Array("<!ENTITY".utf8)) != nil
    result.reserveCapacity(bytes.count + 64)
  }

  mutating func mended() -> [UInt8] {
    index = beginning()
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&"): mendReference()
      case UInt8(ascii: "<") where bytes.have("<![CDATA[", at: index): copySection()
      case UInt8(ascii: "<") where !beginsMarkup():
        result += "&lt;".utf8
        index += 1
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: index += 1
      default:
        if limit.allows(byte) { result.append(byte) }
        index += 1
      }
    }
    return result
  }

  /// That of the first tag or, where a program that made the feed complains before it, of the declaration.
  private func beginning() -> Int {
    let first = bytes.firstIndex { $0 == UInt8(ascii: "<") } ?? 0
    guard !bytes[first...].starts(with: Array("<?xml".utf8)),
      let declaration = bytes.firstRange(of: Array("<?xml ".utf8), from: first)?.lowerBound
    else { return first }
    let before = String(decoding: bytes[first..<declaration].prefix(65_536), as: UTF8.self)
      .lowercasedASCII
    let isBehindFeed = ["<rss", "<rdf", "<feed", "<channel", "<opml", ":rss", ":rdf", ":feed"]
      .contains {
        before.hasBytes(of: $0)
      }
    return isBehindFeed || before.utf8.count >= 65_536 ? first : declaration
  }

  /// Whether the `<` at the index may begin a tag.
  private func beginsMarkup() -> Bool {
    let isEnd = bytes.have("</", at: index)
    let next = index + (isEnd ? 2 : 1)
    guard next < bytes.count else { return false }
    let isDeclaration = bytes[next] == UInt8(ascii: "!") || bytes[next] == UInt8(ascii: "?")
    return isNameStart(bytes[next]) || isDeclaration && !isEnd
  }

  /// Copies a CDATA section but for the characters that XML forbids.
  private mutating func copySection() {
    while index < bytes.count, !bytes.have("]]>", at: index) {
      let byte = bytes[index]
      if byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { result.append(byte) }
      index += 1
    }
    if index == bytes.count { result += "]]>".utf8 }
  }

  private mutating func mendReference() {
    let name = bytes[(index + 1)...].prefix(32).prefix { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "#"):
        true
      default: false
      }
    }
    let end = index + 1 + name.count
    let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ";")
    let replacement = isClosed ? replacement(for: String(decoding: name, as: UTF8.self)) : nil
    if let replacement {
      result += replacement.utf8
      index = end + 1
    } else {
      result += "&amp;".utf8
      index += 1
    }
  }

  /// How a reference is to be written; nil when it is none.
  private func replacement(for name: String) -> String? {
    switch name {
    case "amp", "lt", "gt", "quot", "apos": return "&\(name);"
    case "": return nil
    default: break
    }
    if name.hasPrefix("#") { return numericReference(name.dropFirst()) }
    var buffer: (CChar, CChar, CChar, CChar, CChar, CChar, CChar, CChar) = (0, 0, 0, 0, 0, 0, 0, 0)
    var count: CInt = 0
    let text = withUnsafeMutableBytes(of: &buffer) { room -> String? in
      let start = room.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard markup_html_entity(name, start, &count) != nil else { return nil }
      return String(decoding: room.prefix(Int(count)), as: UTF8.self)
    }
    if let text { return text }
    return declaresEntities ? "&\(name);" : nil
  }

  /// Numbers of the C1 controls mean characters of windows-1252, as in HTML (13.2.5.80).
  private func numericReference(_ digits: Substring) -> String? {
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, let scalar = Unicode.Scalar(number) else { return nil }
    switch number {
    case 0x80...0x9F: return Windows1252.scalar(UInt8(number)).map { String($0) } ?? ""
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
      return "&#\(scalar.value);"
    default: return ""
    }
  }
}

/// Cuts tags off that have attributes without end: libxml2 compares each attribute with all others.
struct AttributeLimit {
  private static let most = 1_024

  private enum Place {
    case text
    /// Behind a `<`.
    case opening
    /// Behind `<!` and so many hyphens.
    case declaration(hyphens: Int)
    /// In a comment, behind so many hyphens; HTML lets a `!` stand between them and the end.
    case comment(hyphens: Int)
    case tag
  }

  /// Where a `<` ends a tag that has no end of its own; in HTML it is part of it.
  private let isXML: Bool
  private var place = Place.text
  private var quote: UInt8?
  /// Only behind a `=` do quotation marks enclose a value.
  private var isBeforeValue = false
  /// What may part attributes, outside of quotation marks.
  private var parts = 0

  init(isXML: Bool) { self.isXML = isXML }

  /// False for what stands in a tag after the last attribute that it may have; to be asked of each byte.
  mutating func allows(_ byte: UInt8) -> Bool {
    switch place {
    case .tag: return allowsInTag(byte)
    case .text: if byte == UInt8(ascii: "<") { place = .opening }
    case .opening: open(byte)
    case .declaration(let hyphens): declare(byte, hyphens)
    case .comment(let hyphens): comment(byte, hyphens)
    }
    return true
  }

  /// «3 < 4» opens nothing.
  private mutating func open(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "!"): place = .declaration(hyphens: 0)
    case UInt8(ascii: "<"): break
    case _ where isNameStart(byte), UInt8(ascii: "/"), UInt8(ascii: "?"), 0x80...:
      (place, quote, isBeforeValue, parts) = (.tag, nil, false, 0)
    default: place = .text
    }
  }

  private mutating func declare(_ byte: UInt8, _ hyphens: Int) {
    if byte == UInt8(ascii: "-") {
      place =
        hyphens == 0
        ? .declaration(hyphens: 1) : .comment(hyphens: 2)
    } else {
      place = byte == UInt8(ascii: "<") ? .opening : .text
    }
  }

  /// Where parsers disagree about the end of a comment, the first end counts.
  private mutating func comment(_ byte: UInt8, _ hyphens: Int) {
    switch byte {
    case UInt8(ascii: "-"): place = .comment(hyphens: hyphens + 1)
    case UInt8(ascii: "!") where hyphens >= 2: break
    case UInt8(ascii: ">") where hyphens >= 2: place = .text
    default: place = .comment(hyphens: 0)
    }
  }

  private mutating func allowsInTag(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<") where isXML:
      (quote, isBeforeValue, parts) = (nil, false, 0)
      return true
    case quote: quote = nil
    case _ where quote != nil: break
    case UInt8(ascii: ">"):
      place = .text
      return true
    case UInt8(ascii: "\"") where isBeforeValue, UInt8(ascii: "'") where isBeforeValue:
      (quote, isBeforeValue) = (byte, false)
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20: parts += 1
    case UInt8(ascii: "="): (isBeforeValue, parts) = (true, parts + 1)
    case UInt8(ascii: "/"): (isBeforeValue, parts) = (false, parts + 1)
    default: isBeforeValue = false
    }
    return parts <= Self.most
  }

  /// HTML within the limit.
  static func applied(to utf8: [UInt8]) -> [UInt8] {
    guard utf8.count > 2 * most else { return utf8 }
    var limit = AttributeLimit(isXML: false)
    guard utf8.contains(where: { !limit.allows($0) }) else { return utf8 }
    limit = AttributeLimit(isXML: false)
    return utf8.filter { limit.allows($0) }
  }
}

/// UTF-8 in which the C1 controls are the characters of windows-1252 that whoever wrote them had in mind.
func withoutC1Controls(_ utf8: [UInt8]) -> [UInt8] {
  func isControl(at index: Int) -> Bool {
    utf8[index] == 0xC2 && index + 1 < utf8.count && (0x80...0x9F).contains(utf8[index + 1])
  }
  guard utf8.contains(0xC2), utf8.indices.contains(where: isControl) else { return utf8 }
  var result: [UInt8] = []
  var index = 0
  while index < utf8.count {
    if isControl(at: index) {
      if let scalar = Windows1252.scalar(utf8[index + 1]) { result += String(scalar).utf8 }
      index += 2
    } else {
      result.append(utf8[index])
      index += 1
    }
  }
  return result
}

/// The upper half of windows-1252 where it differs from Latin-1.
enum Windows1252 {
  static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    Unicode.Scalar(table[Int(byte) - 0x80]).flatMap { $0.value == 0 ? nil : $0 }
  }

  private static let table: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
