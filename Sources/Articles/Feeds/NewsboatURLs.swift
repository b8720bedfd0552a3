/// newsboat's list of feeds: an address a line and behind it its tags, in quotation marks where they hold
/// blanks. A tag that begins with `~` is the feed's name, one that begins with `!` is hidden.
package enum NewsboatURLs {
  /// The feeds, and the lines that are none, with their numbers from 1.
  package static func feeds(in text: String) -> (feeds: [ListedFeed], refusals: [Refusal]) {
    var feeds: [ListedFeed] = []
    var refusals: [Refusal] = []
    for (index, line) in linesOfText(text).enumerated() {
      var words = words(of: line)
      guard !words.isEmpty else { continue }
      let address = words.removeFirst()
      guard isWebAddress(address) || address.hasPrefix("file://") else {
        let kind = address.prefix { $0 != ":" }
        refusals.append(
          Refusal(
            "\(kind): is not fetched from an address; only feeds are taken", at: .line(index + 1)))
        continue
      }
      let name = words.first { $0.hasPrefix("~") }.map { String($0.dropFirst()) }
      let tag = words.first { !$0.hasPrefix("~") && !$0.hasPrefix("!") }
      feeds.append(ListedFeed(address: address, title: name, folder: tag ?? ""))
    }
    return (feeds, refusals)
  }

  /// Up to a `#` that begins a word.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var hasWord = false
    var isEscaped = false
    for character in line {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\", isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
        hasWord = true
      } else if character.isWhitespace, !isQuoted {
        if hasWord { words.append(cleaned(word)) }
        (word, hasWord) = ("", false)
      } else if character == "#", !hasWord {
        return words
      } else {
        word.append(character)
        hasWord = true
      }
    }
    return hasWord ? words + [cleaned(word)] : words
  }
}
