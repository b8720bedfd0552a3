// Lines without a label: the title, the paragraphs, the related titles.

extension SectionReader {
  mutating func readText(_ index: Int) {
    let line = lines[index]
    switch state {
    case .head:
      readHead(index)
    case .body:
      if PageLabels.isCopyright(line), !isFollowedByText[index] {
        state = .end
      } else {
        addToBody(line)
      }
    case .related:
      readRelated(line)
    case .tail:
      // A sentence means that the share line stood in the middle of the text.
      if line.isSentence, !PageLabels.isCopyright(line) { addToBody(line) }
    case .end:
      break
    }
  }

  // MARK: - Head

  private mutating func readHead(_ index: Int) {
    let line = lines[index]
    guard let found = title else {
      readTitle(line)
      return
    }
    // A title that a page repeats is one title.
    if line.text == found { return }
    if isKicker(found, before: index) {
      title = line.text
      add(.block(Block(.heading, found, level: 2)))
    } else if isSubtitle(index) {
      add(.block(Block(.heading, line.text, level: 2)))
    } else {
      addToBody(line)
    }
  }

  /// The first line is the title. One too long for that is the first paragraph, and lends the title its
  /// first words.
  private mutating func readTitle(_ line: PageLine) {
    let text = line.withoutHashes
    // A bullet or a dash that lost its text is no title.
    guard
      text.unicodeScalars.contains(where: { scalar in
        let properties = scalar.properties
        return properties.isAlphabetic || properties.numericType != nil
          || properties.isEmojiPresentation
      })
    else { return }
    if line.cells <= 160 {
      title = text
      return
    }
    title = Self.firstWords(of: text)
    addToBody(line)
  }

  private static func firstWords(of text: String) -> String {
    var result = ""
    var cells = 0
    for word in text.unicodeScalars.prefix(400).split(whereSeparator: \.isBlank) {
      cells += word.count + 1
      guard cells <= 90 else { break }
      result += (result.isEmpty ? "" : " ") + String(word)
    }
    return (result.isEmpty ? String(text.unicodeScalars.prefix(80)) : result) + "…"
  }

  /// A line of one to three words above a longer one that is no sentence, under a category or a date.
  private func isKicker(_ found: String, before index: Int) -> Bool {
    let line = lines[index]
    return hasHead && textCount == 0 && !isHardWrapped && cellEstimate(found) <= 25
      && found.split(separator: " ").count <= 3 && line.cells > 40 && !line.isSentence
      && isFollowedByText[index]
  }

  /// A short line between the title and the first long sentence, which is neither a sentence itself nor
  /// opens with a place or an agency.
  private func isSubtitle(_ index: Int) -> Bool {
    let line = lines[index]
    guard hasHead, textCount == 0, !isHardWrapped, !line.isSentence, line.cells >= 15,
      line.afterBullet == nil, line.listNumber == nil, index + 1 < lines.count
    else { return false }
    let isDateline = line.text.contains { ":–—".contains($0) } || line.text.contains(" - ")
    return !isDateline && !"،,؛".contains(line.text.last ?? " ") && lines[index + 1].isSentence
      && matches[index + 1] == nil
  }

  // MARK: - Body

  mutating func addToBody(_ line: PageLine) {
    state = .body
    add(.line(line))
  }

  // MARK: - Related titles

  /// A long line or one that ends in a full stop is the article going on.
  private mutating func readRelated(_ line: PageLine) {
    if line.cells > 120 || line.text.hasSuffix(".") && line.hasFullStop {
      if !PageLabels.isCopyright(line) { addToBody(line) }
      return
    }
    guard !line.isDrawnRule else {
      state = .tail
      return
    }
    addRelated(line.withoutListMarker)
  }

  /// Takes an address at the end of the title as its link.
  mutating func addRelated(_ text: String) {
    let words = text.unicodeScalars.split(whereSeparator: \.isBlank)
    guard let last = words.last.map(String.init), isLink(last) else {
      article.related.append(RelatedTitle(text))
      return
    }
    let title = CategoryLine.withoutSigns(
      String(text.unicodeScalars.dropLast(last.unicodeScalars.count)))
    article.related.append(RelatedTitle(title.isEmpty ? last : title, url: last))
  }
}

extension PageLine {
  /// Without the `#` of a Markdown heading.
  var withoutHashes: String {
    guard let level = headingLevel else { return text }
    return String(trimmed(Substring(text.unicodeScalars.dropFirst(level))))
  }

  /// 1–6, for a line with as many `#` and a blank before it.
  var headingLevel: Int? {
    let hashes = text.unicodeScalars.prefix { $0 == "#" }.count
    guard (1...6).contains(hashes), text.unicodeScalars.dropFirst(hashes).first?.isBlank == true
    else { return nil }
    return hashes
  }

  var withoutListMarker: String {
    if let rest = afterBullet, !rest.isEmpty { return rest }
    guard listNumber != nil else { return text }
    let rest = text.unicodeScalars.drop { $0.digitValue != nil }.dropFirst()
    let plain = String(trimmed(Substring(rest)))
    return plain.isEmpty ? text : plain
  }
}
