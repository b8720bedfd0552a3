/// How a feed's elements hold text: plain, as escaped HTML, or as elements of HTML.
struct FeedText {
  /// Of plain text, clean and on one line; HTML is taken out of it. Nil when nothing is left. When nobody
  /// said whether it is HTML, what looks like it is.
  static func line(_ element: Element, isHTML: Bool? = nil) -> String? {
    if element.hasElements { return nonEmpty(inlineText(of: element)) }
    return line(element.text, isHTML: isHTML)
  }

  static func line(_ text: String, isHTML: Bool? = nil) -> String? {
    let text = withoutSection(text)
    let looksLikeHTML =
      text.utf8.contains(UInt8(ascii: "<")) || text.utf8.contains(UInt8(ascii: "&"))
    guard isHTML ?? true, looksLikeHTML else { return nonEmpty(text) }
    return nonEmpty(inlineText(of: MarkupReader.html(protectingComparisons(text))))
  }

  /// Whether there is neither an element inside nor a sign.
  static func isBlank(_ element: Element) -> Bool {
    !element.hasElements && element.text.utf8.allSatisfy { $0 <= 0x20 }
  }

  /// The element that holds the HTML of a body.
  static func markup(_ element: Element, isHTML: Bool = true) -> Element {
    if element.hasElements { return element }
    let text = withoutSection(element.text)
    return isHTML ? MarkupReader.html(text) : Element(name: "pre-wrap", children: [.text(text)])
  }

  /// What was put in a CDATA section and then escaped, without the section's signs.
  private static func withoutSection(_ text: String) -> String {
    let (start, end) = ("<![CDATA[", "]]>")
    guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "<"),
      text.drop(while: \.isWhitespace).hasPrefix(start)
    else { return text }
    let trimmed = cleaned(text)
    guard trimmed.hasPrefix(start), trimmed.hasSuffix(end) else { return text }
    return String(trimmed.dropFirst(start.count).dropLast(end.count))
  }

  /// Clean, with runs of blanks and line breaks as one blank; nil when empty.
  static func nonEmpty(_ text: String) -> String? {
    let line = cleaned(withSingleBlanks(text))
    return line.isEmpty ? nil : line
  }

  /// The text of inline HTML; what separates blocks becomes a blank.
  static func inlineText(of element: Element) -> String {
    var text = ""
    add(element, to: &text)
    return text
  }

  private static func add(_ element: Element, to text: inout String) {
    for child in element.children {
      switch child {
      case .text(let more): text += more
      case .element(let inner):
        guard !HTMLNames.isHidden(inner) else { continue }
        let parts = HTMLNames.isBlock(inner.plainName)
        if parts { text += " " }
        add(inner, to: &text)
        if parts { text += " " }
      }
    }
  }

  /// «3 < 4» is no markup: a sign that no name follows, or that no `>` ends, is written out.
  private static func protectingComparisons(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    let end = text.lastIndex(of: ">") ?? text.startIndex
    let tail = text[end...].split(separator: "<", omittingEmptySubsequences: false)
    var result = ""
    var rest = text[..<end].unicodeScalars
    while let scalar = rest.popFirst() {
      let next = rest.first
      let isTag = next.map {
        $0.isASCII && ($0.properties.isAlphabetic || "/!?".unicodeScalars.contains($0))
      }
      if scalar == "<", isTag != true {
        result += "&lt;"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + tail.joined(separator: "&lt;")
  }
}

/// Runs of blanks and line breaks as one blank; the no-break space is kept.
func withSingleBlanks(_ text: String) -> String {
  var last: UInt8 = 0
  let hasRun = text.utf8.contains { byte in
    defer { last = byte }
    return byte < 0x20 || byte == 0x20 && last == 0x20
  }
  guard hasRun else { return text }
  var result = String.UnicodeScalarView()
  var isAfterBlank = false
  for scalar in text.unicodeScalars {
    let isBlank = scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
    if !isBlank {
      result.append(scalar)
    } else if !isAfterBlank {
      result.append(" ")
    }
    isAfterBlank = isBlank
  }
  return String(result)
}
