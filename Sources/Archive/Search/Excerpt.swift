internal import Articles
internal import Typesetting

/// Finds the words of a text that a query asks for.
struct Matcher {
  /// Hashes of stems.
  private var stems: Set<Int64> = []
  /// Whether any of them ends so: most words need not be looked up.
  private var mayMatch = [Bool](repeating: false, count: Int(mask) + 1)
  private static let mask: Int64 = 0xFFF

  init(_ groups: [Group]) {
    for group in groups {
      stems.formUnion(group.stems.map { Hash.of($0.stem) })
      stems.formUnion(group.clause.words.map { Hash.of($0.stem) })
    }
    for stem in stems { mayMatch[Int(stem & Self.mask)] = true }
  }

  struct Match {
    var range: Range<Int>
    /// Its hash.
    var stem: Int64
  }

  func matches(in text: String) -> [Match] {
    var matches: [Match] = []
    forEachWord(of: text) { word in
      let hash = Hash.of(utf8: word.stem)
      if mayMatch[Int(hash & Self.mask)], stems.contains(hash) {
        matches.append(Match(range: word.source, stem: hash))
      }
    }
    return matches
  }
}

/// A piece of an article around the words that were asked for.
struct Excerpt {
  private(set) var text = ""
  private(set) var matches: [Range<Int>] = []

  /// UTF-8 bytes of the text before the first match and in all, about.
  private static let before = 80
  private static let length = 360
  /// Bytes of an article that are searched for the best place, at most.
  private static let mostBytes = 24_000

  /// The piece with most different words; the beginning when there is none at all.
  init(of texts: [String], _ matcher: Matcher) {
    var best: (score: Int, text: String, window: ArraySlice<Matcher.Match>)?
    var room = Excerpt.mostBytes
    for text in texts where room > 0 {
      room -= text.utf8.count
      let matches = matcher.matches(in: text)
      for start in matches.indices {
        let limit = matches[start].range.lowerBound + Excerpt.length - Excerpt.before
        let window = matches[start...].prefix { $0.range.upperBound <= limit }
        let score = 100 * Set(window.map(\.stem)).count + window.count
        if score > best?.score ?? 0 { best = (score, text, window) }
      }
    }
    guard let best, let first = best.window.first else {
      cut(texts.first { !$0.isEmpty } ?? "", from: 0, around: [])
      return
    }
    cut(
      best.text, from: first.range.lowerBound - Excerpt.before, around: best.window.map(\.range))
  }

  /// Cuts at spaces and says with «…» that there is more.
  private mutating func cut(_ whole: String, from start: Int, around matches: [Range<Int>]) {
    let bytes = Array(whole.utf8)
    func space(from index: Int) -> Int? {
      index >= bytes.count ? nil : bytes[index...].firstIndex(of: 0x20)
    }
    let firstMatch = matches.first?.lowerBound ?? 0
    var begin = 0
    if start > 0 { begin = min(space(from: start).map { $0 + 1 } ?? firstMatch, firstMatch) }
    let least = max(matches.last?.upperBound ?? 0, begin + Excerpt.length)
    let end = space(from: least) ?? bytes.count
    let lead = begin > 0 ? "…" : ""
    let piece = String(decoding: bytes[begin..<end], as: UTF8.self)
    text = lead + piece + (end < bytes.count ? "…" : "")
    let shift = lead.utf8.count - begin
    self.matches = matches.map { $0.lowerBound + shift..<$0.upperBound + shift }
  }
}
