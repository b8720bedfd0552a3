/// Turns HTML into the blocks of an article.
struct BlockWriter {
  /// Where relative addresses start.
  private let base: String?
  private var blocks: [Block] = []
  private var line = InlineText()
  private var lists: [List] = []
  private var quotes = 0
  private var heading: Int?
  /// The number or bullet that the next text of an item stands behind.
  private var marker: String?
  private var isInItem = false
  /// The blocks of a table's cell stand in one row.
  private var isInRow = false
  /// The direction that HTML names for the block that is being written.
  private var isRightToLeft: Bool?

  private struct List {
    /// Nil for a list without numbers.
    var next: Int?
    var step = 1
  }

  private enum Limits {
    static let blocks = 20_000
    static let quote = 8
  }

  static func blocks(of markup: Element, base: String?) -> [Block] {
    var writer = BlockWriter(base: base)
    writer.write(markup)
    writer.flush()
    return writer.trimmedBlocks()
  }

  private init(base: String?) { self.base = base }

  /// Without rules at the ends and without one next to another.
  private func trimmedBlocks() -> [Block] {
    var result: [Block] = []
    for block in blocks where block.kind != .rule || (result.last.map { $0.kind != .rule } ?? false)
    {
      result.append(block)
    }
    if result.last?.kind == .rule { result.removeLast() }
    return result
  }

  // MARK: - Blocks

  private mutating func flush() {
    if isInRow { return line.blank() }
    guard !line.isEmpty else {
      if line.isVerbatim { _ = line.take() }
      return
    }
    let (text, links) = line.take()
    guard !text.isEmpty, blocks.count < Limits.blocks else { return }
    if line.isVerbatim { return blocks.append(Block(.code, text)) }
    var block = Block(
      quotes > 0 ? .quote : .paragraph, text, links: links, isRightToLeft: isRightToLeft)
    if let heading { (block.kind, block.level) = (.heading, heading) }
    guard isInItem, heading == nil else { return blocks.append(block) }
    let prefix = marker ?? ""
    marker = marker == nil ? nil : ""
    let shifted = links?.map {
      Block.Link(start: $0.start + prefix.utf8.count, end: $0.end + prefix.utf8.count, url: $0.url)
    }
    (block.kind, block.level) = (.listItem, max(1, lists.count))
    (block.text, block.links) = (prefix + text, shifted)
    blocks.append(block)
  }

  private mutating func writeChildren(of element: Element) {
    for child in element.children {
      switch child {
      case .text(let text): line.append(text)
      case .element(let inner): write(inner)
      }
    }
  }

  private mutating func write(_ element: Element) {
    guard !HTMLNames.isHidden(element) else { return }
    let name = element.plainName
    if HTMLNames.isBlock(name) {
      flush()
      let outer = isRightToLeft
      switch element.attribute("dir")?.lowercasedASCII {
      case "rtl": isRightToLeft = true
      case "ltr": isRightToLeft = false
      case "auto": isRightToLeft = nil
      default: break
      }
      writeBlock(name, element)
      flush()
      isRightToLeft = outer
    } else {
      writeInline(name, element)
    }
  }

  private mutating func writeBlock(_ name: String, _ element: Element) {
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6": writeHeading(Int(name.dropFirst()) ?? 2, element)
    case "ul", "ol", "menu", "dir": writeList(name, element)
    case "li": writeItem(element)
    case "blockquote": writeQuote(element)
    case "pre": writeVerbatim(element)
    case "hr": if !isInRow { blocks.append(Block(.rule, "")) }
    case "table": writeTable(element)
    case "figure": writeFigure(element)
    case "br": break
    case "video", "audio": writeMedia(element)
    default: writeChildren(of: element)
    }
  }

  private mutating func writeHeading(_ level: Int, _ element: Element) {
    let outer = heading
    heading = level
    writeChildren(of: element)
    flush()
    heading = outer
  }

  private mutating func writeQuote(_ element: Element) {
    quotes = min(quotes + 1, Limits.quote)
    writeChildren(of: element)
    flush()
    quotes -= 1
  }

  private mutating func writeVerbatim(_ element: Element) {
    guard !isInRow else { return writeChildren(of: element) }
    line.isVerbatim = true
    addVerbatim(element)
    flush()
    line.isVerbatim = false
  }

  private mutating func addVerbatim(_ element: Element) {
    for child in element.children {
      switch child {
      case .text(let text): line.append(text)
      case .element(let inner):
        guard !HTMLNames.isHidden(inner) else { continue }
        if inner.plainName == "br" { line.lineBreak() }
        addVerbatim(inner)
      }
    }
  }

  // MARK: - Lists

  private mutating func writeList(_ name: String, _ element: Element) {
    var list = List(next: nil)
    if name == "ol" {
      list.next = element.attribute("start").flatMap { Int(cleaned($0)) } ?? 1
      if element.attribute("reversed") != nil {
        list.step = -1
        list.next =
          element.attribute("start").flatMap { Int(cleaned($0)) }
          ?? element.elements.reduce(0) { $0 + ($1.plainName == "li" ? 1 : 0) }
      }
    }
    let outer = (marker, isInItem)
    lists.append(list)
    isInItem = false
    writeChildren(of: element)
    flush()
    lists.removeLast()
    (marker, isInItem) = outer
  }

  private mutating func writeItem(_ element: Element) {
    let outer = (marker, isInItem)
    isInItem = true
    marker = ""
    if let last = lists.indices.last, let next = lists[last].next {
      let number = element.attribute("value").flatMap { Int(cleaned($0)) } ?? next
      marker = "\(number). "
      lists[last].next = number &+ lists[last].step
    }
    writeChildren(of: element)
    flush()
    (marker, isInItem) = outer
  }

  // MARK: - Tables

  /// Each row is a block, its cells parted by bars. A table that only lays out a page is none.
  private mutating func writeTable(_ table: Element) {
    let rows = table.descendants { $0.plainName == "tr" }
    let cells = rows.map { $0.elements.filter { ["td", "th"].contains($0.plainName) } }
    let isLayout =
      cells.allSatisfy { $0.count <= 1 } || cells.joined().contains { Self.holdsBlocks($0) }
    guard !isLayout, !isInRow else { return writeChildren(of: table) }
    if let caption = table.first("caption") { write(caption) }
    for row in cells where !row.isEmpty {
      isInRow = true
      for (index, cell) in row.enumerated() {
        if index > 0 {
          line.blank()
          line.append("|")
          line.blank()
        }
        writeChildren(of: cell)
      }
      isInRow = false
      flush()
    }
  }

  private static func holdsBlocks(_ cell: Element) -> Bool {
    let found = cell.descendants {
      ["table", "ul", "ol", "h1", "h2", "h3", "blockquote", "pre"].contains($0.plainName)
    }
    return !found.isEmpty || cell.descendants { $0.plainName == "p" }.count > 1
  }

  // MARK: - Pictures

  private mutating func writeFigure(_ figure: Element) {
    let pictures = figure.descendants { $0.plainName == "img" }
    let caption = figure.descendants { $0.plainName == "figcaption" }.first
    guard !pictures.isEmpty, !isInRow else { return writeChildren(of: figure) }
    let words = caption.flatMap { FeedText.nonEmpty(FeedText.inlineText(of: $0)) }
    for (index, picture) in pictures.enumerated() {
      writePicture(picture, caption: index == pictures.count - 1 ? words : nil)
    }
  }

  private mutating func writePicture(_ element: Element, caption: String? = nil) {
    let alternative = (element.attribute("alt") ?? element.attribute("title")).flatMap(
      FeedText.nonEmpty)
    let classes = element.attribute("class") ?? ""
    if classes.contains("emoji") || classes.contains("smiley"), let alternative {
      return line.append(alternative)
    }
    guard !isTracker(element) else { return }
    let sources = ["data-src", "data-lazy-src", "data-original", "src"]
    let url = sources.compactMap { resolved(element.attribute($0), against: base) }
      .first { isWebAddress($0) }
    let words = caption ?? alternative ?? ""
    guard url != nil || !words.isEmpty else { return }
    guard !isInRow else { return line.append(words) }
    let wasInItem = (isInItem, marker)
    flush()
    guard blocks.count < Limits.blocks else { return }
    blocks.append(Block(.image, words, url: url))
    (isInItem, marker) = wasInItem
  }

  /// A picture of a few points counts who reads, and shows nothing.
  private func isTracker(_ element: Element) -> Bool {
    let sizes = ["width", "height"].compactMap { element.attribute($0) }
      .compactMap { Int($0.prefix { $0.isNumber }) }
    if sizes.contains(where: { $0 <= 3 }) { return true }
    let source = element.attribute("src") ?? ""
    return [
      "feeds.feedburner.com/~", "pixel.wp.com", "doubleclick.net", "/pixel.gif",
      "stats.wordpress.com",
    ]
    .contains { source.hasBytes(of: $0) }
  }

  private mutating func writeMedia(_ element: Element) {
    let source =
      element.attribute("src")
      ?? element.descendants { $0.plainName == "source" }.first?.attribute("src")
    guard let url = resolved(source, against: base), isWebAddress(url) else { return }
    writeLink(url) { $0.line.append(element.attribute("title") ?? url) }
  }

  // MARK: - Inline

  private mutating func writeInline(_ name: String, _ element: Element) {
    switch name {
    case "a": writeAnchor(element)
    case "img", "image", "amp-img": writePicture(element)
    case "bdi": isolate("\u{2068}", element)
    case "bdo",
      "span" where element.attribute("dir") != nil:
      isolate(Self.opener(element), element)
    case "ruby": writeRuby(element)
    case "q":
      line.append("«")
      writeChildren(of: element)
      line.append("»")
    case "wbr": line.append("\u{200B}")
    case "iframe": writeFrame(element)
    default: writeChildren(of: element)
    }
  }

  private mutating func writeAnchor(_ element: Element) {
    let url = resolved(element.attribute("href"), against: base)
    let written = element.attribute("href").map { trimmed(Substring($0)) } ?? ""
    guard let url, !written.hasPrefix("#"), hasScheme(url), isHarmless(url) else {
      return writeChildren(of: element)
    }
    writeLink(url) { $0.writeChildren(of: element) }
  }

  private mutating func writeLink(_ url: String, _ write: (inout BlockWriter) -> Void) {
    line.beginLink(url)
    write(&self)
    line.endLink()
  }

  private mutating func writeFrame(_ element: Element) {
    guard let url = resolved(element.attribute("src"), against: base), isWebAddress(url),
      let title = element.attribute("title").flatMap(FeedText.nonEmpty)
    else { return }
    flush()
    writeLink(url) { $0.line.append(title) }
    flush()
  }

  /// The isolate (UAX #9) that a `dir` asks for.
  private static func opener(_ element: Element) -> Unicode.Scalar {
    switch element.attribute("dir")?.lowercasedASCII {
    case "rtl": "\u{2067}"
    case "ltr": "\u{2066}"
    default: "\u{2068}"
    }
  }

  private mutating func isolate(_ opener: Unicode.Scalar, _ element: Element) {
    line.append(String(opener))
    writeChildren(of: element)
    line.append("\u{2069}")
  }

  /// The reading in brackets behind its base.
  private mutating func writeRuby(_ element: Element) {
    for child in element.children {
      switch child {
      case .text(let text): line.append(text)
      case .element(let inner):
        switch inner.plainName {
        case "rp": break
        case "rt", "rtc":
          line.append("(")
          writeChildren(of: inner)
          line.append(")")
        default: write(inner)
        }
      }
    }
  }
}
