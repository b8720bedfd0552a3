import FoundationEssentials

/// One article a line, each a JSON object.
///
/// Fields: `title` (required); `body`, its paragraphs parted by line breaks, or `blocks`; `id`, `category`,
/// `date` (ISO 8601, or as a page writes it), `author`, `source`, `url`, `language`, `abstract`.
/// Fields of other names are ignored, and so are empty ones.
package enum JSONLines {
  /// A line longer than this is no article.
  package static let longestLine = 16 << 20

  /// Reads one line. Of two such calls none depends on the other, so a file can be read piece by piece.
  ///
  /// - Parameters:
  ///   - jsonLine: The bytes of the line in UTF-8, its line break may be among them.
  ///   - number: The line's number from 1, for the refusal.
  ///   - modified: What dates such as «أمس» are reckoned from.
  /// - Returns: The article, or why there is none.
  package static func article(
    jsonLine: some Collection<UInt8>, number: Int, modified: ArticleDate? = nil
  ) -> Result<Article, Refusal> {
    guard jsonLine.count <= longestLine else {
      return .failure(Refusal("the line is longer than 16 MB; shorten it", at: .line(number)))
    }
    do {
      let hasMark = jsonLine.starts(with: [0xEF, 0xBB, 0xBF])
      let bytes = Data(jsonLine.dropFirst(hasMark ? 3 : 0))
      let record = try JSONDecoder().decode(Record.self, from: bytes)
      guard let article = record.article(modified: modified) else {
        return .failure(Refusal("the article has no title; give it a “title”", at: .line(number)))
      }
      return .success(article)
    } catch {
      return .failure(Refusal(sentence(for: error), at: .line(number)))
    }
  }

  /// Reads a whole file; blank lines are skipped, bad ones refused, the others taken.
  static func reading(of bytes: [UInt8], named path: String, modified: ArticleDate?) -> Reading {
    var reading = Reading()
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
      switch article(jsonLine: line, number: number, modified: modified) {
      case .success(let article): reading.articles.append(article)
      case .failure(let refusal): reading.refusals.append(refusal)
      }
    }
    for index in reading.articles.indices {
      let place = reading.articles.count > 1 ? "#\(index + 1)" : ""
      reading.articles[index].origin = path + place
    }
    return reading
  }

  private static func sentence(for error: any Error) -> String {
    guard let error = error as? DecodingError else {
      return "the line is not a JSON object; write one object a line"
    }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let field = context.codingPath.first?.stringValue
      return field.map { "the field “\($0)” has the wrong type; give it a text" }
        ?? "the line is not a JSON object; write one object a line"
    default:
      return "the line is not valid JSON; check its quotation marks and braces"
    }
  }
}

// MARK: - The object of a line

private struct Record: Decodable {
  var id: String?
  var title: String?
  var body: [String]
  var blocks: [Block]
  var category: String?
  var date: String?
  var author: String?
  var source: String?
  var url: String?
  var language: String?
  var summary: String?

  private enum Key: String, CodingKey {
    case id, title, body, blocks, category, date, author, source, url, language, abstract, summary
  }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    func text(_ key: Key) throws -> String? {
      try object.decodeIfPresent(String.self, forKey: key)
    }
    title = try text(.title)
    id = try Self.identity(in: object)
    body = try Self.body(in: object)
    let loose = try object.decodeIfPresent([LooseBlock].self, forKey: .blocks) ?? []
    blocks = loose.compactMap(\.block)
    category = try text(.category)
    date = try text(.date)
    author = try text(.author)
    source = try text(.source)
    url = try text(.url)
    language = try text(.language)
    summary = try text(.abstract) ?? text(.summary)
  }

  /// Numbers serve as well.
  private static func identity(in object: KeyedDecodingContainer<Key>) throws -> String? {
    do {
      return try object.decodeIfPresent(String.self, forKey: .id)
    } catch DecodingError.typeMismatch {
      return String(try object.decode(Int.self, forKey: .id))
    }
  }

  /// One text or a list of paragraphs.
  private static func body(in object: KeyedDecodingContainer<Key>) throws -> [String] {
    do {
      return try object.decodeIfPresent(String.self, forKey: .body).map { [$0] } ?? []
    } catch DecodingError.typeMismatch {
      return try object.decode([String].self, forKey: .body)
    }
  }

  /// Nil without a title.
  func article(modified: ArticleDate?) -> Article? {
    guard let title = Self.field(title) else { return nil }
    var article = Article(title: title)
    article.externalID = Self.field(id)
    article.category = Self.field(category) ?? ""
    article.author = Self.field(author)
    article.source = Self.field(source)
    article.url = Self.field(url)
    article.summary = Self.field(summary)
    article.blocks = blocks.isEmpty ? body.flatMap(paragraphs(of:)) : blocks
    article.language = Self.field(language) ?? Self.guess(article)
    article.dateText = Self.field(date) ?? ""
    article.date =
      ArticleDate(iso8601: article.dateText)
      ?? DateLine.date(in: article.dateText, modified: modified, language: article.language)
    return article
  }

  /// Clean and on one line; nil when empty.
  private static func field(_ text: String?) -> String? {
    guard let text else { return nil }
    let line = cleaned(text)
    return line.isEmpty ? nil : line
  }

  private static func guess(_ article: Article) -> String? {
    languageGuess(of: article.title + " " + (article.blocks.first?.text ?? ""))
  }
}

/// A block whose kind may be one we do not know.
private struct LooseBlock: Decodable {
  var block: Block?

  private enum Key: String, CodingKey {
    case kind, text, level, url
  }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      block = Block(.paragraph, cleaned(text))
      return
    }
    let object = try decoder.container(keyedBy: Key.self)
    let kind = try object.decodeIfPresent(String.self, forKey: .kind) ?? ""
    var read = Block(Block.Kind(rawValue: kind) ?? .paragraph, "")
    let text = try object.decodeIfPresent(String.self, forKey: .text) ?? ""
    read.text = read.kind == .code ? Self.code(text) : cleaned(text)
    read.level = try object.decodeIfPresent(Int.self, forKey: .level)
    read.url = try object.decodeIfPresent(String.self, forKey: .url).map(cleaned)
    let mayBeEmpty = read.kind == .image || read.kind == .rule
    block = read.text.isEmpty && !mayBeEmpty ? nil : read
  }

  /// Code keeps its lines and their indents.
  private static func code(_ text: String) -> String {
    linesOfText(text).map { line in
      line.prefix { $0 == " " || $0 == "\t" } + cleaned(line)
    }.joined(separator: "\n")
  }
}
