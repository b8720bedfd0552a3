internal import Typesetting

/// The stems of a title, by which it is told whether another one is about the same.
struct TitleStems {
  /// Of the stems.
  private var hashes: Set<Int64> = []
  /// Titles with more than this in common (Dice) tell the same story.
  private static let sameStory = 0.8

  init(of title: String) {
    forEachWord(of: title) { word in
      hashes.insert(Hash.of(utf8: word.stem))
    }
  }

  func tellsTheSame(as other: TitleStems) -> Bool {
    let both = hashes.count + other.hashes.count
    // The smaller one is all that can be common.
    guard 2 * Double(min(hashes.count, other.hashes.count)) > Self.sameStory * Double(both) else {
      return false
    }
    let common = hashes.count { other.hashes.contains($0) }
    return 2 * Double(common) > Self.sameStory * Double(both)
  }
}
