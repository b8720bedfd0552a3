/// Lines of a site around an article's text, recognised by their labels as on a saved page: what to share,
/// what to read also, advertisements.
struct BlockLabels {
  private let blocks: [Block]
  private let title: String
  private(set) var kept: [Block] = []
  private(set) var related: [RelatedTitle] = []
  private(set) var shareLine: String?
  private(set) var author: String?
  /// Under a label such as «اقرأ أيضاً:».
  private var isUnderRelated = false
  /// Whether a title under it led somewhere: then none comes that does not.
  private var hasLinkedTitle = false
  private var isUnderShare = false
  private var textCount = 0

  init(blocks: [Block], title: String) {
    self.blocks = blocks
    self.title = title
  }

  mutating func read() {
    for (index, block) in blocks.enumerated() {
      if readRelated(block, at: index) { continue }
      if let match = label(of: block), read(match, block, at: index) { continue }
      guard !isFeedFooter(block) else { continue }
      isUnderShare = false
      keep(block)
    }
    // A heading or a rule that announced what is gone.
    while let last = kept.last, last.kind == .rule { kept.removeLast() }
  }

  private mutating func keep(_ block: Block) {
    // Some feeds repeat the title as the first line.
    if textCount == 0, block.kind == .heading, block.text == title { return }
    kept.append(block)
    if block.kind != .image, block.kind != .rule { textCount += 1 }
  }

  private func label(of block: Block) -> LabelMatch? {
    guard block.kind == .paragraph || block.kind == .heading || block.kind == .listItem else {
      return nil
    }
    guard block.text.utf8.count <= 600 else { return nil }
    return PageLabels.match(PageLine(number: 0, text: block.text))
  }

  /// False when the block is part of the text after all.
  private mutating func read(_ match: LabelMatch, _ block: Block, at index: Int) -> Bool {
    switch match.role {
    case .related: return readRelatedLabel(match, block)
    case .share where cellEstimate(match.value) <= 120 && !match.isCommonWord && isNearEnd(index):
      if !match.value.isEmpty { shareLine = match.value }
      isUnderShare = true
      return true
    case .network where isUnderShare: return true
    case .noise where cellEstimate(block.text) <= 40 && match.value.isEmpty: return true
    case .author where author == nil && !match.value.isEmpty && isAtEdge(index):
      guard cellEstimate(match.value) <= 60, !match.isCommonWord || isNearEnd(index) else {
        return false
      }
      author = match.value
      return true
    case .tags
    where isNearEnd(index) && cellEstimate(block.text) <= 200 && block.kind == .paragraph:
      return true
    default: return false
    }
  }

  private func isAtEdge(_ index: Int) -> Bool { index < 2 || index >= blocks.count - 3 }

  private func isNearEnd(_ index: Int) -> Bool {
    index * 2 >= blocks.count || blocks.count - index <= 6 || textCount == 0
  }

  // MARK: - Read also

  private mutating func readRelatedLabel(_ match: LabelMatch, _ block: Block) -> Bool {
    if match.value.isEmpty {
      // «المزيد» with a link leads to the article itself.
      if block.links != nil { return !match.isCommonWord }
      guard !match.isCommonWord else { return false }
      (isUnderRelated, hasLinkedTitle) = (true, false)
      return true
    }
    guard cellEstimate(match.value) <= 160, !match.isCommonWord || block.links != nil else {
      return false
    }
    add(match.value, link: block.links?.last?.url)
    return true
  }

  /// What leads somewhere and what is a list under the label are titles. Other lines may be the article going
  /// on, which not everybody ends with a full stop: they are titles only when no more than short ones come.
  private mutating func readRelated(_ block: Block, at index: Int) -> Bool {
    guard isUnderRelated else { return false }
    let leads = block.kind == .listItem || isLink(block)
    let isTitle = leads || block.kind == .rule || !hasLinkedTitle && areTitles(from: index)
    guard block.kind != .heading, block.kind != .code, isTitle, cellEstimate(block.text) <= 160
    else {
      isUnderRelated = false
      return false
    }
    if label(of: block).map({ $0.role != .related && $0.role != .title }) == true {
      isUnderRelated = false
      return false
    }
    if block.kind == .rule { isUnderRelated = false }
    if !block.text.isEmpty { add(block.text, link: block.links?.first?.url) }
    hasLinkedTitle = hasLinkedTitle || leads
    return true
  }

  /// Whether more than half of a block leads somewhere; a sentence may have a link too.
  private func isLink(_ block: Block) -> Bool {
    let linked = block.links?.reduce(0) { $0 + $1.end - $1.start } ?? 0
    return 2 * linked > block.text.utf8.count
  }

  private func areTitles(from index: Int) -> Bool {
    let rest = blocks[index...].prefix { $0.kind != .heading && $0.kind != .rule }
    return rest.count <= 8
      && rest.allSatisfy { block in
        let line = PageLine(number: 0, text: block.text)
        return !line.isSentence && line.cells <= 90
      }
  }

  private mutating func add(_ text: String, link: String?) {
    guard related.count < 32 else { return }
    related.append(RelatedTitle(text, url: link))
  }

  // MARK: - What feeds add

  /// «The post … appeared first on ….», in the languages that WordPress says it in most.
  private func isFeedFooter(_ block: Block) -> Bool {
    guard block.kind == .paragraph, block.text.utf8.count <= 800 else { return false }
    let text = block.text
    guard block.links != nil || text.utf8.count <= 20 || text.utf8.starts(with: "The post ".utf8)
    else { return false }
    return text.hasPrefix("The post ") && text.hasBytes(of: "appeared first on")
      || block.links != nil && text.hasBytes(of: "ظهرت") && text.hasBytes(of: "أولاً على")
      || block.links != nil && text.hasBytes(of: "اولین بار در")
      || ["Read more", "Continue reading", "[…]", "[...]"].contains(text)
  }
}
