import Articles
import Foundation
import Reader
import Typesetting

/// The stable shapes of `--json`; fields are added, never renamed. What is not known is `null`, but for
/// the optional fields of the documentation, which are left out.
enum JSON {
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    let bytes = try encoder.encode(value)
    try emit(String(decoding: bytes, as: UTF8.self) + "\n")
  }

  struct ArticleList: Encodable { var articles: [Item] }

  /// An article in a list.
  struct Item: Encodable {
    var headline: Headline
    var score: Double?
    var words: [String]?

    init(_ headline: Headline, score: Double? = nil, words: [String]? = nil) {
      self.headline = headline
      self.score = score
      self.words = words
    }

    private enum Key: String, CodingKey {
      case id, externalID, title, category, date, datePrecision, dateText, author, source, url
      case language, direction, read, starred, excerpt, score, words
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(headline.id, forKey: .id)
      try container.encodeIfPresent(headline.externalID, forKey: .externalID)
      try container.encode(headline.title, forKey: .title)
      try container.encode(headline.category, forKey: .category)
      try container.encode(headline.date?.iso8601, forKey: .date)
      try container.encode(headline.date?.precision.rawValue, forKey: .datePrecision)
      try container.encode(headline.dateText, forKey: .dateText)
      try container.encode(headline.author, forKey: .author)
      try container.encode(headline.source, forKey: .source)
      try container.encode(headline.url, forKey: .url)
      try container.encode(headline.language, forKey: .language)
      try container.encode(
        headline.direction == .rightToLeft ? "rtl" : "ltr", forKey: .direction)
      try container.encode(headline.isRead, forKey: .read)
      try container.encode(headline.isStarred, forKey: .starred)
      try container.encode(headline.excerpt, forKey: .excerpt)
      try container.encodeIfPresent(score, forKey: .score)
      try container.encodeIfPresent(words, forKey: .words)
    }
  }

  /// An article with its body and where it leads.
  struct Whole: Encodable {
    var article: StoredArticle
    var computed: [Relation]

    private enum Key: String, CodingKey {
      case blocks, related, shareLine, summary, content, enclosures
    }

    func encode(to encoder: any Encoder) throws {
      try Item(article.headline).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(article.blocks, forKey: .blocks)
      try container.encodeIfPresent(article.shareLine, forKey: .shareLine)
      try container.encodeIfPresent(article.summary, forKey: .summary)
      let prose = article.blocks.filter { $0.kind != .image && !$0.text.isEmpty }
      try container.encode(prose.map(\.text).joined(separator: "\n"), forKey: .content)
      try container.encode(article.enclosures, forKey: .enclosures)
      let named = article.named.map {
        Pointer(
          title: $0.title, id: $0.headline?.id, url: $0.url ?? $0.headline?.url, kind: "named")
      }
      let found = computed.map {
        Pointer(
          title: $0.headline.title, id: $0.headline.id, url: $0.headline.url, kind: "computed",
          score: $0.score)
      }
      try container.encode(named + found, forKey: .related)
    }
  }

  struct Pointer: Encodable {
    var title: String
    var id: Int64?
    var url: String?
    var kind: String
    var score: Double?
  }
}

extension Headline {
  /// The direction its text is read in.
  var direction: Typesetting.Direction {
    Typesetting.Direction(language: language) ?? naturalDirection(of: title) ?? .rightToLeft
  }
}
