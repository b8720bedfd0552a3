/// What the body of an article is collected in, before its blocks are told apart.
enum BodyItem: Equatable {
  case line(PageLine)
  case block(Block)

  var isImage: Bool {
    if case .block(let block) = self { return block.kind == .image }
    return false
  }

  static func blocks(of items: [BodyItem]) -> [Block] {
    let items = unwrapped(items)
    var blocks: [Block] = []
    var index = 0
    while index < items.count {
      switch items[index] {
      case .block(let block):
        blocks.append(block)
        index += 1
      case .line(let line):
        let length = lengthOfList(in: items, at: index)
        if length >= 2 {
          blocks += items[index..<(index + length)].compactMap(listItem)
          index += length
        } else {
          blocks.append(block(of: line))
          index += 1
        }
      }
    }
    return blocks
  }

  // MARK: - Single lines

  private static func block(of line: PageLine) -> Block {
    if line.isDrawnRule { return Block(.rule, "") }
    if let level = line.headingLevel { return Block(.heading, line.withoutHashes, level: level) }
    if line.text.hasPrefix(">") {
      let text = trimmed(Substring(line.text.unicodeScalars.drop { $0 == ">" || $0.isBlank }))
      return text.isEmpty ? Block(.paragraph, line.text) : Block(.quote, String(text))
    }
    return Block(isWhollyQuoted(line.text) ? .quote : .paragraph, line.text)
  }

  /// One pair of «…» or “…” around the whole paragraph, a full stop behind it allowed.
  private static func isWhollyQuoted(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "«" || first == "“" else {
      return false
    }
    let closing: Unicode.Scalar = first == "«" ? "»" : "”"
    var inside = text.unicodeScalars.dropFirst()
    if let last = inside.last, ".،؛".unicodeScalars.contains(last) { inside.removeLast() }
    guard inside.popLast() == closing, !inside.isEmpty else { return false }
    return !inside.contains { $0 == closing || $0 == first }
  }

  // MARK: - Lists

  private enum Marker: Equatable {
    case bullet
    case number(Int)
  }

  private var marker: Marker? {
    guard case .line(let line) = self else { return nil }
    if let number = line.listNumber { return .number(number) }
    guard let rest = line.afterBullet, !rest.isEmpty else { return nil }
    return .bullet
  }

  /// How many items in a row have bullets, or numbers each one more than the last.
  private static func lengthOfList(in items: [BodyItem], at start: Int) -> Int {
    guard var marker = items[start].marker else { return 0 }
    var end = start + 1
    while end < items.count, let next = items[end].marker {
      switch (marker, next) {
      case (.bullet, .bullet): break
      case (.number(let last), .number(let number)) where number == last + 1: break
      default: return end - start
      }
      marker = next
      end += 1
    }
    return end - start
  }

  /// A bullet goes, as every reader draws its own; a number stays, as the text may refer to it.
  private static func listItem(_ item: BodyItem) -> Block? {
    guard case .line(let line) = item else { return nil }
    return Block(.listItem, line.listNumber == nil ? line.withoutListMarker : line.text, level: 1)
  }

  // MARK: - Hard-wrapped pages

  /// Joins the lines of paragraphs that were broken at a fixed width: lines that follow each other without
  /// a blank one, nearly all of a length and seldom at the end of a sentence. Elsewhere every line is a
  /// paragraph.
  private static func unwrapped(_ items: [BodyItem]) -> [BodyItem] {
    guard isHardWrapped(items) else { return items }
    var result: [BodyItem] = []
    var paragraph: [PageLine] = []
    func closeParagraph(_ result: inout [BodyItem]) {
      guard let first = paragraph.first else { return }
      let text = paragraph.map(\.text).joined(separator: " ")
      result.append(.line(PageLine(number: first.number, text: text)))
      paragraph = []
    }
    for item in items {
      guard case .line(let line) = item else {
        closeParagraph(&result)
        result.append(item)
        continue
      }
      if let last = paragraph.last, !isContinuation(line, of: last) { closeParagraph(&result) }
      paragraph.append(line)
    }
    closeParagraph(&result)
    return result
  }

  private static func isContinuation(_ line: PageLine, of previous: PageLine) -> Bool {
    line.number == previous.number + 1 && BodyItem.line(line).marker == nil
      && line.headingLevel == nil && !line.isDrawnRule && !previous.isDrawnRule
  }

  private static func isHardWrapped(_ items: [BodyItem]) -> Bool {
    isHardWrapped(items.compactMap { if case .line(let line) = $0 { line } else { nil } })
  }

  /// Whether these lines were broken at a fixed width.
  static func isHardWrapped(_ lines: [PageLine]) -> Bool {
    guard let longest = lines.map(\.cells).max(), (40...100).contains(longest) else { return false }
    let broken = zip(lines, lines.dropFirst()).filter { isContinuation($1, of: $0) }
    guard broken.count >= 3 else { return false }
    let full = broken.count { $0.0.cells * 4 >= longest * 3 && !$0.0.hasFullStop }
    return full * 10 >= broken.count * 7
  }
}
