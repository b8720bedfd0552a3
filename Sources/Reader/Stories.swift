import Articles
import Typesetting

/// Articles of one day that tell of the same event, shown as one line.
///
/// Only what the list has loaded is grouped, some hundred titles, so that neither the first paint nor a
/// key waits longer where the archive is greater. An article joins the first story of its day with whose
/// first article its title has enough stems in common: comparing with one article keeps a chain of
/// likenesses from leading elsewhere. The day bounds a story because headings and their counts do.
package struct Story: Equatable, Sendable {
  /// In list order; at least two. The first one stands for the story.
  package let articles: [Int64]
  /// How many different sources are named.
  package let sources: Int
}

/// The stories among headlines in list order.
func stories(among headlines: [Headline]) -> [Story] {
  var stories: [Story] = []
  var start = 0
  while start < headlines.count {
    let day = headlines[start].date?.daysSinceEpoch
    let end =
      headlines[start...].firstIndex { $0.date?.daysSinceEpoch != day } ?? headlines.count
    // The undated have nothing to do with each other.
    if day != nil { stories += StoriesOfDay(headlines[start..<end]).stories }
    start = end
  }
  return stories
}

private struct StoriesOfDay {
  /// Less in common (Dice over the stems of two titles) is another event. In a sample of five sources
  /// nearly all pairs above it told of one event.
  private static let likeness = 0.4
  /// Two words may be a mere subject: «أسعار النفط».
  private static let leastCommon = 3
  /// A stem in more titles than this says too little to look all of them up.
  private static let mostLeads = 40

  private struct Lead {
    var title: StoryTitle
    var articles: [Headline]
  }

  private var leads: [Lead] = []
  private var leadsByStem: [String: [Int]] = [:]

  init(_ headlines: ArraySlice<Headline>) {
    for headline in headlines { add(headline) }
  }

  var stories: [Story] {
    leads.filter { $0.articles.count > 1 }.map { lead in
      Story(
        articles: lead.articles.map(\.id), sources: Set(lead.articles.compactMap(\.source)).count)
    }
  }

  private mutating func add(_ headline: Headline) {
    let title = StoryTitle(headline)
    let stems = Set(title.stems)
    var common: [Int: Int] = [:]
    for stem in stems {
      guard let leads = leadsByStem[stem], leads.count <= Self.mostLeads else { continue }
      for lead in leads { common[lead, default: 0] += 1 }
    }
    let nearest = common.filter { $0.value >= Self.leastCommon }
      .map {
        let both = Set(leads[$0.key].title.stems).count + stems.count
        return (lead: $0.key, likeness: 2 * Double($0.value) / Double(both))
      }
      .filter { $0.likeness >= Self.likeness && !leads[$0.lead].title.tellsOfAnother(than: title) }
      .max { ($0.likeness, $1.lead) < ($1.likeness, $0.lead) }
    if let nearest {
      leads[nearest.lead].articles.append(headline)
      return
    }
    for stem in stems { leadsByStem[stem, default: []].append(leads.count) }
    leads.append(Lead(title: title, articles: [headline]))
  }
}

/// The words of a title that say what happened, in their order.
private struct StoryTitle {
  let stems: [String]
  /// Those of the title and of the beginning of the text.
  private let known: Set<String>

  init(_ headline: Headline) {
    func telling(_ text: String) -> [String] {
      words(of: text).filter {
        $0.stem.unicodeScalars.count > 1 && !stopWords.contains($0.folded)
      }.map(\.stem)
    }
    stems = telling(headline.title)
    known = Set(stems).union(telling(headline.excerpt))
  }

  /// Whether one title has a word in the place of another's that its text knows nothing of: «زلزال يضرب
  /// إيران» and «زلزال يضرب اليابان» are two events.
  func tellsOfAnother(than other: StoryTitle) -> Bool {
    gaps(to: other).contains { own, others in
      own.count == others.count && (1...2).contains(own.count)
        && zip(own, others).contains {
          Self.differ($0, $1) && !other.known.contains($0) && !known.contains($1)
        }
    }
  }

  /// Numbers change as news goes on, verbs with who tells it, and one root has many words.
  private static func differ(_ one: String, _ other: String) -> Bool {
    func isNumber(_ word: String) -> Bool { word.utf8.first.map { $0 < 0x3A } ?? false }
    func isVerb(_ word: String) -> Bool { word.hasPrefix("ي") || word.hasPrefix("ت") }
    return !isNumber(one) && !isNumber(other) && !(isVerb(one) && isVerb(other))
      && !one.contains(other) && !other.contains(one)
      && !one.unicodeScalars.prefix(3).elementsEqual(other.unicodeScalars.prefix(3))
  }

  /// What stands between words that both titles have in the same order (a longest common subsequence).
  private func gaps(to other: StoryTitle) -> [(own: ArraySlice<String>, others: ArraySlice<String>)]
  {
    let (own, others) = (stems.prefix(40), other.stems.prefix(40))
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: others.count + 1), count: own.count + 1)
    for i in own.indices.reversed() {
      for j in others.indices.reversed() {
        lengths[i][j] =
          own[i] == others[j]
          ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var gaps: [(own: ArraySlice<String>, others: ArraySlice<String>)] = []
    var (i, j) = (0, 0)
    var start = (0, 0)
    while i < own.count, j < others.count {
      if own[i] == others[j] {
        gaps.append((own[start.0..<i], others[start.1..<j]))
        (i, j) = (i + 1, j + 1)
        start = (i, j)
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    gaps.append((own[start.0...], others[start.1...]))
    return gaps
  }
}

extension ListState {
  /// Puts other headlines in place of what is loaded. What was selected and at the top stays so, or the
  /// article that now stands for it does.
  mutating func load(_ headlines: [Headline], groupsStories: Bool) {
    let kept = [current?.id, rows.indices.contains(top) ? rows[top].id : nil]
    loaded = headlines
    let found = groupsStories ? Reader.stories(among: headlines) : []
    stories = Dictionary(
      found.map { ($0.articles[0], $0) }, uniquingKeysWith: { first, _ in first })
    leads = Dictionary(
      found.flatMap { story in story.articles.dropFirst().map { ($0, story.articles[0]) } },
      uniquingKeysWith: { first, _ in first })
    arrange()
    selected = kept[0].flatMap(row) ?? min(selected, max(0, rows.count - 1))
    top = kept[1].flatMap(row) ?? min(top, max(0, rows.count - 1))
  }

  /// Opens or closes the story the article belongs to; the selection stays, or goes to the first article.
  /// False when it belongs to none.
  mutating func toggleStory(of id: Int64) -> Bool {
    let lead = leads[id] ?? id
    guard stories[lead] != nil else { return false }
    if opened.remove(lead) == nil { opened.insert(lead) }
    let first = rows.indices.contains(top) ? rows[top].id : lead
    arrange()
    top = row(of: first) ?? 0
    selected = row(of: lead) ?? 0
    return true
  }

  /// Makes sure that an article which is loaded has a row of its own.
  mutating func reveal(_ id: Int64) {
    guard let lead = leads[id], !opened.contains(lead) else { return }
    let chosen = current?.id
    _ = toggleStory(of: id)
    if let chosen, let index = row(of: chosen) { selected = index }
  }

  /// The row of a loaded article or, while its story is closed, of the first one of that.
  func row(of id: Int64) -> Int? {
    rows.firstIndex { $0.id == id }
      ?? leads[id].flatMap { lead in rows.firstIndex { $0.id == lead } }
  }

  /// Index into ``loaded`` of the article that stands for the one in a row: the leads keep the order of
  /// the list, members of an open story stand behind theirs.
  func loadedIndex(ofRow row: Int) -> Int? {
    guard rows.indices.contains(row) else { return nil }
    let id = leads[rows[row].id] ?? rows[row].id
    return loaded.firstIndex { $0.id == id }
  }

  /// Index into ``loaded`` of the selected article.
  var place: Int? { current.flatMap { chosen in loaded.firstIndex { $0.id == chosen.id } } }

  private mutating func arrange() {
    guard !stories.isEmpty else {
      rows = loaded
      return
    }
    let byID = Dictionary(loaded.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    rows = loaded.filter { leads[$0.id] == nil }.flatMap { headline in
      guard opened.contains(headline.id), let story = stories[headline.id] else {
        return [headline]
      }
      return story.articles.compactMap { byID[$0] }
    }
  }
}
