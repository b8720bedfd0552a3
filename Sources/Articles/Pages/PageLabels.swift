/// What a label on a page announces.
enum LabelRole: Hashable, Sendable {
  case title, category, date, author, source, link
  case image, imageCredit
  /// A network or another way to share, on or under the share line.
  case share, network
  case related
  /// Tags and the like: about the article, but nothing to read.
  case tags
  /// Comments, newsletter, copyright: what follows is no longer the article.
  case end
  /// Buttons and leftovers.
  case noise
}

/// A label found at the start of a line, and what stands behind it.
struct LabelMatch: Equatable {
  var role: LabelRole
  /// Empty when the label stands alone.
  var value: String
  /// Whether the label is a common word, which may just as well begin a title or a sentence.
  var isCommonWord = false
}

/// Recognises labels such as «الكاتب:», «مشاركة:», «اقرأ أيضاً:» in their many spellings.
///
/// Spellings are compared folded; the names here are as pages print them.
enum PageLabels {
  /// The label that begins this line. A label is the whole line, or all of it before a colon.
  static func match(_ line: PageLine) -> LabelMatch? {
    let text = withoutDecoration(Substring(line.text))
    if let match = matchBeforeSeparator(text) { return match }
    guard line.cells <= 40 else { return nil }
    if let role = standing[key(text)] { return LabelMatch(role: role, value: "") }
    return matchOpenPrefix(text)
  }

  /// Whether the text is the name of a section that many sites have.
  static func isKnownCategory(_ text: String) -> Bool {
    categories.contains(key(Substring(text)))
  }

  /// Whether the text names a news agency.
  static func isAgency(_ text: String) -> Bool {
    agencies.contains(key(Substring(text)))
  }

  /// Whether the line claims rights, wherever in it the claim stands.
  static func isCopyright(_ line: PageLine) -> Bool {
    guard line.cells <= 160 else { return false }
    if line.text.hasPrefix("©") { return true }
    let words = folded(line.text).split { !$0.isLetter }
    return zip(words, words.dropFirst()).contains { copyrightPhrases.contains("\($0) \($1)") }
  }

  /// A date line without the words that only announce it («نشر في»).
  static func withoutDateLabel(_ text: String) -> String {
    let words = text.unicodeScalars.split(whereSeparator: \.isBlank)
    for length in [3, 2, 1] where words.count > length {
      let label = text.unicodeScalars[..<words[length - 1].endIndex]
      guard standing[key(Substring(label))] == .date || beforeColon[key(Substring(label))] == .date
      else { continue }
      return CategoryLine.withoutSigns(String(text.unicodeScalars[words[length].startIndex...]))
    }
    return text
  }

  // MARK: - Matching

  private static func matchBeforeSeparator(_ text: Substring) -> LabelMatch? {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var distance = 0
    while index < scalars.endIndex, distance < 40 {
      let scalar = scalars[index]
      if ":：׃/|-–".unicodeScalars.contains(scalar) {
        let name = key(text[..<index])
        let rest = text[scalars.index(after: index)...]
        if let role = role(named: name, before: scalar) {
          return LabelMatch(
            role: role, value: String(withoutLeadingDecoration(rest)),
            isCommonWord: standing[name] == nil && scalar != "/")
        }
        if ":：׃".unicodeScalars.contains(scalar) { return nil }
      }
      index = scalars.index(after: index)
      distance += 1
    }
    return nil
  }

  /// A colon may follow every label; a slash or a dash only those of persons and agencies.
  private static func role(named name: String, before separator: Unicode.Scalar) -> LabelRole? {
    let role = standing[name] ?? beforeColon[name]
    if ":：׃".unicodeScalars.contains(separator) { return role }
    if separator == "/" { return role == .author ? role : nil }
    return role == .author && standing[name] == .author ? role : nil
  }

  /// «بقلم فلان», “By Someone”: the name follows without a sign.
  private static func matchOpenPrefix(_ text: Substring) -> LabelMatch? {
    guard let blank = text.unicodeScalars.firstIndex(where: \.isBlank) else { return nil }
    guard let role = open[key(text[..<blank])] else { return nil }
    return LabelMatch(role: role, value: String(trimmed(text[blank...])))
  }

  private static func key(_ text: Substring) -> String {
    folded(withoutDecoration(text))
  }

  /// Without bullets, dashes, brackets, colons and blanks at both ends.
  static func withoutDecoration(_ text: Substring) -> Substring {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isDecoration($0) }),
      let last = scalars.lastIndex(where: { !isDecoration($0) })
    else { return "" }
    // A bracket that closes in front of the end belongs to the text.
    let end = scalars[last...].dropFirst().first
    if end == ")", scalars[first...last].contains(where: { $0 == "(" }) {
      return text[first...scalars.index(after: last)]
    }
    return text[first...last]
  }

  private static func withoutLeadingDecoration(_ text: Substring) -> Substring {
    let rest = text.unicodeScalars.drop {
      $0.isBlank || $0.isInvisible || ":：-–—|".unicodeScalars.contains($0)
    }
    return trimmed(Substring(rest))
  }

  private static let decoration = Set(":：-–—|•●▪■◆►◄»«…*()[]\u{0640}".unicodeScalars)

  private static func isDecoration(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || scalar.isInvisible
      || decoration.contains(scalar)
  }
}
