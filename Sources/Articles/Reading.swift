/// What a file held.
package struct Reading: Sendable {
  package var articles: [Article]
  package var refusals: [Refusal]
  /// The feed that the articles are from; its own list of them is empty.
  package var feed: Feed?

  package init(articles: [Article] = [], refusals: [Refusal] = [], feed: Feed? = nil) {
    self.articles = articles
    self.refusals = refusals
    self.feed = feed
  }
}

/// Why a file, a line of it, or one of its articles was not taken.
package struct Refusal: Error, Equatable, Sendable {
  package enum Place: Equatable, Sendable {
    /// From 1.
    case line(Int)
    /// From 1, in files of several articles.
    case article(Int)
  }

  /// What is wrong and what to do about it: one English sentence without the name of the file.
  package var sentence: String
  /// Where in the file; nil when it is about the whole file.
  package var place: Place?

  package init(_ sentence: String, at place: Place? = nil) {
    self.sentence = sentence
    self.place = place
  }
}

/// Reads a file of page text, of JSON Lines or of a feed; which of them it is, its bytes decide, and the
/// name only when they leave it open.
///
/// - Parameters:
///   - bytes: The whole file.
///   - path: Its path as given, kept as the articles' origin.
///   - modified: When the page was saved, in civil time: what «منذ ساعتين» and dates without a year are
///     reckoned from.
/// - Returns: The articles in the order of the file, and what was not taken.
package func articles(
  in bytes: [UInt8], named path: String, modified: ArticleDate? = nil
) -> Reading {
  do throws(Refusal) {
    switch try fileFormat(of: bytes, named: path) {
    case .jsonLines:
      return JSONLines.reading(of: bytes, named: path, modified: modified)
    case .pageText:
      return PageText.reading(of: try decodeText(bytes).text, named: path, modified: modified)
    case .feed:
      return reading(of: try feed(in: bytes, context: DocumentContext(now: modified)))
    case .feedList:
      throw Refusal("this is a list of feeds (OPML); take it in with `khabar feeds import`")
    case .webPage:
      let context = DocumentContext(now: modified)
      var article = try WebPage.article(in: bytes, context: context)
      article.origin = path
      return Reading(articles: [article])
    }
  } catch {
    return Reading(refusals: [error])
  }
}

private func reading(of feed: Feed) -> Reading {
  var feed = feed
  var reading = Reading(articles: feed.articles)
  feed.articles = []
  reading.feed = feed
  return reading
}
