package import Articles
import Typesetting

/// An article set in rows for one width: what the article screen scrolls through.
package struct ArticlePage: Sendable {
  package struct Row: Sendable {
    var pieces: [Piece] = []
    /// The side the pieces' offsets count from.
    var direction: Direction
    /// Index of the block the row shows, -1 above the body, the number of blocks below it.
    var block: Int
    /// UTF-8 offset in that block's text of the first character of the row.
    var byte = 0
    /// Where that block's text begins in the text the first piece was set from; nil if the row shows
    /// none of it.
    var textStart: Int?
    /// A hairline across the measure.
    var isRule = false
    /// The number of the related article the row shows.
    var jump: Int?

    /// Whether the place may be in a row below this one.
    func isBefore(_ position: ReadingPosition) -> Bool {
      (block, byte) <= (position.block, position.byte)
    }
  }

  struct Piece: Sendable {
    enum Side: Sendable { case leading, trailing }

    var line: Line
    var offset: Int
    var side: Side = .leading
  }

  /// The rows set so far; the first screens of a long article, all rows of any other.
  package var rows: [Row] { setter.rows }
  /// Whether ``rows`` reach the end of the article.
  package var isWhole: Bool { setter.isFinished }
  /// Columns of the text.
  package var measure: Int { setter.measure }
  /// Articles one can jump to, the first under number 1.
  package var jumps: [Headline] { setter.jumps }
  /// The addresses the cells of ``rows`` lead to by their styles' ``Style/link``.
  package var links: [String] { setter.links }
  private var setter: PageSetter

  /// The widest measure text is set to.
  static let widest = 72
  /// Rows that are set at once, and ahead of what is asked for.
  private static let ahead = 400

  package init(
    _ stored: StoredArticle, computed: [Relation]?, columns: Int, model: Model,
    offersSharing: Bool = true
  ) {
    setter = PageSetter(
      stored: stored, computed: computed,
      measure: max(10, min(Self.widest, columns - (columns >= 44 ? 4 : 2))), model: model,
      offersSharing: offersSharing)
    setRows(upTo: 1)
  }

  /// Takes the computed relations; the rows above those that show them stay as they are.
  mutating func relate(_ relations: [Relation]) {
    setter.relate(relations)
  }

  /// Sets the article at least as far as its row `count`, or to its end when it has fewer.
  package mutating func setRows(upTo count: Int) {
    guard count > rows.count else { return }
    let wanted = max(count, rows.count + Self.ahead)
    while !isWhole, rows.count < wanted { setter.setNextPart() }
  }

  /// The row that shows a place of the article, which is set as far as that.
  package mutating func row(of position: ReadingPosition) -> Int {
    guard position != .start else { return 0 }
    while !isWhole, rows.last.map({ $0.isBefore(position) }) ?? true { setter.setNextPart() }
    let row = rows.lastIndex {
      ($0.block, $0.byte) <= (position.block, position.byte) && $0.block >= 0
    }
    guard let row else { return 0 }
    // Several rows show the same place below the body: the first of them stands for it.
    let place = (rows[row].block, rows[row].byte)
    return rows.firstIndex { ($0.block, $0.byte) == place } ?? row
  }

  /// The place of the article that a row shows.
  package func position(ofRow row: Int) -> ReadingPosition {
    guard rows.indices.contains(row), rows[row].block >= 0 else { return .start }
    return ReadingPosition(block: rows[row].block, byte: rows[row].byte)
  }
}

/// Sets the parts of an article one below the other.
private struct PageSetter: Sendable {
  private let stored: StoredArticle
  private var computed: [Relation]?
  let measure: Int
  private let settings: Settings
  private let keymap: Keymap
  private let today: Int
  private let offersSharing: Bool
  private let setting: Setting
  /// The direction the article is read in; its paragraphs align by it.
  private let direction: Direction
  private(set) var rows: [ArticlePage.Row] = []
  private(set) var jumps: [Headline] = []
  private(set) var links: [String] = []
  /// The part to be set next: -1 the head, then the body's blocks, then what stands below it.
  private var next = -1
  /// The text whose rows are being set; the part is over when it has no more.
  private var body: BodyText?
  /// The row at which the related articles begin, once they are set.
  private var relatedTop: Int?
  private var numbered = 0

  private var strings: Strings { settings.strings }
  private var theme: Theme { settings.theme }
  private var interface: Setting { settings.interfaceSetting }

  init(
    stored: StoredArticle, computed: [Relation]?, measure: Int, model: Model, offersSharing: Bool
  ) {
    self.stored = stored
    self.computed = computed
    self.measure = measure
    self.offersSharing = offersSharing
    settings = model.settings
    keymap = model.keymap
    today = model.today
    direction =
      Direction(language: stored.headline.language)
      ?? naturalDirection(of: stored.headline.title) ?? model.direction
    var setting = model.settings.setting(language: stored.headline.language)
    setting.fallback = direction
    self.setting = setting
    findJumps()
  }

  private mutating func findJumps() {
    let related = stored.named.compactMap(\.headline) + (computed ?? []).map(\.headline)
    jumps = Array(related.prefix(9))
  }

  /// Takes the computed relations, which come when the article is on the screen already.
  mutating func relate(_ relations: [Relation]) {
    computed = relations
    findJumps()
    guard let relatedTop else { return }
    rows.removeSubrange(relatedTop...)
    numbered = 0
    setRelated()
  }

  var isFinished: Bool { next > stored.blocks.count }

  /// Sets the next part, of a long block only so many rows as a screen may need.
  mutating func setNextPart() {
    switch next {
    case -1: setHead()
    case ..<stored.blocks.count:
      if body == nil { begin(stored.blocks[next], at: next) }
      guard setBodyRows(atMost: 200) else { return }
      endBlock(next)
    default:
      setShare()
      relatedTop = rows.count
      setRelated()
    }
    next += 1
  }

  /// A blank row; below a block it stands for the end of its text.
  private mutating func blank(_ block: Int) {
    let end = stored.blocks.indices.contains(block) ? stored.blocks[block].text.utf8.count : 0
    rows.append(ArticlePage.Row(direction: direction, block: block, byte: end))
  }

  // MARK: Head

  /// `style` of text that leads to an address.
  private mutating func linked(_ style: Style, to address: String?) -> Style {
    guard let address, !address.isEmpty, links.count < 1000 else { return style }
    if links.last != address { links.append(address) }
    var style = style
    style.link = UInt16((links.lastIndex(of: address) ?? -1) + 1)
    return style
  }

  private mutating func setHead() {
    let headline = stored.headline
    var parts: [Phrase] = []
    if !headline.category.isEmpty { parts.append(Phrase(field: headline.category)) }
    if let date = dateInWords { parts.append(Phrase(field: date)) }
    if !parts.isEmpty {
      var line = Phrase("● ")
      line.append(parts.joined(separator: " · "))
      set(
        line.text, block: -1, style: theme.category(headline.category), setting: head,
        isolates: line.fields)
      blank(-1)
    }
    set(
      headline.shownTitle, block: -1, style: linked(theme.title, to: headline.url), setting: head,
      textStart: 0)
    let byline = byline
    if !byline.text.isEmpty {
      set(
        byline.text, block: -1, style: theme.dim, setting: interface, isolates: byline.fields)
    }
    blank(-1)
  }

  /// What the page says around its text keeps to the article's side, whatever its letters.
  private var head: Setting {
    var setting = setting
    setting.direction = .fixed(direction)
    return setting
  }

  /// The date as the page wrote it; what a machine wrote is put in words.
  private var dateInWords: String? {
    let headline = stored.headline
    guard let date = headline.date,
      headline.dateText.isEmpty || ArticleDate(iso8601: headline.dateText) != nil
    else { return headline.dateText.isEmpty ? nil : headline.dateText }
    switch date.precision {
    case .year: return strings.number(date.year)
    case .month: return strings.month(date)
    case .day: return strings.day(date.daysSinceEpoch)
    case .minute, .second:
      return [strings.day(date.daysSinceEpoch), strings.time(date)].compactMap { $0 }
        .joined(separator: " · ")
    }
  }

  private var byline: Phrase {
    var parts: [Phrase] = []
    if let author = stored.headline.author, !author.isEmpty {
      parts.append(Phrase(strings.author + ": ", field: author))
    }
    if let source = stored.headline.source, !source.isEmpty { parts.append(Phrase(field: source)) }
    let words = stored.blocks.reduce(0) { $0 + $1.text.utf8.count { $0 == 0x20 } + 1 }
    // 180 words a minute is a usual pace of silent reading in Arabic.
    if words > 60 {
      parts.append(Phrase(strings.count(max(1, (words + 90) / 180), strings.readingTime)))
    }
    return parts.joined(separator: " · ")
  }

  // MARK: Body

  /// A text and the rows of it that are still to be set.
  private struct BodyText: Sendable {
    var lines: RowIterator
    var block: Int
    /// As in the rows.
    var textStart: Int?
    var indent = 0
    /// Stands in the indentation, on the first row or on every one.
    var sign: ArticlePage.Piece?
    var signsEveryRow = false
    var direction: Direction
  }

  private mutating func endBlock(_ index: Int) {
    let next = stored.blocks.indices.contains(index + 1) ? stored.blocks[index + 1].kind : nil
    if stored.blocks[index].kind != .listItem || next != .listItem { blank(index) }
  }

  private mutating func begin(_ block: Block, at index: Int) {
    switch block.kind {
    case .paragraph:
      begin(
        block.text, block: index, style: theme.text, setting: setting(of: block),
        links: block.links, isFilled: true)
    case .heading:
      begin(
        block.text, block: index, style: theme.heading, setting: setting(of: block),
        links: block.links)
    case .quote:
      begin(
        block.text, block: index, style: theme.quote, setting: setting(of: block),
        links: block.links, indent: 2, isFilled: true)
      let bar = Line(cells: [Cell("┃", style: theme.accent)], direction: direction)
      body?.sign = ArticlePage.Piece(line: bar, offset: 0)
      body?.signsEveryRow = true
    case .listItem:
      beginListItem(block, at: index)
    case .code:
      begin(
        block.text, block: index, style: theme.text, setting: leftToRight, indent: 2)
      body?.direction = .leftToRight
    case .image:
      let caption = block.text.isEmpty ? strings.image : strings.image + ": " + block.text
      begin(
        caption, block: index, style: linked(theme.dim, to: block.url), setting: head,
        textStart: caption.utf8.count - block.text.utf8.count)
    case .rule:
      rows.append(ArticlePage.Row(direction: direction, block: index, isRule: true))
    }
  }

  /// A text of both directions runs as its page says.
  private func setting(of block: Block) -> Setting {
    guard let isRightToLeft = block.isRightToLeft else { return setting }
    var setting = setting
    setting.direction = .language(isRightToLeft ? .rightToLeft : .leftToRight)
    return setting
  }

  private var leftToRight: Setting {
    var setting = setting
    setting.direction = .fixed(.leftToRight)
    return setting
  }

  private mutating func beginListItem(_ block: Block, at index: Int) {
    let depth = max(0, (block.level ?? 1) - 1) * 2
    begin(
      block.text, block: index, style: theme.text, setting: setting(of: block),
      links: block.links, indent: depth + 2, isFilled: true)
    // An item that brings its own number needs no bullet.
    guard !block.isNumbered else { return }
    let bullet = Line(cells: [Cell("•", style: theme.accent)], direction: direction)
    body?.sign = ArticlePage.Piece(line: bullet, offset: depth)
  }

  /// Rows of the body are brought to the full measure as the person and the article's language want it.
  private func justification(columns: Int) -> Justification {
    let wanted = settings.justification(columns: columns)
    return wanted == .kashida && !usesKashida(language: stored.headline.language)
      ? .spaces : wanted
  }

  private mutating func begin(
    _ text: String, block: Int, style: Style, setting: Setting? = nil, isolates: [Isolate] = [],
    links: [Block.Link]? = nil, textStart: Int? = 0, indent: Int = 0, isFilled: Bool = false
  ) {
    var setting = setting ?? self.setting
    if isFilled { setting.justification = justification(columns: measure - indent) }
    let spans = (links ?? []).map { link in
      var linkStyle = linked(style, to: link.url)
      linkStyle.attributes.insert(.underline)
      return Span(link.start..<max(link.start, link.end), linkStyle)
    }
    let lines = RowIterator(
      text, columns: max(8, measure - indent), setting: setting, style: style, spans: spans,
      isolates: isolates)
    body = BodyText(
      lines: lines, block: block, textStart: textStart, indent: indent, direction: direction)
  }

  /// Appends the rows of one text.
  private mutating func set(
    _ text: String, block: Int, style: Style, setting: Setting, isolates: [Isolate] = [],
    textStart: Int? = nil
  ) {
    begin(
      text, block: block, style: style, setting: setting, isolates: isolates, textStart: textStart)
    _ = setBodyRows(atMost: .max)
  }

  /// Appends rows of the text that was begun.
  ///
  /// - Returns: whether it has no more.
  private mutating func setBodyRows(atMost count: Int) -> Bool {
    guard var text = body else { return true }
    body = nil
    for _ in 0..<count {
      guard let line = text.lines.next() else { return true }
      var pieces = [ArticlePage.Piece(line: line, offset: text.indent)]
      if let sign = text.sign {
        pieces.append(sign)
        if !text.signsEveryRow { text.sign = nil }
      }
      let byte = line.sources.lazy.filter { !$0.isEmpty }.map(\.lowerBound).min() ?? 0
      rows.append(
        ArticlePage.Row(
          pieces: pieces, direction: text.direction, block: text.block,
          byte: max(0, byte - (text.textStart ?? 0)), textStart: text.textStart))
    }
    body = text
    return false
  }

  // MARK: Share

  private mutating func setShare() {
    let end = stored.blocks.count
    rows.append(ArticlePage.Row(direction: strings.direction, block: end, isRule: true))
    if offersSharing { setShareKeys() }
    if let address = stored.headline.url, !address.isEmpty {
      let lines = typesetRows(
        address, rows: 3, columns: measure, setting: leftToRight,
        style: linked(theme.link, to: address))
      for line in lines {
        rows.append(
          ArticlePage.Row(
            pieces: [ArticlePage.Piece(line: line, offset: 0)], direction: strings.direction,
            block: end))
      }
    }
    if rows.last?.isRule == false {
      rows.append(ArticlePage.Row(direction: strings.direction, block: end))
    }
  }

  private mutating func setShareKeys() {
    let end = stored.blocks.count
    var row = ArticlePage.Row(direction: strings.direction, block: end)
    let label = word(strings.share, theme.heading)
    row.pieces.append(ArticlePage.Piece(line: label, offset: 0))
    var offset = label.columns + 2
    for item in Strings.ShareItem.allCases {
      let key = word(keymap.hint(item.command), theme.number)
      let name = word(strings.shareItems(item), theme.text)
      let width = key.columns + 1 + name.columns
      if offset + width > measure {
        rows.append(row)
        row = ArticlePage.Row(direction: strings.direction, block: end)
        offset = label.columns + 2
      }
      row.pieces.append(ArticlePage.Piece(line: key, offset: offset))
      row.pieces.append(ArticlePage.Piece(line: name, offset: offset + key.columns + 1))
      offset += width + 3
    }
    rows.append(row)
  }

  private func word(_ text: String, _ style: Style) -> Line {
    typesetLine(text, columns: measure, setting: interface, style: style)
  }

  // MARK: Related

  private mutating func setRelated() {
    guard !stored.named.isEmpty || computed != nil else { return }
    let end = stored.blocks.count
    rows.append(
      ArticlePage.Row(
        pieces: [ArticlePage.Piece(line: word(strings.related, theme.heading), offset: 0)],
        direction: strings.direction, block: end))
    for relation in stored.named {
      setRelation(relation.headline, title: relation.title)
    }
    for relation in computed ?? [] {
      setRelation(relation.headline, title: relation.headline.title)
      if settings.explainsRelations { setExplanation(relation) }
    }
    guard stored.named.isEmpty, let computed, computed.isEmpty else { return }
    rows.append(
      ArticlePage.Row(
        pieces: [ArticlePage.Piece(line: word(strings.nothingRelated, theme.dim), offset: 0)],
        direction: strings.direction, block: end))
  }

  private mutating func setRelation(_ headline: Headline?, title: String) {
    var row = ArticlePage.Row(direction: strings.direction, block: stored.blocks.count)
    if headline != nil, numbered < jumps.count {
      numbered += 1
      row.jump = numbered
      row.pieces.append(
        ArticlePage.Piece(line: word(strings.number(numbered), theme.number), offset: 0))
    }
    if let headline, !headline.isRead {
      row.pieces.append(
        ArticlePage.Piece(line: word("●", theme.category(headline.category)), offset: 2))
    }
    let date = word(relationDate(headline), theme.dim)
    let setting =
      headline.map { settings.setting(language: $0.language) } ?? self.setting
    let line = typesetLine(
      title, columns: max(8, measure - 5 - date.columns - 1), setting: setting,
      style: headline == nil || headline?.isRead == true ? theme.dim : theme.strong)
    row.pieces.append(ArticlePage.Piece(line: line, offset: 4))
    row.pieces.append(ArticlePage.Piece(line: date, offset: 0, side: .trailing))
    rows.append(row)
  }

  private mutating func setExplanation(_ relation: Relation) {
    let phrase = strings.inCommon(relation.words)
    let line = typesetLine(
      phrase.text, columns: max(8, measure - 4), setting: interface, style: theme.dim,
      isolates: phrase.fields)
    rows.append(
      ArticlePage.Row(
        pieces: [ArticlePage.Piece(line: line, offset: 4)], direction: strings.direction,
        block: stored.blocks.count))
  }

  private func relationDate(_ headline: Headline?) -> String {
    guard let headline else { return measure < 50 ? "" : strings.notInArchive }
    guard let day = headline.date?.daysSinceEpoch else { return "" }
    // The year only when it says something: within a year the day and month are enough.
    let recent = abs(today - day) < 300
    return recent ? strings.shortDay(day) : strings.day(day, weekday: false)
  }
}

extension Strings.ShareItem {
  /// The command that does the same from anywhere.
  package var command: Command {
    switch self {
    case .copyLink: .copyLink
    case .copyText: .copyText
    case .qr: .qr
    case .mail: .mail
    case .browse: .browse
    case .saveAs: .saveAs
    }
  }
}
