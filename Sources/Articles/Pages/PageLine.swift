/// A line of a page, cleaned.
struct PageLine: Equatable, Sendable {
  /// From 1, in the file.
  var number: Int
  var text: String
  /// About how wide it is, in cells.
  var cells: Int

  init(number: Int, text: String) {
    self.number = number
    self.text = text
    cells = cellEstimate(text)
  }

  var isBlank: Bool { text.isEmpty }

  /// Long or a whole sentence: text of an article rather than a title or a label.
  var isSentence: Bool { cells > 120 || hasFullStop }

  /// Ends in a full stop, question or exclamation mark, before any closing quotation marks. Two full stops
  /// or an ellipsis are how headlines trail off.
  var hasFullStop: Bool {
    let scalars = text.unicodeScalars.reversed().drop { "\"”»)’'".unicodeScalars.contains($0) }
    guard let last = scalars.first else { return false }
    if last == "." { return scalars.dropFirst().first != "." }
    return "؟!?۔".unicodeScalars.contains(last)
  }

  /// «ـــــــ ــ»: a line of tatweel and blanks, at least three of them.
  var isTatweelRule: Bool {
    var count = 0
    for scalar in text.unicodeScalars {
      if scalar == "\u{0640}" {
        count += 1
      } else if !scalar.isBlank && !scalar.isInvisible {
        return false
      }
    }
    return count >= 3
  }

  /// A line of three or more of the same drawing character.
  var isDrawnRule: Bool {
    guard let first = text.unicodeScalars.first,
      "-–—_=*•─━".unicodeScalars.contains(first)
    else { return false }
    let drawn = text.unicodeScalars.lazy.filter { !$0.isBlank }
    return drawn.allSatisfy { $0 == first } && drawn.prefix(3).count == 3
  }

  /// The rest behind a bullet (● • ▪ ■ ◆ ► ◄ * - – or a tatweel used as a dash); nil without one.
  var afterBullet: String? {
    guard let first = text.unicodeScalars.first else { return nil }
    let rest = text.unicodeScalars.dropFirst()
    let needsBlank = "*-–—\u{0640}".unicodeScalars.contains(first)
    guard needsBlank || "●•▪■◆►◄".unicodeScalars.contains(first) else { return nil }
    if needsBlank, rest.first?.isBlank != true { return nil }
    return String(trimmed(Substring(rest)))
  }

  /// The number before a list item such as `3. ` or `٣) `.
  var listNumber: Int? {
    var number = 0
    var digits = 0
    for scalar in text.unicodeScalars {
      guard let digit = scalar.digitValue, digits < 3 else {
        return digits > 0 && ".)".unicodeScalars.contains(scalar) ? number : nil
      }
      number = number * 10 + digit
      digits += 1
    }
    return nil
  }

  /// The address, when the line is nothing but one.
  var link: String? { isLink(text) ? text : nil }
}

func isLink(_ text: some StringProtocol) -> Bool {
  (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count > 10
    && !text.unicodeScalars.contains { $0.isBlank }
}
