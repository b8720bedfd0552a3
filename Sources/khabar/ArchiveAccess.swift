import Archive
import Articles

/// Runs archive work and turns its errors into failures with an exit code.
func guarded<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let error as ArchiveError {
    throw Failure(error)
  }
}

extension Archive {
  /// All articles of a list, read page by page.
  func headlines(_ filter: Filter, limit: Int?) throws -> [Headline] {
    var headlines: [Headline] = []
    var place = Place.newest
    while headlines.count < limit ?? .max {
      let wanted = min(500, (limit ?? .max) - headlines.count)
      let page = try self.headlines(filter, from: place, limit: wanted)
      headlines += page
      guard page.count == wanted, let last = page.last else { break }
      place = .after(last.key)
    }
    return headlines
  }

  /// The article, or a failure that says that there is none.
  func article(numbered id: Int64) throws -> StoredArticle {
    guard let article = try guarded({ try self.article(id) }) else {
      throw Failure(.noInput, "no article has the number \(id); `khabar list` shows the numbers")
    }
    return article
  }
}
