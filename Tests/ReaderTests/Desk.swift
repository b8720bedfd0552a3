import Articles
import Reader
import Typesetting

/// A reader under test: messages go in; effects come out, and the names of what they changed.
struct Desk {
  var model: Model
  var shelf: Shelf
  /// What the last message changed.
  private(set) var changed: Set<Part> = []

  enum Part: CaseIterable {
    case size, today, settings, layout, list, categories, article, preview, history, panel
    case notice, work, undo, redo

    func differs(_ a: Model, _ b: Model) -> Bool {
      switch self {
      case .size: a.size != b.size
      case .today: a.today != b.today
      case .settings:
        a.settings.density != b.settings.density || a.settings.showsMarks != b.settings.showsMarks
          || a.strings.digits != b.strings.digits
          || a.settings.justification != b.settings.justification
      case .layout: a.layout != b.layout
      case .list: a.list != b.list
      case .categories: a.categories != b.categories
      case .article: !Self.same(a.article, b.article)
      case .preview: !Self.same(a.preview, b.preview)
      case .history: a.history != b.history
      case .panel: a.panel != b.panel
      case .notice: a.notice != b.notice
      case .work: a.work != b.work
      case .undo: a.undo != b.undo
      case .redo: a.redo != b.redo
      }
    }

    private static func same(_ a: ArticleState?, _ b: ArticleState?) -> Bool {
      a?.stored == b?.stored && a?.computed == b?.computed && a?.top == b?.top
        && a?.search == b?.search
    }
  }

  /// A reader that has loaded its first page.
  init(
    _ headlines: [Headline] = frontPage, columns: Int = 80, rows: Int = 24,
    strings: Strings = .arabic(region: "EG"), theme: Theme = .dark,
    density: Settings.Density = .compact, layout: KeyboardLayout = .latin,
    relations: [Relation] = sampleRelations
  ) {
    model = Model(
      size: Size(columns: columns, rows: rows), today: today,
      settings: Settings(strings: strings, theme: theme, density: density),
      keymap: Keymap(direction: strings.direction), layout: layout)
    shelf = Shelf(headlines, relations: relations)
    settle(start(model))
  }

  /// Sends one message; its effects are not performed.
  mutating func send(_ message: Message) -> [Effect] {
    let before = model
    let effects = update(&model, message)
    let after = model
    changed = Set(Part.allCases.filter { $0.differs(before, after) })
    return effects
  }

  mutating func press(_ key: Key) -> [Effect] { send(.key(key)) }

  mutating func press(_ key: Unicode.Scalar) -> [Effect] { send(.key(.character(key))) }

  /// Presses keys and performs what they ask for.
  mutating func go(_ keys: Key...) {
    for key in keys { settle(press(key)) }
  }

  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { settle(press(scalar)) }
  }

  mutating func settle(_ effects: [Effect]) {
    var queue = effects[...]
    while let effect = queue.popFirst() {
      for message in shelf.answer(effect) { queue += update(&model, message) }
    }
  }

  var selectedID: Int64? { model.list.current?.id }
  var articleID: Int64? { model.article?.id }
  var noticeText: String? { model.notice?.text }
}
