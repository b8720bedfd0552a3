/// Everything a key can do. The raw value is the name used in `config.toml` and by `khabar keys`.
package enum Command: String, CaseIterable, Sendable {
  case down, up
  case pageDown = "page-down"
  case pageUp = "page-up"
  case first, last
  case nextDay = "next-day"
  case previousDay = "previous-day"
  case open, back, forward
  case allNews = "all-news"
  case nextUnread = "next-unread"
  case previousUnread = "previous-unread"
  case nextArticle = "next-article"
  case previousArticle = "previous-article"
  case jump
  case toggleRead = "toggle-read"
  case markAllRead = "mark-all-read"
  case toggleStar = "toggle-star"
  case undo, redo
  case categories
  case goToDate = "go-to-date"
  case onlyUnread = "only-unread"
  case expand, stories
  case search
  case correct
  case recency
  case keepSearch = "keep-search"
  case find
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case share
  case copyLink = "copy-link"
  case copyText = "copy-text"
  case browse, links
  case mail, qr
  case saveAs = "save-as"
  case explain
  case marks, justify, density, digits
  case refresh, feeds
  case complete
  case redraw, suspend
  case help, quit
}

package enum CommandGroup: Int, CaseIterable, Sendable {
  case moving, going, marking, choosing, sharing, showing, program
}

/// One row of the command table: what the key handler, the help screen and `khabar keys` all read.
package struct Binding: Sendable {
  package let command: Command
  package let group: CommandGroup
  package let places: Places
  /// Default keys, in the notation of ``KeyName``; the first one is shown in hints.
  package let keys: [KeyName]

  /// The screens on which a command works.
  package struct Places: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let list = Places(rawValue: 1)
    package static let article = Places(rawValue: 2)
    /// While a search in the page has matches; wins over the other two.
    package static let found = Places(rawValue: 4)
    package static let everywhere: Places = [.list, .article]
  }

  private init(
    _ command: Command, _ group: CommandGroup, _ places: Places, _ keys: KeyName...
  ) {
    self.command = command
    self.group = group
    self.places = places
    self.keys = keys
  }

  package static let table: [Binding] = [
    Binding(.down, .moving, .everywhere, "j", .down),
    Binding(.up, .moving, .everywhere, "k", .up),
    Binding(.pageDown, .moving, .everywhere, .pageDown, "Space", .control("f")),
    Binding(.pageUp, .moving, .everywhere, .pageUp, "b", .control("b")),
    Binding(.first, .moving, .everywhere, "g", .home),
    Binding(.last, .moving, .everywhere, "G", .end),
    Binding(.nextDay, .moving, .list, "]"),
    Binding(.previousDay, .moving, .list, "["),
    Binding(.goToDate, .moving, .list, "d"),

    Binding(.open, .going, .list, .ahead, .enter, "l"),
    Binding(.back, .going, .article, .behind, .backspace, "q", "h", .control("o")),
    Binding(.allNews, .going, .list, .behind, .backspace, "h"),
    Binding(.forward, .going, .everywhere, "L", .tab),
    Binding(.nextUnread, .going, .everywhere, "n"),
    Binding(.previousUnread, .going, .everywhere, "N"),
    Binding(.nextArticle, .going, .article, "]"),
    Binding(.previousArticle, .going, .article, "["),
    Binding(.jump, .going, .article, .digit),

    Binding(.refresh, .going, .everywhere, "r"),
    Binding(.feeds, .going, .list, "F"),
    Binding(.complete, .going, .article, "f"),

    Binding(.toggleRead, .marking, .everywhere, "m"),
    Binding(.toggleStar, .marking, .everywhere, "s"),
    Binding(.markAllRead, .marking, .list, "A"),
    Binding(.undo, .marking, .everywhere, "u"),
    Binding(.redo, .marking, .everywhere, .control("r")),

    Binding(.categories, .choosing, .list, "c"),
    Binding(.onlyUnread, .choosing, .list, "U"),
    Binding(.expand, .choosing, .list, "z"),
    Binding(.search, .choosing, .list, "/"),
    Binding(.correct, .choosing, .list, "="),
    Binding(.recency, .choosing, .list, "T"),
    Binding(.keepSearch, .choosing, .list, "a"),
    Binding(.find, .choosing, .article, "/"),
    Binding(.findNext, .choosing, .found, "n"),
    Binding(.findPrevious, .choosing, .found, "N"),

    Binding(.share, .sharing, .everywhere, "S"),
    Binding(.copyLink, .sharing, .everywhere, "y"),
    Binding(.copyText, .sharing, .everywhere, "Y"),
    Binding(.browse, .sharing, .everywhere, "o"),
    Binding(.links, .sharing, .article, "O"),
    Binding(.mail, .sharing, .everywhere, "@"),
    Binding(.qr, .sharing, .everywhere, "R"),
    Binding(.saveAs, .sharing, .everywhere, "w"),

    Binding(.marks, .showing, .everywhere, "t"),
    Binding(.explain, .showing, .article, "e"),
    Binding(.justify, .showing, .everywhere, "K"),
    Binding(.density, .showing, .list, "v"),
    Binding(.stories, .showing, .list, "Z"),
    Binding(.digits, .showing, .everywhere, "D"),
    Binding(.redraw, .showing, .everywhere, .control("l")),

    Binding(.help, .program, .everywhere, "?"),
    Binding(.suspend, .program, .everywhere, .control("z")),
    Binding(.quit, .program, .everywhere, "Q", "q", .control("c")),
  ]
}
