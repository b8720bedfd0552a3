/// The kinds of file that hold articles.
package enum FileFormat: Sendable {
  case pageText, jsonLines
  /// RSS, RDF, Atom or a JSON feed.
  case feed
  /// OPML.
  case feedList
  /// HTML.
  case webPage
}

/// Tells from the first bytes of a file what it is; 4 KB are enough.
///
/// - Throws: a refusal when it is empty or a format this version does not read.
package func fileFormat(
  of head: some Collection<UInt8>, named path: String
) throws(Refusal) -> FileFormat {
  guard !head.isEmpty else {
    throw Refusal("the file is empty; save the page again")
  }
  var start = Array(head.prefix(4_096))
  if let text = Charset.wideText(start) { start = text }
  if let name = nameOfBinaryFormat(start) {
    throw Refusal("this is \(name), not text; save the page as plain text in UTF-8")
  }
  let text = start.drop { isLeadingByte($0) }
  guard let first = text.first else { return .pageText }
  switch first {
  case UInt8(ascii: "<"):
    return isMarkup(text) ? try markupFormat(text) : .pageText
  case UInt8(ascii: "{"):
    return try jsonLines(text, named: path)
  case UInt8(ascii: "[") where isJSONArray(text):
    throw Refusal("this is a JSON array; write one JSON object a line (JSON Lines)")
  default:
    return path.lowercasedASCII.hasAnySuffix([".jsonl", ".ndjson"]) ? .jsonLines : .pageText
  }
}

/// Blanks, line breaks and the bytes of a UTF-8 byte order mark.
private func isLeadingByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF: true
  default: false
  }
}

private func isMarkup(_ text: ArraySlice<UInt8>) -> Bool {
  guard let second = text.dropFirst().first else { return false }
  switch second {
  case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/"): return true
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
    return text.contains(UInt8(ascii: ">"))
  default: return false
  }
}

private func markupFormat(_ text: ArraySlice<UInt8>) throws(Refusal) -> FileFormat {
  let head = String(decoding: text, as: UTF8.self).lowercasedASCII
  func first(_ names: [String]) -> String.Index? {
    names.compactMap { head.firstRange(of: $0)?.lowerBound }.min()
  }
  let page =
    first(["<html", "<!doctype html", "<body", "<article", "<div", "<p>"]) ?? head.endIndex
  if let list = first(["<opml"]), list < page { return .feedList }
  let feeds = ["<rss", "<feed", "<rdf", "<channel", ":feed", ":rss", ":rdf", "<item", "<entry"]
  if let feed = first(feeds), feed < page { return .feed }
  if page < head.endIndex { return .webPage }
  // Comments or a style sheet may fill the beginning.
  if head.hasPrefix("<?xml") || head.hasPrefix("<!--") || head.hasPrefix("<!doctype") {
    return .feed
  }
  throw Refusal("this is XML or HTML, but neither a feed nor a page; save the page again")
}

/// An object that does not end on its first line is a document, not JSON Lines.
private func jsonLines(
  _ text: ArraySlice<UInt8>, named path: String
) throws(Refusal) -> FileFormat {
  let firstLine = text.prefix { $0 != 0x0A }
  let isWhole = firstLine.endIndex < text.endIndex || text.endIndex < 4_096
  let last = firstLine.last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
  if isJSONFeed(text) { return .feed }
  guard isWhole, last != UInt8(ascii: "}") else { return .jsonLines }
  if firstLine.count > 1, path.lowercasedASCII.hasAnySuffix([".jsonl", ".ndjson"]) {
    return .jsonLines
  }
  guard isJSONObject(text) else { return .pageText }
  throw Refusal("this JSON object is spread over several lines; write one object a line")
}

private func isJSONFeed(_ text: ArraySlice<UInt8>) -> Bool {
  let head = String(decoding: text, as: UTF8.self)
  return ["jsonfeed.org/version", "jsonfeed.org\\/version"].contains { head.contains($0) }
    || head.contains("\"items\"")
      && (head.contains("\"home_page_url\"") || head.contains("\"feed_url\""))
}

/// A brace, then a quotation mark or a closing brace.
private func isJSONObject(_ text: ArraySlice<UInt8>) -> Bool {
  let second = text.dropFirst().first { !isLeadingByte($0) }
  return second == nil || second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
}

private func isJSONArray(_ text: ArraySlice<UInt8>) -> Bool {
  text.dropFirst().first { !isLeadingByte($0) } == UInt8(ascii: "{")
}

private func nameOfBinaryFormat(_ start: [UInt8]) -> String? {
  for (name, signature) in binarySignatures where start.starts(with: signature) {
    return name
  }
  return nil
}

private let binarySignatures: [(name: String, bytes: [UInt8])] = [
  ("a PDF file", Array("%PDF-".utf8)),
  ("a PNG picture", [0x89, 0x50, 0x4E, 0x47]),
  ("a JPEG picture", [0xFF, 0xD8, 0xFF]),
  ("a GIF picture", Array("GIF8".utf8)),
  ("a ZIP archive or an office document", [0x50, 0x4B, 0x03, 0x04]),
  ("a gzip archive", [0x1F, 0x8B]),
  ("a bzip2 archive", Array("BZh".utf8)),
  ("an xz archive", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
  ("a Zstandard archive", [0x28, 0xB5, 0x2F, 0xFD]),
  ("a program", [0x7F, 0x45, 0x4C, 0x46]),
  ("a database", Array("SQLite format 3".utf8)),
  ("an old office document", [0xD0, 0xCF, 0x11, 0xE0]),
  ("an RTF document", Array("{\\rtf".utf8)),
  ("UTF-32 text", [0xFF, 0xFE, 0x00, 0x00]),
  ("UTF-32 text", [0x00, 0x00, 0xFE, 0xFF]),
]

extension StringProtocol {
  /// A–Z made small, all else as it is.
  var lowercasedASCII: String {
    String(
      decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  func hasAnySuffix(_ suffixes: [String]) -> Bool {
    suffixes.contains { hasSuffix($0) }
  }
}
