/// The text of one block while it is written: runs of blanks become one, links are remembered.
struct InlineText {
  private var text = ""
  private var isAfterBlank = true
  /// The words of each link as written, and where it leads.
  private var links: [(text: String, url: String)] = []
  private var open: (start: String.Index, url: String)?
  /// Blanks and line breaks stay as they are.
  var isVerbatim = false

  var isEmpty: Bool { !text.utf8.contains { $0 > 0x20 } }

  mutating func append(_ more: String) {
    guard !isVerbatim else {
      text += more
      return
    }
    for piece in more.utf8.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) }
    ).enumerated() {
      if piece.offset > 0 { blank() }
      guard !piece.element.isEmpty else { continue }
      text += String(Substring(piece.element))
      isAfterBlank = false
    }
  }

  mutating func blank() {
    guard !isAfterBlank else { return }
    text += " "
    isAfterBlank = true
  }

  mutating func lineBreak() { text += "\n" }

  mutating func beginLink(_ url: String) { open = (text.endIndex, url) }

  mutating func endLink() {
    guard let link = open else { return }
    open = nil
    links.append((String(text[link.start...]), link.url))
  }

  /// The cleaned line with its links; what was written is forgotten, but not a link that is still open.
  mutating func take() -> (text: String, links: [Block.Link]?) {
    let pending = open
    if pending != nil { endLink() }
    let line = isVerbatim ? cleanedLines(text) : cleaned(text)
    let found = isVerbatim ? [] : place(links, in: line)
    let verbatim = isVerbatim
    self = InlineText()
    isVerbatim = verbatim
    if let pending { beginLink(pending.url) }
    return (line, found.isEmpty ? nil : found)
  }

  /// Cleaning may have changed the text before a link, so each is looked for behind the one before.
  private func place(_ links: [(text: String, url: String)], in line: String) -> [Block.Link] {
    let bytes = Array(line.utf8)
    var from = 0
    return links.compactMap { link in
      let words = Array(cleaned(link.text).utf8)
      guard !words.isEmpty, let found = bytes.firstRange(of: words, from: from) else { return nil }
      from = found.upperBound
      return Block.Link(start: found.lowerBound, end: found.upperBound, url: link.url)
    }
  }

  /// Lines that keep their indents, without blank ones at both ends.
  private func cleanedLines(_ text: String) -> String {
    let lines = linesOfText(text).map { line in
      String(repeating: " ", count: indent(of: line)) + cleaned(line)
    }
    let isBlank = { (line: String) in !line.utf8.contains { $0 > 0x20 } }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return lines[first...last].joined(separator: "\n")
  }

  /// A tab leads to the next multiple of four columns.
  private func indent(of line: Substring) -> Int {
    line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }
      .reduce(0) { $1 == 0x09 ? $0 / 4 * 4 + 4 : $0 + 1 }
  }
}
