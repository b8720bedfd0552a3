import Typesetting

extension Strings {
  package static let english = Strings(
    language: "en",
    direction: .leftToRight,
    digits: .latin,
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    frontPage: "Front page",
    allNews: "All news",
    unread: "Unread",
    starred: "Starred",
    uncategorized: "No category",
    undated: "Undated",
    today: "Today",
    yesterday: "Yesterday",
    author: "By",
    image: "Image",
    share: "Share",
    related: "Read also",
    nothingRelated: "Nothing related",
    inCommonLabel: "In common:",
    notInArchive: "not in the archive",
    emptyArchive: "The archive is empty. Add saved pages with: khabar import PATH",
    offerEdition: "The archive is empty. Add the edition that came with Khabar? [Y/n]",
    emptyList: "No articles here",
    help: "Keys",
    categories: "Categories",
    noLink: "This article has no link",
    noLinks: "No links in this article’s text",
    linkCopied: "Link copied",
    textCopied: "Text copied",
    saved: "Saved as",
    nothingToUndo: "Nothing to undo",
    nothingToRedo: "Nothing to redo",
    noMoreUnread: "No unread article that way",
    noMoreArticles: "No article that way",
    noJump: "No related article has that number",
    findPrompt: "Find in the article:",
    searchPrompt: "Search:",
    searchTitle: "Search",
    searchHelp:
      "Type what you look for. \"Words in quotation marks\" as they are, -word to leave it out, beginning* for all that begins so; and category: source: author: title: before: after: unread: starred:",
    searchedFor: "Searched for:",
    didYouMean: "Did you mean:",
    nothingFound: "Nothing found",
    someWordsOnly: "Some of the words only",
    similarMore: [Plural(.one, "and one more like it"), Plural(.other, "and # more like it")],
    storySources: [Plural(.other, "# sources")],
    storiesShown: "Articles on the same event are one line",
    storiesHidden: "Every article has a line of its own",
    nothingToExpand: "No other article on this here",
    newerFirst: "Newer articles have a slight advantage",
    ageIgnored: "The age of an article does not count",
    searchKept: "Kept among the categories",
    searchDropped: "No longer among the categories",
    without: "without",
    inTitle: "in the title",
    source: "source",
    category: "category",
    since: "since",
    until: "until",
    onlyRead: "read",
    notStarred: "not starred",
    datePrompt: "Go to date (such as 7 December 2024):",
    savePrompt: "Save as:",
    badDate: "Not a date. Write it as 7 December 2024 or 2024-12-07",
    notFound: "Nothing found for ",
    notWebAddress: "This is neither a web nor a mail address:",
    openAnyway: "Open it? y for yes, any other key for no",
    closeHint: "Esc close",
    feeds: "Feeds",
    neverFetched: "not fetched yet",
    nextTry: "next try",
    noFeeds: "No feeds yet. Add one with: khabar feeds add ADDRESS",
    refreshing: "Fetching feeds",
    refreshCancelled: "Stopped",
    fetchingText: "Fetching the whole text",
    textCompleted: "The whole text",
    links: "Links",
    newArticles: [
      Plural(.zero, "Nothing new"), Plural(.one, "1 new article"), Plural(.other, "# new articles"),
    ],
    failedFeeds: [Plural(.one, "1 feed failed"), Plural(.other, "# feeds failed")],
    removedArticles: [
      Plural(.one, "1 old article removed"), Plural(.other, "# old articles removed"),
    ],
    readingTime: [Plural(.one, "1 minute to read"), Plural(.other, "# minutes to read")],
    articles: [Plural(.one, "1 article"), Plural(.other, "# articles")],
    unreadArticles: [Plural(.zero, "all read"), Plural(.other, "# unread")],
    ofTotal: { some, all in some + " of " + all },
    markedRead: [
      Plural(.zero, "No unread article here"), Plural(.one, "1 article marked as read"),
      Plural(.other, "# articles marked as read"),
    ],
    undone: "Undone",
    redone: "Redone",
    read: "Read",
    markedUnread: "Unread",
    starredNotice: "Starred",
    unstarredNotice: "Star removed",
    shareItems: { item in
      switch item {
      case .copyLink: "copy link"
      case .copyText: "copy text"
      case .qr: "QR code"
      case .mail: "e-mail"
      case .browse: "browser"
      case .saveAs: "save as"
      }
    },
    groups: { group in
      switch group {
      case .moving: "Moving"
      case .going: "Opening and going back"
      case .marking: "Marking"
      case .choosing: "Choosing and finding"
      case .sharing: "Sharing"
      case .showing: "Showing"
      case .program: "The program"
      }
    },
    justifications: { justification in
      switch justification {
      case .none: "Rows are not justified"
      case .spaces: "Rows are justified by spaces"
      case .kashida: "Rows are justified by kashida"
      }
    },
    commands: { command in
      switch command {
      case .down: "one line down"
      case .up: "one line up"
      case .pageDown: "one page down"
      case .pageUp: "one page up"
      case .first: "to the first"
      case .last: "to the last"
      case .nextDay: "next day of the list"
      case .previousDay: "previous day of the list"
      case .open: "open the article"
      case .back: "go back"
      case .allNews: "all the news"
      case .forward: "go forward to where you were"
      case .nextUnread: "next unread"
      case .previousUnread: "previous unread"
      case .nextArticle: "next article"
      case .previousArticle: "previous article"
      case .jump: "open a related article by its number"
      case .toggleRead: "read or unread"
      case .markAllRead: "mark the whole list as read"
      case .toggleStar: "star or unstar"
      case .undo: "undo"
      case .redo: "redo"
      case .categories: "categories"
      case .goToDate: "go to a date"
      case .onlyUnread: "only unread articles"
      case .expand: "open or fold the story"
      case .stories: "one line for an event, or for an article"
      case .search: "search all articles"
      case .correct: "search for what is proposed: “did you mean”"
      case .recency: "search: newer ones first, or not"
      case .keepSearch: "keep the search as a category, or drop it"
      case .find: "find in the article"
      case .findNext: "next match"
      case .findPrevious: "previous match"
      case .share: "share menu"
      case .copyLink: "copy the link"
      case .copyText: "copy the text"
      case .browse: "open in the browser"
      case .links: "links in the text, to open by number"
      case .mail: "send by e-mail"
      case .qr: "QR code of the link"
      case .saveAs: "save as a file"
      case .marks: "show or hide vowel marks"
      case .explain: "why these articles are related"
      case .justify: "justify rows by kashida, by spaces, or not"
      case .density: "one or two rows a title"
      case .digits: "digits of the interface: 123 or ١٢٣"
      case .refresh: "fetch the feeds, or stop fetching"
      case .feeds: "the feeds and how they are"
      case .complete: "fetch the whole text from its page"
      case .redraw: "redraw the screen"
      case .suspend: "suspend the program"
      case .help: "this page"
      case .quit: "quit"
      }
    },
    hints: { command in
      switch command {
      case .open: "open"
      case .back: "back"
      case .toggleRead: "read"
      case .toggleStar: "star"
      case .nextUnread: "next unread"
      case .categories: "categories"
      case .goToDate: "date"
      case .onlyUnread: "unread only"
      case .share: "share"
      case .search: "search"
      case .correct: "did you mean"
      case .expand: "open"
      case .keepSearch: "keep"
      case .allNews: "back"
      case .find: "find"
      case .findNext: "next match"
      case .findPrevious: "previous"
      case .jump: "read also"
      case .help: "keys"
      case .quit: "quit"
      case .undo: "undo"
      case .refresh: "refresh"
      case .feeds: "feeds"
      case .complete: "whole text"
      default: ""
      }
    },
    plural: { $0 == 0 ? .zero : $0 == 1 ? .one : .other },
    dateOrder: { weekday, day, month, year in
      [weekday.map { $0 + "," } ?? "", day, month, year].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  )
}
