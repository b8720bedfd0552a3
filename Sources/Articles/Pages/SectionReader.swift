/// Reads the lines of one article.
struct SectionReader {
  /// Where on the page the reader is; each line is judged by it.
  enum State {
    /// Before the first paragraph.
    case head
    case body
    /// Under a label such as «اقرأ أيضاً:».
    case related
    /// Behind the share line.
    case tail
    /// Behind the comments: nothing more belongs to the article but related titles.
    case end
  }

  let lines: [PageLine]
  let context: PageContext
  /// For each line, the label it begins with.
  let matches: [LabelMatch?]
  /// For each line, whether another sentence of the body follows it.
  let isFollowedByText: [Bool]
  var state = State.head
  var title: String?
  var article = Article(title: "")
  private(set) var body: [BodyItem] = []
  /// How many of the body's items are lines of text; pictures, and what stands above the text, are not.
  private(set) var textCount = 0
  let isHardWrapped: Bool
  /// A label that stood alone and whose value the next line holds.
  var pending: LabelRole?
  /// Whether the line before was a picture or the credit under one.
  var isAfterImage = false
  var isAfterShare = false

  init(lines: [PageLine], context: PageContext) {
    self.lines = lines.filter { !$0.isBlank }
    self.context = context
    matches = self.lines.map(PageLabels.match)
    isFollowedByText = Self.textAhead(self.lines, matches)
    isHardWrapped = BodyItem.isHardWrapped(self.lines)
  }

  /// Whether a category or a date was named: then the section was meant to be an article.
  var hasHead: Bool { !article.category.isEmpty || !article.dateText.isEmpty }

  /// Nil when the section has no line that could be a title.
  mutating func read() -> Article? {
    for index in lines.indices {
      read(index)
    }
    guard let title else { return nil }
    article.title = title
    article.blocks = BodyItem.blocks(of: body)
    article.language =
      languageGuess(of: title + " " + article.blocks.prefix(3).map(\.text).joined(separator: " "))
      ?? context.language
    return article
  }

  /// Runs from the end: a sentence counts until the next label that closes a body.
  private static func textAhead(_ lines: [PageLine], _ matches: [LabelMatch?]) -> [Bool] {
    var result = [Bool](repeating: false, count: lines.count)
    var hasText = false
    for index in lines.indices.reversed() {
      result[index] = hasText
      let match = matches[index]
      switch match?.role {
      case .share, .related, .tags, .end:
        if match?.value.isEmpty == true { hasText = false }
      case nil:
        if lines[index].isSentence, !PageLabels.isCopyright(lines[index]) { hasText = true }
      default:
        break
      }
    }
    return result
  }

  private mutating func read(_ index: Int) {
    let line = lines[index]
    let role = matches[index]?.role
    defer {
      isAfterImage = isAfterImage && role == .image
      isAfterShare = isAfterShare && (role == .share || role == .network)
    }
    if readPending(line, role) || readCategoryLine(line, role) || readLink(line) { return }
    if let match = matches[index], readLabel(match, at: index) { return }
    if readAgency(line, at: index) { return }
    readText(index)
  }

  /// The line behind a label that stood alone.
  private mutating func readPending(_ line: PageLine, _ label: LabelRole?) -> Bool {
    guard let role = pending else { return false }
    pending = nil
    guard line.cells <= 60, !line.hasFullStop, label == nil else { return false }
    return set(role, to: line.text, isCommonWord: false)
  }

  /// `● category date` in the head; a bullet with a category alone when nothing came before.
  private mutating func readCategoryLine(_ line: PageLine, _ label: LabelRole?) -> Bool {
    guard state == .head, textCount == 0, label != .date else { return false }
    if let rest = line.afterBullet {
      if let found = CategoryLine(rest, context: context), !hasHead {
        take(found)
        return true
      }
      guard title == nil, article.category.isEmpty, line.cells <= 40, !line.hasFullStop,
        label == nil
      else { return false }
      article.category = rest
      return !rest.isEmpty
    }
    return readPlainCategoryLine(line)
  }

  /// Without a bullet the line must be a date, or a date and the name of a well-known section.
  private mutating func readPlainCategoryLine(_ line: PageLine) -> Bool {
    guard line.cells <= 80, article.dateText.isEmpty else { return false }
    if let found = CategoryLine(line.text, context: context) {
      let isParted = line.text.contains { "|•·".contains($0) }
      guard found.category.isEmpty || PageLabels.isKnownCategory(found.category) || isParted else {
        return false
      }
      take(found)
      return true
    }
    guard title == nil, article.category.isEmpty, PageLabels.isKnownCategory(line.text) else {
      return false
    }
    article.category = CategoryLine.withoutSigns(line.text)
    return true
  }

  private mutating func take(_ line: CategoryLine) {
    if article.category.isEmpty { article.category = line.category }
    article.date = line.date
    article.dateText = PageLabels.withoutDateLabel(line.dateText)
  }

  private mutating func readLink(_ line: PageLine) -> Bool {
    guard let link = line.link else { return false }
    if state == .related, let last = article.related.indices.last,
      article.related[last].url == nil
    {
      article.related[last].url = link
      return true
    }
    guard article.url == nil else { return state != .head && state != .body }
    article.url = link
    return true
  }

  /// «رويترز» alone: the credit of the picture above, or the article's source.
  private mutating func readAgency(_ line: PageLine, at index: Int) -> Bool {
    guard line.cells <= 40, PageLabels.isAgency(line.text) else { return false }
    let name = String(PageLabels.withoutDecoration(Substring(line.text)))
    if isAfterImage {
      addCredit(name)
      isAfterImage = false
      return true
    }
    guard title != nil, article.source == nil, state != .head || !name.isEmpty,
      state == .head || !isFollowedByText[index]
    else { return false }
    article.source = name
    return true
  }

  mutating func add(_ item: BodyItem) {
    body.append(item)
    if case .line = item { textCount += 1 }
  }

  /// Puts a name under the last picture.
  mutating func addCredit(_ name: String) {
    guard let last = body.indices.last, case .block(var block) = body[last] else { return }
    block.text = block.text.isEmpty ? name : "\(block.text) (\(name))"
    body[last] = .block(block)
  }
}
