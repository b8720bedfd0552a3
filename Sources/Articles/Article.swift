/// A news article as its page or feed gave it.
///
/// All text is clean: no control characters, bidi overrides, line breaks inside a block, or presentation
/// forms; apart from that every letter, digit and quotation mark is as typed.
package struct Article: Equatable, Sendable {
  /// The identity the source gave it, unique within that source.
  package var externalID: String?
  package var title: String
  /// As the page wrote it; empty when it named none.
  package var category: String
  package var date: ArticleDate?
  /// The date as the page wrote it («٧ ديسمبر ٢٠٢٤»); empty when there was none.
  package var dateText: String
  /// Whether the date was reckoned from the moment of reading («منذ ساعتين»), and so comes out anew each
  /// time the same words are read.
  package var dateIsReckoned = false
  package var author: String?
  /// Who published it: the agency or paper named on the page.
  package var source: String?
  package var url: String?
  /// BCP 47, told by the source or guessed from the letters («ar», «fa», «ur», «he», «en»).
  package var language: String?
  /// The teaser a source gave beside the body.
  package var summary: String?
  package var blocks: [Block]
  /// What the page had on its share line after the label, for example the networks' names.
  package var shareLine: String?
  /// The titles the page itself named under «read also», in its order.
  package var related: [RelatedTitle]
  /// Files a feed gave with it.
  package var enclosures: [Enclosure]
  /// Where the bytes came from: the path of the file as given and, in files of several articles,
  /// `#` and the article's place from 1.
  package var origin: String?
  /// Whether its document broke off in its midst.
  package var isTorn = false

  package init(
    externalID: String? = nil, title: String, category: String = "", date: ArticleDate? = nil,
    dateText: String = "", author: String? = nil, source: String? = nil, url: String? = nil,
    language: String? = nil, summary: String? = nil, blocks: [Block] = [],
    shareLine: String? = nil, related: [RelatedTitle] = [], enclosures: [Enclosure] = [],
    origin: String? = nil
  ) {
    self.externalID = externalID
    self.title = title
    self.category = category
    self.date = date
    self.dateText = dateText
    self.author = author
    self.source = source
    self.url = url
    self.language = language
    self.summary = summary
    self.blocks = blocks
    self.shareLine = shareLine
    self.related = related
    self.enclosures = enclosures
    self.origin = origin
  }
}

/// A piece of an article's body, in reading order.
package struct Block: Equatable, Sendable, Codable {
  package enum Kind: String, Sendable, Codable {
    case paragraph, heading, quote, listItem, code, image, rule
  }

  package var kind: Kind
  /// Without line breaks, but for `code`. For an image its caption, or empty.
  package var text: String
  /// Depth of a heading (1 the highest) or of a list item (1 the outermost).
  package var level: Int?
  /// Address of an image.
  package var url: String?
  /// Where parts of the text lead, in their order; nil when no part leads anywhere.
  package var links: [Link]?
  /// The direction that its page gave it (`dir`); nil when it gave none.
  package var isRightToLeft: Bool?

  package struct Link: Equatable, Sendable, Codable {
    /// UTF-8 offsets in the block's text.
    package var start: Int
    package var end: Int
    package var url: String

    package init(start: Int, end: Int, url: String) {
      self.start = start
      self.end = end
      self.url = url
    }
  }

  /// Whether a list item begins with its own number, as in «٣. …», and needs no bullet.
  package var isNumbered: Bool {
    guard kind == .listItem else { return false }
    let digits = text.unicodeScalars.prefix { $0.properties.numericType == .decimal }
    let rest = text.unicodeScalars.dropFirst(digits.count)
    // «18:30» and «20 دقيقة» are no numbers of items.
    return (1...3).contains(digits.count)
      && rest.first.map { ".)-–".unicodeScalars.contains($0) } == true
      && rest.dropFirst().first?.properties.numericType != .decimal
  }

  package init(
    _ kind: Kind, _ text: String, level: Int? = nil, url: String? = nil, links: [Link]? = nil,
    isRightToLeft: Bool? = nil
  ) {
    self.kind = kind
    self.text = text
    self.level = level
    self.url = url
    self.links = links
    self.isRightToLeft = isRightToLeft
  }
}

/// An article that another one points to by name.
package struct RelatedTitle: Equatable, Sendable {
  package var title: String
  package var url: String?

  package init(_ title: String, url: String? = nil) {
    self.title = title
    self.url = url
  }
}

extension [Block] {
  /// UTF-8 bytes of their texts.
  package var textLength: Int { reduce(0) { $0 + $1.text.utf8.count } }
}
