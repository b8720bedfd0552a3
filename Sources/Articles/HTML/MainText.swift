/// Finds the article on a web page as Readability does: paragraphs speak for what is around them, by their
/// length and their commas, and links against it.
struct MainText {
  /// How strict a search is; one that finds too little is followed by a milder one.
  private struct Strictness {
    /// Whether parts that are called like a sidebar are left out at once.
    var dropsUnlikely: Bool
    /// Whether names of classes weigh.
    var weighsNames: Bool
    /// Whether parts of the article that look like none are left out.
    var cleans: Bool

    static let steps = [
      Strictness(dropsUnlikely: true, weighsNames: true, cleans: true),
      Strictness(dropsUnlikely: false, weighsNames: true, cleans: true),
      Strictness(dropsUnlikely: false, weighsNames: false, cleans: true),
      Strictness(dropsUnlikely: false, weighsNames: false, cleans: false),
    ]
  }

  /// A text this long needs no milder search.
  private static let enough = 500

  private let tree: PageTree
  private var strictness = Strictness.steps[0]
  private var left: Set<Int> = []
  private var scores: [Int: Double] = [:]

  /// The element that holds the article; nil when the page has no text.
  static func element(in page: Element) -> Element? {
    let tree = PageTree(page)
    var best: (element: Element, length: Int)?
    for strictness in Strictness.steps {
      var search = MainText(tree: tree, strictness: strictness)
      guard let found = search.find() else { continue }
      let length = PageTree(found).nodes[0].length
      if length > best?.length ?? 0 { best = (found, length) }
      if length >= enough { break }
    }
    return best?.element
  }

  private init(tree: PageTree, strictness: Strictness) {
    self.tree = tree
    self.strictness = strictness
  }

  private mutating func find() -> Element? {
    leaveOutUnlikely(0)
    scoreParagraphs()
    let parts: [Int]
    if let named = namedText() {
      parts = [named]
    } else {
      guard let top = topCandidate() else { return nil }
      parts = siblings(of: top)
    }
    for part in parts { if strictness.cleans { clean(part) } }
    return Element(
      name: "div", children: parts.map { .element(tree.element($0, without: left)) })
  }

  /// What the page itself calls the text of its article (schema.org), unless it does so more than once.
  private func namedText() -> Int? {
    let named = tree.nodes.indices.filter { index in
      tree.nodes[index].attributes.contains {
        $0.name == "itemprop" && $0.value.lowercasedASCII.contains("articlebody")
      }
    }
    guard named.count == 1, tree.nodes[named[0]].length >= Self.enough else { return nil }
    return tree.linkDensity(named[0]) < 0.5 ? named[0] : nil
  }

  // MARK: - What cannot be the article

  private mutating func leaveOutUnlikely(_ index: Int) {
    for case .node(let child) in tree.nodes[index].children {
      if isUnlikely(child) {
        left.insert(child)
      } else {
        leaveOutUnlikely(child)
      }
    }
  }

  private func isUnlikely(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    if ["nav", "footer", "aside", "form"].contains(node.name) {
      // A page may lie as a whole in a form.
      return node.name != "form" || node.length < 2_000 || tree.linkDensity(index) > 0.3
    }
    if isComments(index) { return true }
    guard strictness.dropsUnlikely else { return false }
    let role = node.attributes.first { $0.name == "role" }?.value ?? ""
    if Self.unlikelyRoles.contains(role) { return true }
    guard !["body", "html", "a", "article", "main", "table", "code"].contains(node.name) else {
      return false
    }
    return contains(node.label, Self.unlikely) && !contains(node.label, Self.maybe)
  }

  /// What readers wrote is not the article however short that is; a box around both is no such.
  private func isComments(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard !["body", "html", "article", "main"].contains(node.name),
      isNamedComments(node) || heading(of: index).flatMap(PageLabels.match)?.role == .end
    else { return false }
    return tree.nodes[0].titles > 0
      ? node.titles == 0 : node.length * 10 < tree.nodes[0].length * 9
  }

  private func isNamedComments(_ node: PageTree.Node) -> Bool {
    let words = node.label.split { !$0.isLetter }
    return words.contains { Self.comments.contains(String($0)) }
      && !words.contains { Self.aroundComments.contains(String($0)) }
  }

  /// The short text with which a box begins.
  private func heading(of index: Int) -> PageLine? {
    guard ["div", "section", "ul", "ol"].contains(tree.nodes[index].name),
      case .node(let first) = tree.nodes[index].children.first(where: {
        if case .text(let text) = $0 { text.contains { !$0.isWhitespace } } else { true }
      }), tree.nodes[first].length <= 60
    else { return nil }
    return PageLine(number: 0, text: cleaned(tree.text(first)))
  }

  private static let comments: Set<String> = [
    "comments", "commentlist", "disqus", "respond", "replies", "تعليقات", "التعليقات",
  ]
  private static let aroundComments: Set<String> = [
    "has", "no", "open", "closed", "enabled", "single", "page", "with",
  ]

  private func contains(_ label: String, _ words: [String]) -> Bool {
    label.utf8.count > 1 && words.contains { label.contains($0) }
  }

  private static let unlikelyRoles: Set<String> = [
    "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "banner",
    "contentinfo", "search",
  ]
  private static let unlikely = [
    "-ad-", "ad-break", "agegate", "banner", "breadcrumb", "combx", "comment", "community",
    "consent",
    "cookie", "cover-wrap", "disqus", "extra", "footer", "gdpr", "header", "legends", "menu",
    "newsletter", "pager", "pagination", "popup", "promo", "related", "remark", "replies", "rss",
    "share", "shoutbox", "sidebar", "skyscraper", "social", "sponsor", "subscribe", "supplemental",
    "toolbar", "widget", "yom-remote",
  ]
  private static let maybe = [
    "and", "article", "body", "column", "content", "main", "mathjax", "shadow", "story", "entry",
  ]

  // MARK: - Scores

  private mutating func scoreParagraphs() {
    for index in tree.nodes.indices where isParagraph(index) && !isLeftOut(index) {
      let node = tree.nodes[index]
      guard node.length >= 25 else { continue }
      let score = 1 + Double(node.commas) + min(Double(node.length) / 100, 3)
      var ancestor = node.parent
      for level in 0..<5 {
        guard let number = ancestor else { break }
        let share: Double = level == 0 ? 1 : level == 1 ? 0.5 : 1 / Double(level * 3)
        scores[number] = (scores[number] ?? startingScore(number)) + score * share
        ancestor = tree.nodes[number].parent
      }
    }
  }

  /// A paragraph, or a box that holds text and no other box.
  private func isParagraph(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    switch node.name {
    case "p", "td", "pre": return true
    case "div", "section", "blockquote":
      return !node.children.contains {
        if case .node(let child) = $0 { Self.boxes.contains(tree.nodes[child].name) } else { false }
      }
    default: return false
    }
  }

  private static let boxes: Set<String> = [
    "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "section", "article",
    "figure",
  ]

  private func isLeftOut(_ index: Int) -> Bool {
    var number: Int? = index
    while let current = number {
      if left.contains(current) { return true }
      number = tree.nodes[current].parent
    }
    return false
  }

  private func startingScore(_ index: Int) -> Double {
    let name = tree.nodes[index].name
    let base: Double =
      switch name {
      case "div": 5
      case "article", "main": 10
      case "pre", "td", "blockquote": 3
      case "address", "ol", "ul", "dl", "dd", "dt", "li", "form": -3
      case "h1", "h2", "h3", "h4", "h5", "h6", "th": -5
      default: 0
      }
    return base + nameWeight(index)
  }

  private func nameWeight(_ index: Int) -> Double {
    guard strictness.weighsNames else { return 0 }
    let label = tree.nodes[index].label
    return (contains(label, Self.good) ? 25 : 0) - (contains(label, Self.bad) ? 25 : 0)
  }

  private static let good = [
    "article", "body", "content", "entry", "hentry", "h-entry", "main", "page", "post", "text",
    "blog",
    "story",
  ]
  private static let bad = [
    "-ad-", "hidden", "banner", "combx", "comment", "com-", "contact", "footer", "gdpr", "masthead",
    "media", "meta", "outbrain", "promo", "related", "scroll", "share", "shoutbox", "sidebar",
    "skyscraper", "sponsor", "shopping", "tags", "widget", "byline",
  ]

  private func weighed(_ index: Int) -> Double {
    (scores[index] ?? 0) * (1 - tree.linkDensity(index))
  }

  private func topCandidate() -> Int? {
    // Of equals the outer one, which comes first.
    let top = scores.keys.sorted().max { weighed($0) < weighed($1) }
    guard var top else { return tree.nodes[0].length > 0 ? 0 : nil }
    top = commonAncestor(of: top) ?? top
    // An ancestor that holds nearly as good parts is the article as a whole.
    let score = weighed(top)
    var parent = tree.nodes[top].parent
    while let number = parent, let own = scores[number], tree.nodes[number].name != "body" {
      if own * (1 - tree.linkDensity(number)) >= score * 0.95 { top = number }
      parent = tree.nodes[number].parent
    }
    // The only child of its parent may leave out brothers of the parent.
    while let parent = tree.nodes[top].parent, tree.nodes[parent].name != "body",
      tree.nodes[parent].children.count(where: { if case .node = $0 { true } else { false } }) == 1
    {
      top = parent
    }
    return top
  }

  /// Where an article is cut into several boxes, all of which do well, what holds at least three of them.
  private func commonAncestor(of top: Int) -> Int? {
    let score = weighed(top)
    let others = scores.keys.filter { $0 != top && weighed($0) >= score * 0.75 }
    guard others.count >= 2 else { return nil }
    let above = others.map { Set(ancestors(of: $0)) }
    return ancestors(of: top).first { ancestor in
      tree.nodes[ancestor].name != "body" && above.count { $0.contains(ancestor) } >= 2
    }
  }

  /// The nearest first.
  private func ancestors(of index: Int) -> [Int] {
    Array(
      sequence(state: tree.nodes[index].parent) { [nodes = tree.nodes] (number: inout Int?) in
        defer { number = number.flatMap { nodes[$0].parent } }
        return number
      })
  }

  /// The candidate and what belongs to it beside it, in document order.
  private func siblings(of top: Int) -> [Int] {
    guard let parent = tree.nodes[top].parent else { return [top] }
    let threshold = max(10, weighed(top) * 0.2)
    return tree.nodes[parent].children.compactMap { child -> Int? in
      guard case .node(let number) = child, !left.contains(number) else { return nil }
      if number == top { return number }
      let label = tree.nodes[number].label
      let bonus = label.utf8.count > 1 && label == tree.nodes[top].label ? weighed(top) * 0.2 : 0
      if weighed(number) + bonus >= threshold { return number }
      guard tree.nodes[number].name == "p" else { return nil }
      let (length, density) = (tree.nodes[number].length, tree.linkDensity(number))
      let isSentence = tree.text(number).contains { ".؟!۔".contains($0) }
      return length > 80 && density < 0.25
        || length > 0 && length <= 80 && density == 0 && isSentence
        ? number : nil
    }
  }

  // MARK: - What is no part of the article

  private mutating func clean(_ index: Int) {
    for case .node(let child) in tree.nodes[index].children where !left.contains(child) {
      if isDebris(child) {
        left.insert(child)
      } else {
        clean(child)
      }
    }
  }

  private func isDebris(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    if ["footer", "aside", "nav", "object", "embed", "iframe"].contains(node.name) { return true }
    if node.length < 500, contains(node.label, ["share", "sharedaddy"]) { return true }
    switch node.name {
    case "h1", "h2": return nameWeight(index) < 0
    case "ul", "ol", "div", "section", "table", "form", "fieldset": return isFishy(index)
    default: return false
    }
  }

  private func isFishy(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    let weight = nameWeight(index)
    if weight < 0 { return true }
    guard node.commas < 10 else { return false }
    if node.name == "table", isDataTable(index) { return false }
    let paragraphs = tree.count(["p"], in: index)
    let pictures = tree.count(["img", "picture"], in: index)
    let items = tree.count(["li"], in: index) - 100
    let inputs = tree.count(["input", "select", "textarea"], in: index)
    let density = tree.linkDensity(index)
    let isList = node.name == "ul" || node.name == "ol" || isMostlyList(index)
    if pictures > 1, Double(paragraphs) / Double(pictures) < 0.5, !isInFigure(index), !isList {
      return true
    }
    if !isList, items > paragraphs || inputs > paragraphs / 3 && inputs > 0 { return true }
    if !isList, node.length < 25, pictures == 0 || pictures > 2, density > 0 { return true }
    if !isList, weight < 25, density > 0.2 { return true }
    return density > 0.5
  }

  private func isMostlyList(_ index: Int) -> Bool {
    let length = tree.nodes[index].children.reduce(0) { sum, child in
      guard case .node(let number) = child, ["ul", "ol"].contains(tree.nodes[number].name) else {
        return sum
      }
      return sum + tree.nodes[number].length
    }
    return length * 10 > tree.nodes[index].length * 9
  }

  private func isDataTable(_ index: Int) -> Bool {
    tree.count(["th", "caption", "thead"], in: index) > 0
      || tree.count(["tr"], in: index) >= 4 && tree.count(["table"], in: index) == 0
  }

  private func isInFigure(_ index: Int) -> Bool {
    var number = tree.nodes[index].parent
    while let current = number {
      if tree.nodes[current].name == "figure" { return true }
      number = tree.nodes[current].parent
    }
    return false
  }
}
