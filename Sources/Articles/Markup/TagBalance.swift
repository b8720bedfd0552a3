/// Malformed XML with its tags put right: a `<` that begins no tag is written out, attributes are quoted and
/// stand once, an end tag closes the element that it names and all inside of it, and one that names none is
/// dropped.
///
/// libxml2 takes an end tag for that of the element opened last, whatever it names: after one `<br>` everything
/// would stand one level too deep, and after two the items of a feed inside one another.
func balancedXML(_ utf8: [UInt8]) -> [UInt8] {
  var balance = TagBalance(bytes: utf8)
  return balance.balanced()
}

private struct TagBalance {
  private let bytes: [UInt8]
  private var index = 0
  private var result: [UInt8] = []
  /// As they are written, the outermost first.
  private var open: [[UInt8]] = []
  /// How often each name is open, in small letters.
  private var counts: [[UInt8]: Int] = [:]

  /// What nothing closes any more, so that nobody looks for its end again and again.
  private var unclosed: Set<String> = []

  /// Never inside of their like.
  private static let items: Set<[UInt8]> = [Array("item".utf8), Array("entry".utf8)]
  /// HTML without an end tag; `link` is none of these in feeds.
  private static let void = Set(
    ["br", "hr", "img", "input", "wbr", "embed", "param", "area"].map { Array($0.utf8) })

  init(bytes: [UInt8]) {
    self.bytes = bytes
    result.reserveCapacity(bytes.count + 256)
  }

  mutating func balanced() -> [UInt8] {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") {
        takeMarkup()
      } else if byte == UInt8(ascii: "]"), bytes.have("]]>", at: index) {
        result += "]]&gt;".utf8
        index += 3
      } else {
        result.append(byte)
        index += 1
      }
    }
    while let name = open.popLast() { close(name) }
    return result
  }

  private mutating func takeMarkup() {
    if bytes.have("<![CDATA[", at: index) {
      copy(through: "]]>")
    } else if bytes.have("<!--", at: index) {
      index = end("-->", from: index + 4) ?? index + 4
    } else if bytes.have("<?", at: index) {
      copy(through: "?>")
    } else if bytes.have("<!DOCTYPE", at: index), open.isEmpty {
      copyDeclaration()
    } else if bytes.have("</", at: index) {
      takeEnd()
    } else if let tag = Tag(bytes, at: index) {
      index = tag.end
      start(tag)
    } else {
      writeSign()
    }
  }

  /// A `<` as text.
  private mutating func writeSign() {
    result += "&lt;".utf8
    index += 1
  }

  private mutating func copy(through sign: String) {
    guard let end = end(sign, from: index) else { return writeSign() }
    result += bytes[index..<end]
    index = end
  }

  /// Behind the sign; nil when it does not come.
  private mutating func end(_ sign: String, from start: Int) -> Int? {
    guard !unclosed.contains(sign) else { return nil }
    let end = bytes.firstRange(of: Array(sign.utf8), from: start)?.upperBound
    if end == nil { unclosed.insert(sign) }
    return end
  }

  /// A document type, with what stands in brackets inside of it.
  private mutating func copyDeclaration() {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      result.append(byte)
      index += 1
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: ">"), depth <= 0 { return }
    }
  }

  // MARK: Elements

  private mutating func start(_ tag: Tag) {
    let key = smallLetters(tag.name)
    if Self.items.contains(key), counts[key, default: 0] > 0 { closeAll(through: key) }
    result.append(UInt8(ascii: "<"))
    result += tag.name
    for attribute in tag.attributes {
      result.append(0x20)
      result += attribute.name
      result += "=\"".utf8
      result += attribute.value
      result.append(UInt8(ascii: "\""))
    }
    if tag.isClosed || Self.void.contains(key) {
      result += "/>".utf8
    } else {
      result.append(UInt8(ascii: ">"))
      open.append(tag.name)
      counts[key, default: 0] += 1
    }
  }

  private mutating func takeEnd() {
    let rest = bytes[(index + 2)...]
    let name = rest.prefix { isNameByte($0) }
    guard !name.isEmpty, let end = rest[name.endIndex...].firstIndex(where: { $0 > 0x20 }) else {
      return writeSign()
    }
    index = bytes[end] == UInt8(ascii: ">") ? end + 1 : name.endIndex
    let key = smallLetters(Array(name))
    if counts[key, default: 0] > 0 { closeAll(through: key) }
  }

  /// Down to the innermost element of that name. The outermost of all stays open: what comes behind it is read
  /// too.
  private mutating func closeAll(through key: [UInt8]) {
    while open.count > 1, let name = open.popLast() {
      close(name)
      let closed = smallLetters(name)
      counts[closed, default: 1] -= 1
      if closed == key { return }
    }
  }

  private mutating func close(_ name: [UInt8]) {
    result += "</".utf8
    result += name
    result.append(UInt8(ascii: ">"))
  }
}

/// A start tag, however its attributes are written.
private struct Tag {
  var name: [UInt8]
  /// The values as they may stand between quotation marks.
  private(set) var attributes: [(name: [UInt8], value: [UInt8])] = []
  private(set) var isClosed = false
  /// Behind it.
  private(set) var end: Int

  /// Nil when none begins at `start`.
  init?(_ bytes: [UInt8], at start: Int) {
    let rest = bytes[(start + 1)...]
    name = Array(rest.prefix { isNameByte($0) })
    guard let first = name.first, isNameStart(first) else { return nil }
    end = start + 1 + name.count
    var known: Set<[UInt8]> = []
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: ">"):
        end += 1
        return
      case UInt8(ascii: "<"): return nil
      case UInt8(ascii: "/"):
        isClosed = true
        end += 1
      case UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), 0...0x20: end += 1
      default:
        isClosed = false
        let attribute = takeAttribute(bytes)
        if isNameStart(attribute.name[0]), attribute.name.allSatisfy(isNameByte),
          known.insert(attribute.name).inserted
        {
          attributes.append(attribute)
        }
      }
    }
    return nil
  }

  private mutating func takeAttribute(_ bytes: [UInt8]) -> (name: [UInt8], value: [UInt8]) {
    let name = bytes[end...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "=") && !Self.ends($0) }
    end = name.endIndex
    let sign = bytes[end...].firstIndex { $0 > 0x20 }
    guard let sign, bytes[sign] == UInt8(ascii: "="),
      let start = bytes[(sign + 1)...].firstIndex(where: { $0 > 0x20 })
    else { return (Array(name), []) }
    let mark = bytes[start]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      var value = bytes[start...].prefix { $0 > 0x20 && !Self.isSign($0) }
      // The slash of `<br clear=all/>` is no part of the value, that of an address is.
      if value.last == UInt8(ascii: "/"), !value.contains(UInt8(ascii: ":")) {
        value = value.dropLast()
      }
      end = value.endIndex
      return (Array(name), Self.quoted(value))
    }
    let value = bytes[(start + 1)...].prefix { $0 != mark && $0 != UInt8(ascii: "<") }
    if value.endIndex < bytes.count, bytes[value.endIndex] == mark {
      end = value.endIndex + 1
      return (Array(name), Self.quoted(value))
    }
    // The second mark is missing.
    let cut = value.prefix { $0 != UInt8(ascii: ">") }
    end = cut.endIndex
    return (Array(name), Self.quoted(cut))
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
  }

  private static func ends(_ byte: UInt8) -> Bool { isSign(byte) || byte == UInt8(ascii: "/") }

  private static func quoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
    value.flatMap { byte -> [UInt8] in
      byte == UInt8(ascii: "\"") ? Array("&quot;".utf8) : [byte]
    }
  }
}

/// Whether a name of a tag may begin so; those of all that feeds know are in ASCII.
func isNameStart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "_"), UInt8(ascii: ":"):
    true
  default: false
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...: true
  default: isNameStart(byte)
  }
}

private func smallLetters(_ name: [UInt8]) -> [UInt8] {
  name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
}
