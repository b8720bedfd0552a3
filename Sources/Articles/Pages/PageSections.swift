/// Cuts a page into its articles.
enum PageSections {
  /// A rule of tatweel ends an article. A drawn rule does when the head of an article follows, and so does
  /// a line `● category date` once the text of the previous article has been seen.
  static func split(_ lines: [PageLine], context: PageContext) -> [[PageLine]] {
    var sections: [[PageLine]] = []
    var current: [PageLine] = []
    var hasText = false
    for (index, line) in lines.enumerated() {
      if line.isTatweelRule || (line.isDrawnRule && hasHead(lines[(index + 1)...], context)) {
        sections.append(current)
        current = []
        hasText = false
        continue
      }
      if hasText, isCategoryLine(lines, at: index, context) {
        let images = trailingImages(&current)
        sections.append(current)
        current = images
        hasText = false
      }
      hasText = hasText || (line.isSentence && !line.isDrawnRule)
      current.append(line)
    }
    sections.append(current)
    return sections.filter { $0.contains { !$0.isBlank } }
  }

  /// Whether one of the next four lines is a category and date line.
  private static func hasHead(_ lines: ArraySlice<PageLine>, _ context: PageContext) -> Bool {
    lines.prefix(12).filter { !$0.isBlank }.prefix(4).contains { line in
      line.afterBullet.flatMap { CategoryLine($0, context: context) } != nil
        || context.date(in: line.text) != nil
    }
  }

  /// A line with a round bullet, a category and a date that is no item of a list.
  private static func isCategoryLine(
    _ lines: [PageLine], at index: Int, _ context: PageContext
  ) -> Bool {
    guard lines[index].text.hasPrefix("●"), let rest = lines[index].afterBullet,
      let line = CategoryLine(rest, context: context), !line.category.isEmpty,
      line.category.split(separator: " ").count <= 5
    else { return false }
    let previous = lines[..<index].suffix(3).last { !$0.isBlank }
    let next = lines[(index + 1)...].prefix(3).first { !$0.isBlank }
    return previous?.afterBullet == nil && next?.afterBullet == nil
  }

  /// Pictures above a category line belong to the article that it opens.
  private static func trailingImages(_ lines: inout [PageLine]) -> [PageLine] {
    var images: [PageLine] = []
    while let last = lines.last,
      last.isBlank || PageLabels.match(last) == LabelMatch(role: .image, value: "")
    {
      images.append(lines.removeLast())
    }
    return images.reversed()
  }
}
