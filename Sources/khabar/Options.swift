import Archive
import ArgumentParser
import Articles
import Foundation

/// Options every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "The archive file (default: $XDG_DATA_HOME/khabar/archive.sqlite).")
  var archive: String?

  @Option(help: "Language of the interface: ar or en.")
  var lang: String?

  func validate() throws {
    guard lang == nil || lang == "ar" || lang == "en" else {
      throw ValidationError("--lang is ar or en.")
    }
  }

  func open() throws -> Archive {
    do {
      let path = Paths.expandingTilde(archive ?? Paths.archive)
      let opened = try Archive.open(at: path) {
        complain("bringing the archive up to date; with many articles this takes some minutes")
      }
      if let rescue = opened.rescue { complain(rescue.description) }
      return opened
    } catch {
      throw Failure(error)
    }
  }

  var interface: Interface {
    let interface = Interface(language: lang)
    interface.configuration.complaints.forEach(complain)
    return interface
  }
}

/// Conditions that choose articles.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only this category.")
  var category: String?

  @Option(help: "Only this day, month or year, in any form a news page uses.")
  var date: String?

  @Option(help: "Only from this day on.")
  var since: String?

  @Option(help: "Only up to this day.")
  var until: String?

  @Flag(help: "Only unread articles.")
  var unread = false

  @Flag(help: "Only starred articles.")
  var starred = false

  var isEmpty: Bool {
    category == nil && date == nil && since == nil && until == nil && !unread && !starred
  }

  func filter() throws -> Filter {
    var filter = Filter(category: category, unreadOnly: unread, starredOnly: starred)
    if let date {
      let days = try days(date, option: "--date")
      filter.since = days.lowerBound
      filter.until = days.upperBound
    }
    if let since {
      let first = try days(since, option: "--since").lowerBound
      filter.since = max(filter.since ?? first, first)
    }
    if let until {
      let last = try days(until, option: "--until").upperBound
      filter.until = min(filter.until ?? last, last)
    }
    return filter
  }

  private func days(_ text: String, option: String) throws -> ClosedRange<Int> {
    guard let days = DateLine.days(in: text, modified: Clock.today) else {
      throw ValidationError("\(option) is a date such as 2024-12-07, 2024-12 or «٧ ديسمبر ٢٠٢٤».")
    }
    return days
  }
}

/// Now, in the time zone of the person.
enum Clock {
  static var seconds: Int64 { Int64(time(nil)) }

  static var today: ArticleDate { civil(time(nil)) }

  /// A moment as local civil time.
  static func civil(_ moment: time_t) -> ArticleDate {
    var moment = moment
    var parts = tm()
    localtime_r(&moment, &parts)
    return ArticleDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), precision: .minute)
  }
}
