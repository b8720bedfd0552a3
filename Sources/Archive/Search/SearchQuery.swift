internal import Articles
internal import Typesetting

/// What a person typed, taken apart. Whatever makes no sense as anything else is taken for words, so
/// that nothing is an error.
struct SearchQuery {
  struct Clause {
    enum Kind { case word, beginning, phrase }

    var kind: Kind
    /// One, but for a phrase.
    var words: [QueryWord]
    var isExcluded = false
    var inTitle = false
  }

  /// Names of one field.
  struct Names {
    /// One of them must be there.
    private(set) var any: [String] = []
    /// None of them may.
    private(set) var none: [String] = []
    /// Each is compared with all names that occur.
    private static let most = 20

    mutating func add(_ names: [String], isExcluded: Bool) {
      for name in names where any.count + none.count < Self.most {
        guard !any.contains(name), !none.contains(name) else { continue }
        if isExcluded { none.append(name) } else { any.append(name) }
      }
    }

    var isEmpty: Bool { any.isEmpty && none.isEmpty }
  }

  struct Conditions {
    var category = Names()
    var source = Names()
    var author = Names()
    /// Civil days that are left out.
    var without: [ClosedRange<Int>] = []
    var since: Int?
    var until: Int?
    var isRead: Bool?
    var isStarred: Bool?
  }

  private(set) var clauses: [Clause] = []
  private(set) var conditions = Conditions()
  private(set) var understood: [SearchCondition] = []
  private let today: Int

  /// What is read of a query, at most.
  private static let longest = 4_000
  private static let mostClauses = 40
  /// In a query of more clauses quotation marks are punctuation: somebody pasted a sentence.
  static let fewClauses = 4

  init(_ request: SearchRequest) {
    today = request.today
    var text = QueryText(String(request.text.unicodeScalars.prefix(SearchQuery.longest)))
    while let piece = text.next(), clauses.count < SearchQuery.mostClauses {
      guard let field = piece.field, take(field, piece, &text) else {
        addWords(piece)
        continue
      }
    }
    if clauses.count > SearchQuery.fewClauses { dissolvePhrases() }
    if request.isTyping, text.endsInWord { letLastWordGrow() }
  }

  private mutating func dissolvePhrases() {
    clauses = clauses.flatMap { clause -> [Clause] in
      guard clause.kind == .phrase, !clause.isExcluded else { return [clause] }
      return clause.words.map { Clause(kind: .word, words: [$0], inTitle: clause.inTitle) }
    }
    understood = understood.flatMap { condition -> [SearchCondition] in
      guard case .phrase(let text) = condition else { return [condition] }
      return words(of: text).map { .word(QueryWord($0, in: text).typed) }
    }
  }

  /// What stands in the way of reading the last word as the beginning of one is left alone.
  private mutating func letLastWordGrow() {
    guard let last = clauses.indices.last, clauses[last].kind == .word,
      !clauses[last].isExcluded, understood.last.map(SearchQuery.isWord) == true
    else { return }
    clauses[last].kind = .beginning
  }

  private static func isWord(_ condition: SearchCondition) -> Bool {
    switch condition {
    case .word, .title: true
    default: false
    }
  }

  // MARK: Words

  private mutating func addWords(_ piece: QueryText.Piece, inTitle: Bool = false) {
    let typed = piece.isField ? piece.name + ":" + piece.value : piece.value
    let words = Typesetting.words(of: typed).prefix(SearchQuery.mostClauses)
      .map { QueryWord($0, in: typed) }
    guard !words.isEmpty else { return }
    if piece.isQuoted {
      add(
        Clause(kind: .phrase, words: words, isExcluded: piece.isExcluded, inTitle: inTitle), typed)
      return
    }
    for (index, word) in words.enumerated() {
      let grows = typed.last.map { "*٭".contains($0) } == true && index == words.count - 1
      add(
        Clause(
          kind: grows ? .beginning : .word, words: [word], isExcluded: piece.isExcluded,
          inTitle: inTitle), word.typed)
    }
  }

  private mutating func add(_ clause: Clause, _ typed: String) {
    guard clauses.count < SearchQuery.mostClauses else { return }
    clauses.append(clause)
    switch clause.kind {
    case _ where clause.isExcluded: understood.append(.without(typed))
    case _ where clause.inTitle: understood.append(.title(typed))
    case .word: understood.append(.word(typed))
    case .beginning: understood.append(.beginning(typed))
    case .phrase: understood.append(.phrase(typed))
    }
  }

  // MARK: Fields

  /// False when the field's value makes no sense.
  private mutating func take(
    _ field: QueryField, _ piece: QueryText.Piece, _ text: inout QueryText
  ) -> Bool {
    switch field {
    case .title:
      guard let named = withValue(piece, &text) else { return false }
      addWords(named.withoutField, inTitle: true)
    case .category, .source, .author: return takeName(field, piece, &text)
    case .before, .after, .since, .until, .on: return takeDays(field, piece, &text)
    case .unread, .read, .starred:
      guard let yes = SearchQuery.answer(piece.value) else { return false }
      takeMark(field, yes != piece.isExcluded)
    case .state:
      let marks: [QueryField] = [.unread, .read, .starred]
      guard let mark = QueryField(name: piece.value), marks.contains(mark) else { return false }
      takeMark(mark, !piece.isExcluded)
    }
    return true
  }

  /// The piece with the word behind it for its value where a blank stands after the colon.
  private func withValue(_ piece: QueryText.Piece, _ text: inout QueryText) -> QueryText.Piece? {
    guard piece.value.isEmpty else { return piece }
    var rest = text
    guard let next = rest.next(), next.field == nil, !next.isExcluded else { return nil }
    text = rest
    var piece = piece
    (piece.value, piece.isQuoted) = (next.value, next.isQuoted)
    return piece
  }

  private mutating func takeName(
    _ field: QueryField, _ piece: QueryText.Piece, _ text: inout QueryText
  ) -> Bool {
    guard let piece = withValue(piece, &text) else { return false }
    let names =
      piece.isQuoted ? [piece.value] : piece.value.split { ",،".contains($0) }.map(String.init)
    let telling = names.filter { !folded($0).isEmpty }
    guard !telling.isEmpty else { return false }
    switch field {
    case .category: conditions.category.add(telling, isExcluded: piece.isExcluded)
    case .source: conditions.source.add(telling, isExcluded: piece.isExcluded)
    default: conditions.author.add(telling, isExcluded: piece.isExcluded)
    }
    for name in telling {
      switch field {
      case _ where piece.isExcluded: understood.append(.without(piece.name + ":" + name))
      case .category: understood.append(.category(name))
      case .source: understood.append(.source(name))
      default: understood.append(.author(name))
      }
    }
    return true
  }

  private mutating func takeMark(_ field: QueryField, _ isSet: Bool) {
    if field == .starred {
      conditions.isStarred = isSet
      understood.append(.starred(isSet))
    } else {
      let isRead = (field == .read) == isSet
      conditions.isRead = isRead
      understood.append(.unread(!isRead))
    }
  }

  private mutating func takeDays(
    _ field: QueryField, _ piece: QueryText.Piece, _ text: inout QueryText
  ) -> Bool {
    let start = text
    guard let days = days(of: piece, &text) else { return false }
    if piece.isExcluded {
      guard field == .on else { return false }
      conditions.without.append(days)
      understood.append(.without(piece.name + ":" + piece.value + start.between(text)))
      return true
    }
    switch field {
    case .before: narrow(until: days.lowerBound - 1)
    case .until: narrow(until: days.upperBound)
    case .after, .since: narrow(since: days.lowerBound)
    default:
      narrow(since: days.lowerBound)
      narrow(until: days.upperBound)
    }
    return true
  }

  private mutating func narrow(since day: Int) {
    conditions.since = max(conditions.since ?? day, day)
    understood.append(.since(day))
  }

  private mutating func narrow(until day: Int) {
    conditions.until = min(conditions.until ?? day, day)
    understood.append(.until(day))
  }

  /// A date may go on over several words, such as «٧ ديسمبر ٢٠٢٤»: the longest that is one.
  private func days(
    of piece: QueryText.Piece, _ text: inout QueryText
  ) -> ClosedRange<Int>? {
    let rests = piece.isQuoted ? [text] : text.nextWords(6)
    for rest in rests.reversed() {
      guard let days = days(in: piece.value + text.between(rest)) else { continue }
      text = rest
      return days
    }
    return nil
  }

  /// Of a date, or from one to another: `2024-12-01..2024-12-07`.
  private func days(in value: String) -> ClosedRange<Int>? {
    let now = ArticleDate(daysSinceEpoch: today)
    guard let parts = value.firstRange(of: "..") ?? value.firstRange(of: "…") else {
      return DateLine.days(in: value, modified: now)
    }
    guard let first = DateLine.days(in: String(value[..<parts.lowerBound]), modified: now),
      let last = DateLine.days(in: String(value[parts.upperBound...]), modified: now),
      first.lowerBound <= last.upperBound
    else { return nil }
    return first.lowerBound...last.upperBound
  }

  private static func answer(_ value: String) -> Bool? {
    switch folded(value) {
    case "", "yes", "true", "1", "نعم": true
    case "no", "false", "0", "لا": false
    default: nil
    }
  }
}

/// A word of a query.
struct QueryWord {
  var typed: String
  var folded: String
  var bare: [UInt8]
  var stem: String

  init(_ word: Word, in text: String) {
    folded = word.folded
    stem = word.stem
    typed = String(decoding: Array(text.utf8)[word.range], as: UTF8.self)
    var bare: [UInt8] = []
    forEachWord(of: word.folded) { bare = Array($0.bare) }
    self.bare = bare
  }
}

extension QueryWord {
  func forEachTrigram(isWhole: Bool, _ body: (UInt16) -> Void) {
    bare.withUnsafeBufferPointer { Trigrams.forEach(of: $0, isWhole: isWhole, body) }
  }
}

/// The names before a colon.
enum QueryField {
  case title, category, source, author, before, after, since, until, on, unread, read, starred
  case state

  init?(name: String) {
    guard let field = QueryField.names[folded(name)] else { return nil }
    self = field
  }

  private static let names: [String: QueryField] = Dictionary(
    [
      (.title, "title العنوان عنوان"),
      (.category, "category section التصنيف تصنيف القسم قسم الفئة فئة"),
      (.source, "source المصدر مصدر"), (.author, "author الكاتب كاتب بقلم"),
      (.before, "before قبل"), (.after, "after بعد"), (.since, "since منذ"),
      (.until, "until حتى"), (.on, "date on day التاريخ تاريخ يوم"),
      (.unread, "unread جديد"), (.read, "read مقروء مقروءة"),
      (.starred, "starred star مميز مميزة المميزة نجمة"), (.state, "is هو"),
    ].flatMap { (field: QueryField, names: String) in
      names.split(separator: " ").map { (folded(String($0)), field) }
    } + ["غير مقروء", "غير مقروءة"].map { (folded($0), .unread) }, uniquingKeysWith: { $1 })
}

/// Cuts a query into pieces: words, quotations, and either after a minus sign or a field's name.
struct QueryText {
  struct Piece {
    var value = ""
    var isQuoted = false
    var isExcluded = false
    /// What stood before the colon; empty without one.
    var name = ""

    var isField: Bool { !name.isEmpty }
    var field: QueryField? { isField ? QueryField(name: name) : nil }

    var withoutField: Piece {
      var piece = self
      piece.name = ""
      return piece
    }
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(QueryText.spoken(text).unicodeScalars) }

  /// Without what says nothing here and must not be said back: controls, and marks of direction, which come
  /// along from web pages.
  static func spoken(_ text: String) -> String {
    let kept = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      switch scalar.value {
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x7F...0x84, 0x86...0x9F: nil
      case 0...0x1F, 0x85, 0x2028, 0x2029: " "
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(kept))
  }

  /// Whether the text ends with a letter rather than with a space or a sign.
  var endsInWord: Bool {
    guard let last = scalars.last else { return false }
    return last.properties.isAlphabetic || last.properties.numericType != nil
      || !words(of: "ا" + String(Character(last))).allSatisfy { $0.folded == "ا" }
  }

  mutating func next() -> Piece? {
    while index < scalars.count, QueryText.isBlank(scalars[index]) { index += 1 }
    guard index < scalars.count else { return nil }
    var piece = Piece()
    if QueryText.minus.contains(scalars[index]), index + 1 < scalars.count,
      !QueryText.isBlank(scalars[index + 1]), !QueryText.minus.contains(scalars[index + 1])
    {
      piece.isExcluded = true
      index += 1
    }
    if let name = takeName() { piece.name = name }
    if let quoted = takeQuotation() {
      piece.value = quoted
      piece.isQuoted = true
    } else {
      piece.value = takeWord()
    }
    return piece
  }

  /// This text and what it is when up to `count` words more are passed over; a word that begins another
  /// piece ends them.
  func nextWords(_ count: Int) -> [QueryText] {
    var texts = [self]
    for _ in 0..<count {
      var text = texts[texts.count - 1]
      guard let piece = text.next(), !piece.isQuoted, !piece.isExcluded, piece.field == nil else {
        break
      }
      texts.append(text)
    }
    return texts
  }

  /// What was passed over to come to `later`.
  func between(_ later: QueryText) -> String {
    String(String.UnicodeScalarView(scalars[index..<later.index]))
  }

  /// A known field's name and its colon.
  private mutating func takeName() -> String? {
    let limit = min(scalars.count, index + 24)
    guard let colon = scalars[index..<limit].firstIndex(where: { ":：".unicodeScalars.contains($0) })
    else { return nil }
    // «غير مقروء» is two words.
    let name = String(String.UnicodeScalarView(scalars[index..<colon]))
    guard QueryField(name: name) != nil else { return nil }
    index = colon + 1
    return name
  }

  /// What stands between quotation marks; nil where none begin here or they never end.
  private mutating func takeQuotation() -> String? {
    guard index < scalars.count, let ends = QueryText.quotes[scalars[index]],
      let end = scalars[(index + 1)...].firstIndex(where: { ends.unicodeScalars.contains($0) })
    else { return nil }
    defer { index = end + 1 }
    return String(String.UnicodeScalarView(scalars[index + 1..<end]))
  }

  private mutating func takeWord() -> String {
    let end = scalars[index...].firstIndex(where: QueryText.isBlank) ?? scalars.count
    defer { index = end }
    return String(String.UnicodeScalarView(scalars[index..<end]))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value < 0x20
  }

  private static let minus: Set<Unicode.Scalar> = ["-", "−", "–", "—", "‐", "‑", "－"]
  private static let quotes: [Unicode.Scalar: String] = [
    "\"": "\"”", "“": "”“\"", "”": "”“", "„": "“”", "«": "»\"", "»": "«", "‘": "’", "‚": "‘’",
    "‹": "›",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "＂": "＂", "〝": "〞〟", "‟": "”", "❝": "❞", "״": "״",
  ]
}
