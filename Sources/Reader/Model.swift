package import Articles
package import Typesetting

/// The whole state of the program on screen. A value: ``update(_:_:)`` changes it, ``view(_:)`` draws it.
package struct Model: Sendable {
  package var size: Size
  /// The civil day of the person at the terminal, in days since 1970-01-01; for «today».
  package var today: Int
  package var settings: Settings
  package var keymap: Keymap
  /// The layout the last letters were typed on.
  package var layout: KeyboardLayout
  /// Whether letters told the layout; before that it is only likely.
  package var isLayoutKnown = false

  package var list = ListState()
  package var categories: [CategoryTally] = []
  /// The article on screen, nil while the list is.
  package var article: ArticleState?
  /// The selected article, shown beside the list in wide windows.
  package var preview: ArticleState?
  /// Stands in the place of the list while it is there.
  package var search: SearchState?
  /// Earlier queries, the last one at the end.
  package var searches: [String] = []
  /// Queries that stand among the categories.
  package var savedSearches: [SavedSearch] = []
  package var history = History()
  package var panel: Panel?
  /// A sentence for the status line, shown until the next key.
  package var notice: Notice?
  /// What runs in the background, shown in the status line.
  package var work: String?
  /// Whether feeds are being fetched.
  package var isRefreshing = false
  package var undo: [Change] = []
  package var redo: [Change] = []

  package init(
    size: Size, today: Int, settings: Settings, keymap: Keymap, layout: KeyboardLayout = .latin
  ) {
    self.size = size
    self.today = today
    self.settings = settings
    self.keymap = keymap
    self.layout = layout
  }

  package var strings: Strings { settings.strings }
  package var theme: Theme { settings.theme }
  package var direction: Direction { strings.direction }
}

/// What the person may choose.
package struct Settings: Sendable {
  package enum Density: String, Sendable, CaseIterable { case comfortable, compact }

  package var strings: Strings
  package var theme: Theme
  package var density: Density
  /// Whether tashkeel and Hebrew points are shown.
  package var showsMarks: Bool
  /// Whether the person chose ``showsMarks`` in the reader; what is learnt of the terminal later does
  /// not change it back.
  package var marksAreChosen = false
  /// Whether letters without presentation forms borrow those of a like letter.
  package var substitutesLetters = true
  /// Whether characters that are one column or two (East_Asian_Width A) are two.
  package var ambiguousIsWide = false
  /// Whether articles on the same event are one line of the list.
  package var groupsStories = true
  /// Whether of articles that fit a search alike the newer one comes first.
  package var prefersRecent = true
  /// Whether related articles tell what they have in common with the one above them.
  package var explainsRelations = false
  /// How bodies are brought to the full measure; nil: by the measure.
  package var justification: Justification?

  package init(
    strings: Strings, theme: Theme, density: Density = .compact, showsMarks: Bool = true
  ) {
    self.strings = strings
    self.theme = theme
    self.density = density
    self.showsMarks = showsMarks
  }

  /// How text of that language (nil: unknown) is set.
  package func setting(language: String?) -> Setting {
    var setting = interfaceSetting
    setting.direction = Direction(language: language).map { .language($0) } ?? .automatic
    return setting
  }

  /// How the program's own words are set.
  package var interfaceSetting: Setting {
    Setting(
      direction: .fixed(strings.direction), fallback: strings.direction, showsMarks: showsMarks,
      substitutesLetters: substitutesLetters, ambiguousIsWide: ambiguousIsWide)
  }

  /// The narrowest column that is justified unasked.
  private static let narrowestJustified = 40

  /// How bodies in a column that wide are filled.
  package func justification(columns: Int) -> Justification {
    justification ?? (columns < Self.narrowestJustified ? .none : .kashida)
  }
}

/// The front page: a window on the list, which may be far longer than what is loaded.
package struct ListState: Equatable, Sendable {
  package var filter = Filter()
  /// Neighbouring articles in list order; the list may go on at both ends.
  package internal(set) var loaded: [Headline] = []
  /// What is shown of them, from the top: of a story that is not opened only the first article, of an
  /// opened one the others behind it.
  package internal(set) var rows: [Headline] = []
  /// Articles on the same event, under the number of the first one.
  package internal(set) var stories: [Int64: Story] = [:]
  /// The first article of the story that each of the others belongs to.
  package internal(set) var leads: [Int64: Int64] = [:]
  /// The first articles of the stories shown whole.
  package internal(set) var opened: Set<Int64> = []
  package var reachesNewest = true
  package var reachesOldest = true
  /// Index into ``rows``.
  package var selected = 0
  /// Index into ``rows`` of the first one on the screen.
  package var top = 0
  /// What the headings say, by civil day (nil: undated).
  package var days: [Int?: DayTally] = [:]
  /// Articles before ``loaded`` in the list; nil when nobody counted.
  package var before: Int?
  /// Articles in the list, as counted with ``before``.
  package var total: Int?
  package var isLoaded = false

  package var current: Headline? { rows.indices.contains(selected) ? rows[selected] : nil }
}

/// An article on the screen.
package struct ArticleState: Sendable {
  package var stored: StoredArticle
  /// Computed relations; nil until they came.
  package var computed: [Relation]?
  package var page: ArticlePage
  /// The first row of ``page`` on the screen.
  package var top = 0
  /// The place the person scrolled to. A window that shows more begins higher without losing it.
  package var anchor = Anchor()
  package var search: PageSearch?

  package struct Anchor: Equatable, Sendable {
    package var position = ReadingPosition.start
    /// Rows below the first that shows the position: above and below the body many show the same one.
    package var further = 0
  }

  package var id: Int64 { stored.headline.id }

  /// Leaves no screen of `height` rows empty below the article's end, nor above its beginning.
  mutating func fit(height: Int) {
    top = max(0, top)
    page.setRows(upTo: top + height)
    top = min(top, max(0, page.rows.count - height))
  }

  /// Scrolls to the current match unless one of the `height` rows on the screen shows it; whether it had
  /// to.
  mutating func bringMatchOnScreen(height: Int) -> Bool {
    guard let match = search.map({ $0.matches[$0.current] }) else { return false }
    let position = ReadingPosition(block: match.block, byte: match.range.lowerBound)
    let row = match.block < 0 ? 0 : page.row(of: position)
    guard row < top || row >= top + height else { return false }
    top = max(0, row - height / 3)
    return true
  }

  mutating func relate(_ relations: [Relation]) {
    computed = relations
    page.relate(relations)
  }
}

/// A search inside the article.
package struct PageSearch: Equatable, Sendable {
  package var query: String
  /// In reading order.
  package var matches: [Match]
  /// Index into ``matches``.
  package var current: Int

  package struct Match: Equatable, Sendable {
    /// Index into the article's blocks, -1 for the title.
    package var block: Int
    /// UTF-8 range in that text; whole words with their marks.
    package var range: Range<Int>
  }
}

/// Where back and forward lead, as in a browser.
package struct History: Equatable, Sendable {
  package enum Stop: Equatable, Sendable {
    case list
    case article(Int64, ReadingPosition)
  }

  package var back: [Stop] = []
  package var forward: [Stop] = []

  package init(back: [Stop] = [], forward: [Stop] = []) {
    self.back = back
    self.forward = forward
  }
}

/// Where a part of an article's text leads.
package struct ArticleLink: Equatable, Sendable {
  package var text: String
  package var url: String

  package init(_ text: String, url: String) {
    self.text = text
    self.url = url
  }
}

/// What lies over the list or the article and takes the keys.
package enum Panel: Equatable, Sendable {
  case help(top: Int)
  case share(selected: Int)
  /// The sidebar has the keys; in windows without one it is drawn over the list.
  case categories(selected: Int)
  case qr(QRCode)
  /// The feeds with their health; the index of the selected one.
  case feeds([FeedRow], selected: Int)
  /// Where the text of the article leads; the index of the selected link.
  case links([ArticleLink], selected: Int)
  case input(Input)
  /// An address that is neither web nor mail, shown before it is opened.
  case confirmAddress(String)

  package struct Input: Equatable, Sendable {
    package enum Purpose: Equatable, Sendable { case find, date, saveAs, search }

    package var purpose: Purpose
    package var field: InputField

    package init(purpose: Purpose, field: InputField) {
      self.purpose = purpose
      self.field = field
    }
  }
}

package struct Notice: Equatable, Sendable {
  package var phrase: Phrase
  package var isError: Bool

  package init(_ text: String, isError: Bool = false) {
    self.init(Phrase(text), isError: isError)
  }

  package init(_ phrase: Phrase, isError: Bool = false) {
    self.phrase = phrase
    self.isError = isError
  }

  package var text: String { phrase.text }
}

/// Something that can be taken back.
package enum Change: Equatable, Sendable {
  /// These articles, and only these, got the mark.
  case marked([Int64], Mark)
  /// All articles of the list were marked in one go at `stamp`.
  case markedAll(Filter, stamp: Int64, count: Int)
}

extension Headline {
  /// The title, or a dash for an article that has none.
  var shownTitle: String { title.isEmpty ? "—" : title }
}

extension Direction {
  /// The direction the language is written in, nil when it is unknown.
  package init?(language: String?) {
    let subtags = language?.lowercased().split { $0 == "-" || $0 == "_" } ?? []
    guard let code = subtags.first, code != "und" else { return nil }
    // A script that is named decides over the one the language is usually written in.
    if let script = subtags.dropFirst().first(where: { $0.count == 4 && $0.allSatisfy(\.isLetter) })
    {
      self = Self.rightToLeftScripts.contains(script) ? .rightToLeft : .leftToRight
    } else {
      self = Self.rightToLeftLanguages.contains(code) ? .rightToLeft : .leftToRight
    }
  }

  private static let rightToLeftScripts: Set<Substring> = [
    "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa", "adlm",
  ]

  private static let rightToLeftLanguages: Set<Substring> = [
    "apc", "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "he", "iw", "ks", "lrc",
    "mzn", "prs", "ps", "sd", "syr", "ug", "ur", "yi",
  ]
}
