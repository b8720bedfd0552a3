package import Articles
package import Typesetting

/// Every phrase of the interface in one language. The memberwise initialiser makes a missing
/// translation a compile error; counts are functions because Arabic has six plural forms.
package struct Strings: Sendable {
  /// BCP 47.
  package let language: String
  package let direction: Direction
  package var digits: Digits
  package let weekdays: [String]
  /// Month names from January on.
  package let months: [String]

  package let frontPage: String
  package let allNews: String
  package let unread: String
  package let starred: String
  package let uncategorized: String
  package let undated: String
  package let today: String
  package let yesterday: String
  package let author: String
  package let image: String
  package let share: String
  package let related: String
  package let nothingRelated: String
  package let inCommonLabel: String
  package let notInArchive: String
  package let emptyArchive: String
  package let offerEdition: String
  package let emptyList: String
  package let help: String
  package let categories: String
  package let noLink: String
  package let noLinks: String
  package let linkCopied: String
  package let textCopied: String
  package let saved: String
  package let nothingToUndo: String
  package let nothingToRedo: String
  package let noMoreUnread: String
  package let noMoreArticles: String
  package let noJump: String
  package let findPrompt: String
  package let searchPrompt: String
  package let searchTitle: String
  package let searchHelp: String
  package let searchedFor: String
  package let didYouMean: String
  package let nothingFound: String
  package let someWordsOnly: String
  package let similarMore: [Plural]
  package let storySources: [Plural]
  package let storiesShown: String
  package let storiesHidden: String
  package let nothingToExpand: String
  package let newerFirst: String
  package let ageIgnored: String
  package let searchKept: String
  package let searchDropped: String
  package let without: String
  package let inTitle: String
  package let source: String
  package let category: String
  package let since: String
  package let until: String
  package let onlyRead: String
  package let notStarred: String
  package let datePrompt: String
  package let savePrompt: String
  package let badDate: String
  package let notFound: String
  package let notWebAddress: String
  package let openAnyway: String
  package let closeHint: String
  package let feeds: String
  package let neverFetched: String
  package let nextTry: String
  package let noFeeds: String
  package let refreshing: String
  package let refreshCancelled: String
  package let fetchingText: String
  package let textCompleted: String
  package let links: String
  package let newArticles: [Plural]
  package let failedFeeds: [Plural]
  package let removedArticles: [Plural]
  package let readingTime: [Plural]
  package let articles: [Plural]
  package let unreadArticles: [Plural]
  package let ofTotal: @Sendable (_ some: String, _ all: String) -> String
  package let markedRead: [Plural]
  package let undone: String
  package let redone: String
  package let read: String
  package let markedUnread: String
  package let starredNotice: String
  package let unstarredNotice: String
  package let shareItems: @Sendable (ShareItem) -> String
  package let groups: @Sendable (CommandGroup) -> String
  package let justifications: @Sendable (Justification) -> String
  package let commands: @Sendable (Command) -> String
  /// The same in a word or two, for the status line.
  package let hints: @Sendable (Command) -> String
  package let plural: @Sendable (_ count: Int) -> Plural.Category
  package let dateOrder:
    @Sendable (_ weekday: String?, _ day: String, _ month: String, _ year: String)
      -> String

  /// A phrase for one plural category; `#` stands for the number.
  package struct Plural: Sendable {
    /// The categories of CLDR.
    package enum Category: Sendable { case zero, one, two, few, many, other }

    package let category: Category
    package let phrase: String

    package init(_ category: Category, _ phrase: String) {
      self.category = category
      self.phrase = phrase
    }
  }

  package enum Digits: String, Sendable, CaseIterable { case latin, arabic, persian }

  /// What the share menu offers.
  package enum ShareItem: CaseIterable, Sendable {
    case copyLink, copyText, qr, mail, browse, saveAs
  }
}

extension Strings {
  /// A number in the digits of the interface.
  package func number(_ number: Int) -> String { inDigits(String(number)) }

  /// ASCII digits of `text` in the digits of the interface.
  package func inDigits(_ text: String) -> String {
    let zero: UInt32 =
      switch digits {
      case .latin: 0x30
      case .arabic: 0x660
      case .persian: 0x6F0
      }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard ("0"..."9").contains(scalar) else { return scalar }
          return Unicode.Scalar(zero + scalar.value - 0x30) ?? scalar
        }))
  }

  package func count(_ count: Int, _ phrases: [Plural]) -> String {
    let category = plural(count)
    let phrase =
      phrases.first { $0.category == category } ?? phrases.first { $0.category == .other }
    guard let phrase else { return number(count) }
    return phrase.phrase.split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: number(count))
  }

  /// A civil day in words: «السبت ٧ ديسمبر ٢٠٢٤».
  package func day(_ day: Int, weekday: Bool = true) -> String {
    let date = ArticleDate(daysSinceEpoch: day)
    return dateOrder(
      weekday ? weekdays[date.weekday] : nil, number(date.day), months[date.month - 1],
      number(date.year))
  }

  /// A civil day without its year: «٧ ديسمبر».
  package func shortDay(_ day: Int) -> String {
    let date = ArticleDate(daysSinceEpoch: day)
    return dateOrder(nil, number(date.day), months[date.month - 1], "")
  }

  /// A month and its year in words.
  package func month(_ date: ArticleDate) -> String {
    dateOrder(nil, "", months[date.month - 1], number(date.year))
  }

  /// The heading of a day in the list, with today and yesterday in words.
  package func dayHeading(_ day: Int?, today: Int, weekday: Bool = true) -> String {
    guard let day else { return undated }
    let words = self.day(day, weekday: weekday)
    switch today - day {
    case 0: return self.today + " · " + words
    case 1: return yesterday + " · " + words
    default: return words
    }
  }

  /// The time of an article's date, nil when the page told none.
  package func time(_ date: ArticleDate?) -> String? {
    guard let date, date.precision == .minute || date.precision == .second else { return nil }
    let twoDigits = { (n: Int) in (n < 10 ? "0" : "") + String(n) }
    return inDigits(twoDigits(date.hour) + ":" + twoDigits(date.minute))
  }
}
