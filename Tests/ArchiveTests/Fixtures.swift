import Archive
import Articles
import Foundation

/// A folder of its own for one test.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "khabar-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var archive: String { path + "/archive.sqlite" }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}

/// Numbers that are the same in every run (SplitMix64).
struct Repeatable: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Article {
  /// An article with plain paragraphs.
  static func story(
    _ title: String, _ paragraphs: [String] = ["متن الخبر"], category: String = "سياسة",
    day: Int? = 20_000, origin: String? = nil
  ) -> Article {
    Article(
      title: title, category: category,
      date: day.map { ArticleDate(daysSinceEpoch: $0) },
      blocks: paragraphs.map { Block(.paragraph, $0) }, origin: origin)
  }
}

extension Archive {
  /// The number of the only article handed in.
  @discardableResult
  func take(_ article: Article) throws -> Addition.Item? {
    try add([article], at: 1).items.first
  }

  /// All articles of a list.
  func list(_ filter: Filter = Filter()) throws -> [Headline] {
    try headlines(filter, from: .newest, limit: .max)
  }
}
