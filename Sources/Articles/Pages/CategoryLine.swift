/// The line above a title: «أخبار سورية ٧ ديسمبر ٢٠٢٤», in either order, with or without a bullet before
/// it and signs between.
struct CategoryLine: Equatable {
  var category: String
  /// As written.
  var dateText: String
  var date: ArticleDate

  /// Nil when no end and no beginning of the line is a date.
  init?(_ text: String, context: PageContext) {
    guard cellEstimate(text) <= 120, DateLine.mayOccur(in: text) else { return nil }
    let words = text.unicodeScalars.split(whereSeparator: \.isBlank)
    guard (1...24).contains(words.count), let first = words.first, let last = words.last else {
      return nil
    }
    let scalars = text.unicodeScalars
    for word in words {
      let (head, tail) = (scalars[first.startIndex..<word.startIndex], scalars[word.startIndex...])
      if Self.belongsToCategory(folded(Substring(word)), isFirst: head.isEmpty),
        context.date(in: String(scalars[word.endIndex...])) != nil
      {
        continue
      }
      if let date = context.date(in: String(tail)) {
        self.init(category: String(head), dateText: String(tail), date: date)
        return
      }
    }
    for word in words.dropLast().reversed() {
      let (head, tail) = (scalars[..<word.endIndex], scalars[word.endIndex..<last.endIndex])
      if let date = context.date(in: String(head)) {
        self.init(category: String(tail), dateText: String(head), date: date)
        return
      }
    }
    return nil
  }

  /// Words that may begin a date, but before a whole date are part of the category: «أخبار اليوم ٧ ديسمبر»,
  /// and «تاريخ ٧ ديسمبر», where history is meant.
  private static func belongsToCategory(_ word: String, isFirst: Bool) -> Bool {
    word == (isFirst ? "تاريخ" : "اليوم")
  }

  private init(category: String, dateText: String, date: ArticleDate) {
    self.category = Self.withoutSigns(category)
    self.dateText = Self.withoutSigns(dateText)
    self.date = date
  }

  /// Without the signs that part category and date, at both ends.
  static func withoutSigns(_ text: String) -> String {
    func isSign(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isBlank || scalar.isInvisible || "|-–—،,:·•●/".unicodeScalars.contains(scalar)
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSign($0) }),
      let last = scalars.lastIndex(where: { !isSign($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

/// What is known about a page as a whole.
struct PageContext: Sendable {
  /// When the page was saved.
  var modified: ArticleDate?
  var language: String?

  /// A date of at least a month, for lines that have no label to say that they are one.
  func date(in text: String) -> ArticleDate? {
    let date = DateLine.date(in: text, modified: modified, language: language)
    return date?.precision == .year ? nil : date
  }

  /// A date of any precision, for what stands behind a date label.
  func labelledDate(in text: String) -> ArticleDate? {
    DateLine.date(in: text, modified: modified, language: language)
  }
}
