internal import Articles
internal import FoundationEssentials

/// Blocks and named titles as bytes: numbers in base 128, low digit first, and texts with their length
/// before them. An absent value is 0, a present one is stored one greater.
enum BodyCoding {
  static func data(of blocks: [Block]) -> Data {
    var writer = ByteWriter()
    for block in blocks {
      writer.append(number: code(of: block.kind))
      writer.append(optional: block.level)
      writer.append(optional: block.url)
      writer.append(text: block.text)
      if let links = block.links, !links.isEmpty { append(links, to: &writer) }
      if let isRightToLeft = block.isRightToLeft {
        writer.append(number: isRightToLeft ? rightToLeftCode : leftToRightCode)
      }
    }
    return Data(writer.bytes)
  }

  /// The links of the block before.
  private static func append(_ links: [Block.Link], to writer: inout ByteWriter) {
    writer.append(number: linksCode)
    writer.append(number: links.count)
    for link in links {
      writer.append(number: link.start)
      writer.append(number: link.end)
      writer.append(text: link.url)
    }
  }

  /// These stand where the kind of a block does, and tell of the block before.
  private static let linksCode = 7
  private static let leftToRightCode = 8
  private static let rightToLeftCode = 9

  /// Nil when there are none.
  static func data(of enclosures: [Enclosure]) -> Data? {
    guard !enclosures.isEmpty else { return nil }
    var writer = ByteWriter()
    for enclosure in enclosures {
      writer.append(optional: enclosure.type)
      writer.append(optional: enclosure.length)
      writer.append(text: enclosure.url)
    }
    return Data(writer.bytes)
  }

  /// Up to the first byte that makes no sense.
  static func enclosures(from data: Data?) -> [Enclosure] {
    var reader = ByteReader(data ?? Data())
    var enclosures: [Enclosure] = []
    while let type = reader.optionalText(), let length = reader.optionalNumber(),
      let url = reader.text()
    {
      enclosures.append(Enclosure(url: url, type: type.value, length: length.value))
    }
    return enclosures
  }

  static func data(of titles: [RelatedTitle]) -> Data {
    var writer = ByteWriter()
    for title in titles {
      writer.append(optional: title.url)
      writer.append(text: title.title)
    }
    return Data(writer.bytes)
  }

  /// Up to the first byte that makes no sense.
  static func blocks(from data: Data?) -> [Block] {
    var reader = ByteReader(data ?? Data())
    var blocks: [Block] = []
    while let code = reader.number() {
      if code == linksCode, let last = blocks.indices.last {
        guard let links = links(from: &reader, in: blocks[last].text) else { break }
        blocks[last].links = links
        continue
      }
      if code == leftToRightCode || code == rightToLeftCode, let last = blocks.indices.last {
        blocks[last].isRightToLeft = code == rightToLeftCode
        continue
      }
      guard let kind = kind(of: code), let level = reader.optionalNumber(),
        let url = reader.optionalText(), let text = reader.text()
      else { break }
      blocks.append(Block(kind, text, level: level.value, url: url.value))
    }
    return blocks
  }

  private static func links(from reader: inout ByteReader, in text: String) -> [Block.Link]? {
    guard let count = reader.number(), count >= 0, count <= text.utf8.count else { return nil }
    var links: [Block.Link] = []
    for _ in 0..<count {
      guard let start = reader.number(), let end = reader.number(), let url = reader.text(),
        0 <= start, start <= end, end <= text.utf8.count
      else { return nil }
      links.append(Block.Link(start: start, end: end, url: url))
    }
    return links
  }

  /// The texts of the blocks alone.
  static func texts(from data: Data?) -> [String] {
    var reader = ByteReader(data ?? Data())
    var texts: [String] = []
    while let code = reader.number() {
      if code == linksCode, let last = texts.last {
        guard links(from: &reader, in: last) != nil else { break }
        continue
      }
      if code == leftToRightCode || code == rightToLeftCode { continue }
      guard reader.number() != nil, reader.skipOptionalText(), let text = reader.text() else {
        break
      }
      texts.append(text)
    }
    return texts
  }

  /// Up to the first byte that makes no sense.
  static func titles(from data: Data?) -> [RelatedTitle] {
    var reader = ByteReader(data ?? Data())
    var titles: [RelatedTitle] = []
    while let url = reader.optionalText(), let title = reader.text() {
      titles.append(RelatedTitle(title, url: url.value))
    }
    return titles
  }

  private static func code(of kind: Block.Kind) -> Int {
    switch kind {
    case .paragraph: 0
    case .heading: 1
    case .quote: 2
    case .listItem: 3
    case .code: 4
    case .image: 5
    case .rule: 6
    }
  }

  private static func kind(of code: Int) -> Block.Kind? {
    let kinds: [Block.Kind] = [.paragraph, .heading, .quote, .listItem, .code, .image, .rule]
    return kinds.indices.contains(code) ? kinds[code] : nil
  }
}

private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func append(number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(optional number: Int?) {
    append(number: number.map { $0 &+ 1 } ?? 0)
  }

  mutating func append(text: String) {
    append(number: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(optional text: String?) {
    guard let text else { return append(number: 0) }
    append(number: text.utf8.count + 1)
    bytes.append(contentsOf: text.utf8)
  }
}

private struct ByteReader {
  /// An optional value that was read; nil of the whole says that nothing could be read.
  struct Found<Value> {
    var value: Value?
  }

  private let bytes: [UInt8]
  private var next = 0

  init(_ data: Data) {
    bytes = [UInt8](data)
  }

  mutating func number() -> Int? {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while next < bytes.count, shift < 64 {
      let byte = bytes[next]
      next += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: result)) }
      shift += 7
    }
    return nil
  }

  mutating func text() -> String? {
    guard let count = number() else { return nil }
    return text(count: count)
  }

  mutating func optionalNumber() -> Found<Int>? {
    guard let stored = number() else { return nil }
    return Found(value: stored == 0 ? nil : stored &- 1)
  }

  mutating func optionalText() -> Found<String>? {
    guard let stored = number() else { return nil }
    guard stored != 0 else { return Found(value: nil) }
    guard let text = text(count: stored &- 1) else { return nil }
    return Found(value: text)
  }

  /// False at the first byte that makes no sense.
  mutating func skipOptionalText() -> Bool {
    guard let stored = number(), stored &- 1 <= bytes.count - next else { return false }
    next += max(0, stored &- 1)
    return true
  }

  private mutating func text(count: Int) -> String? {
    guard count >= 0, count <= bytes.count - next else { return nil }
    defer { next += count }
    return String(decoding: bytes[next..<next + count], as: UTF8.self)
  }
}
