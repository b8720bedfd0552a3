// An article as a document to pass on. Logical text, exactly as it was read: nothing that layout put in.

extension StoredArticle {
  /// Title, byline, paragraphs parted by blank lines, and the link.
  package var plainText: String {
    var parts = [headline.title]
    if !byline.isEmpty { parts.append(byline) }
    parts += bodyParts { block in
      switch block.kind {
      case .listItem: block.isNumbered ? block.text : "• " + block.text
      case .quote: block.text
      case .image: block.text.isEmpty ? nil : "[" + block.text + "]"
      case .rule: "———"
      case .paragraph, .heading, .code: block.text
      }
    }
    if let url = headline.url, !url.isEmpty { parts.append(url) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// CommonMark. Characters that would mean something there are escaped.
  package var markdown: String {
    var parts = ["# " + Self.escapedMarkdown(headline.title)]
    if !byline.isEmpty { parts.append("*" + Self.escapedMarkdown(byline) + "*") }
    parts += bodyParts { block in
      let text = Self.linked(block, Self.escapedMarkdown) { text, url in
        "[\(text)](<\(url.filter { !"<>".contains($0) })>)"
      }
      return switch block.kind {
      case .heading: String(repeating: "#", count: min(6, 1 + (block.level ?? 1))) + " " + text
      case .quote: "> " + text
      case .listItem:
        String(repeating: "  ", count: max(0, (block.level ?? 1) - 1))
          + (block.isNumbered ? "" : "- ") + text
      case .code: "    " + block.text.split(separator: "\n").joined(separator: "\n    ")
      case .image:
        block.url.map { "![\(text)](<\($0.filter { !"<>".contains($0) })>)" }
          ?? (text.isEmpty ? nil : "*" + text + "*")
      case .rule: "---"
      case .paragraph: text
      }
    }
    if let url = headline.url, !url.isEmpty {
      parts.append("<" + url.filter { !"<> ".contains($0) } + ">")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A whole HTML5 page; nothing of the article is taken as markup.
  package var html: String {
    let title = Self.escapedHTML(headline.title)
    var parts = ["<h1>\(title)</h1>"]
    if !byline.isEmpty { parts.append("<p><small>\(Self.escapedHTML(byline))</small></p>") }
    parts += htmlBody
    if let url = headline.url, !url.isEmpty {
      let address = Self.escapedHTML(url)
      parts.append(
        Self.isWebAddress(url)
          ? "<p><a href=\"\(address)\" dir=\"ltr\">\(address)</a></p>"
          : "<p dir=\"ltr\">\(address)</p>")
    }
    let language = headline.language.map { " lang=\"\(Self.escapedHTML($0))\"" } ?? ""
    return """
      <!DOCTYPE html>
      <html\(language) dir="auto">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      </head>
      <body>
      <article dir="auto">
      \(parts.joined(separator: "\n"))
      </article>
      </body>
      </html>

      """
  }

  private var htmlBody: [String] {
    var parts: [String] = []
    var isInList = false
    for block in blocks {
      if isInList != (block.kind == .listItem) {
        parts.append(isInList ? "</ul>" : "<ul>")
        isInList.toggle()
      }
      let text = Self.linked(block, Self.escapedHTML) { text, url in
        "<a href=\"\(Self.escapedHTML(url))\">\(text)</a>"
      }
      switch block.kind {
      case .paragraph: parts.append("<p dir=\"auto\">\(text)</p>")
      case .heading:
        let level = min(6, 1 + max(1, block.level ?? 1))
        parts.append("<h\(level) dir=\"auto\">\(text)</h\(level)>")
      case .quote: parts.append("<blockquote dir=\"auto\">\(text)</blockquote>")
      case .listItem: parts.append("<li dir=\"auto\">\(text)</li>")
      case .code: parts.append("<pre dir=\"ltr\">\(text)</pre>")
      case .image: if !text.isEmpty { parts.append("<p dir=\"auto\"><em>\(text)</em></p>") }
      case .rule: parts.append("<hr>")
      }
    }
    if isInList { parts.append("</ul>") }
    return parts
  }

  private var byline: String {
    [headline.author, headline.source, headline.dateText].compactMap { $0 }
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// Items of one list stay together; everything else is parted by a blank line.
  private func bodyParts(_ write: (Block) -> String?) -> [String] {
    var parts: [String] = []
    var previous: Block.Kind?
    for block in blocks {
      guard let text = write(block) else { continue }
      if block.kind == .listItem, previous == .listItem {
        parts[parts.count - 1] += "\n" + text
      } else {
        parts.append(text)
      }
      previous = block.kind
    }
    return parts
  }

  /// The text of a block, escaped, with the parts that lead to the web as links.
  private static func linked(
    _ block: Block, _ escape: (String) -> String, link: (_ text: String, _ url: String) -> String
  ) -> String {
    let bytes = Array(block.text.utf8)
    var result = ""
    var end = 0
    func piece(_ range: Range<Int>) -> String {
      escape(String(decoding: bytes[range], as: UTF8.self))
    }
    for found in block.links ?? [] {
      guard found.start >= end, found.end > found.start, found.end <= bytes.count,
        isWebAddress(found.url)
      else { continue }
      result += piece(end..<found.start) + link(piece(found.start..<found.end), found.url)
      end = found.end
    }
    return result + piece(end..<bytes.count)
  }

  private static func escapedHTML(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func escapedMarkdown(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if "\\`*_[]<>#|".unicodeScalars.contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  private static func isWebAddress(_ url: String) -> Bool {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    return scheme == "http" || scheme == "https"
  }
}
