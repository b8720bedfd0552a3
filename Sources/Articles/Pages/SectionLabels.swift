// Lines with a label, and where on the page each is believed.

extension SectionReader {
  /// False when the line only looks like a label.
  mutating func readLabel(_ match: LabelMatch, at index: Int) -> Bool {
    switch match.role {
    case .image: readImage(match)
    case .imageCredit: readCredit(match)
    case .share: readShare(match, at: index)
    case .network: readNetwork(at: index)
    case .related: readRelatedLabel(match)
    case .tags: leaveBody(for: .tail, match)
    case .end: leaveBody(for: .end, match)
    case .noise: lines[index].cells <= 40
    case .title, .category, .date, .author, .source, .link: readField(match, at: index)
    }
  }

  // MARK: - Pictures

  private mutating func readImage(_ match: LabelMatch) -> Bool {
    guard cellEstimate(match.value) <= 200 else { return false }
    guard state != .end else { return true }
    var block = Block(.image, "")
    if isLink(match.value) {
      block.url = match.value
    } else {
      block.text = match.value
    }
    add(.block(block))
    isAfterImage = true
    return true
  }

  private mutating func readCredit(_ match: LabelMatch) -> Bool {
    guard isAfterImage else { return false }
    let line = match.value
    addCredit(line.isEmpty ? "Getty Images" : line)
    isAfterImage = false
    return true
  }

  // MARK: - Share line

  private mutating func readShare(_ match: LabelMatch, at index: Int) -> Bool {
    guard cellEstimate(match.value) <= 120 else { return false }
    if state == .body, !match.value.isEmpty, match.isCommonWord || isFollowedByText[index] {
      return false
    }
    addToShareLine(match.value)
    isAfterShare = true
    if state == .body, textCount >= 2 { state = .tail }
    return true
  }

  /// The name of a network means sharing only near a share label, and outside the text.
  private mutating func readNetwork(at index: Int) -> Bool {
    guard isAfterShare || state == .tail || (state == .head && title != nil) else { return false }
    addToShareLine(CategoryLine.withoutSigns(lines[index].text))
    isAfterShare = true
    return true
  }

  private mutating func addToShareLine(_ text: String) {
    guard !text.isEmpty else { return }
    article.shareLine = article.shareLine.map { "\($0) \(text)" } ?? text
  }

  // MARK: - Related titles

  private mutating func readRelatedLabel(_ match: LabelMatch) -> Bool {
    if match.value.isEmpty {
      guard !match.isCommonWord else { return false }
      if title != nil { state = .related }
      return true
    }
    guard cellEstimate(match.value) <= 160 else { return false }
    addRelated(match.value)
    return true
  }

  // MARK: - What follows the article

  private mutating func leaveBody(for next: State, _ match: LabelMatch) -> Bool {
    guard cellEstimate(match.value) <= 200 else { return false }
    if match.value.isEmpty, textCount >= 1 { state = next }
    return true
  }

  // MARK: - Fields

  private mutating func readField(_ match: LabelMatch, at index: Int) -> Bool {
    guard state != .end else { return true }
    let isInText = textCount > 0 && isFollowedByText[index]
    guard !isInText || match.role == .link else { return false }
    if match.value.isEmpty {
      guard !match.isCommonWord else { return false }
      pending = match.role
      return true
    }
    return set(match.role, to: match.value, isCommonWord: match.isCommonWord)
  }

  /// Takes the first value of a field; a second one is dropped. False when the value cannot be one.
  mutating func set(_ role: LabelRole, to value: String, isCommonWord: Bool) -> Bool {
    switch role {
    case .title:
      guard title == nil else { return false }
      title = value
    case .category:
      guard cellEstimate(value) <= 60 else { return false }
      if article.category.isEmpty { article.category = CategoryLine.withoutSigns(value) }
    case .date:
      return setDate(value, isCommonWord: isCommonWord)
    case .author:
      guard isName(value), title != nil || !isCommonWord else { return false }
      article.author = article.author ?? value
    case .source:
      guard isName(value), title != nil || !isCommonWord else { return false }
      article.source = article.source ?? value
    case .link:
      guard isLink(value) else { return false }
      article.url = article.url ?? value
    default:
      return false
    }
    return true
  }

  private mutating func setDate(_ value: String, isCommonWord: Bool) -> Bool {
    guard cellEstimate(value) <= 80 else { return false }
    let date = context.labelledDate(in: value)
    guard date != nil || !isCommonWord else { return false }
    guard article.date == nil else { return true }
    article.date = date
    article.dateText = value
    return true
  }

  /// Short, without the signs of a sentence or a quotation.
  private func isName(_ value: String) -> Bool {
    guard cellEstimate(value) <= 60, value.split(separator: " ").count <= 8 else { return false }
    return !value.contains { "؟?!\"«“".contains($0) } && !value.hasSuffix(".")
  }
}
