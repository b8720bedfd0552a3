/// What the elements of HTML are to a reader of text.
enum HTMLNames {
  static func isBlock(_ name: String) -> Bool { blocks.contains(name) }

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p",
    "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "dir",
    "hgroup",
    "video", "audio", "picture",
  ]

  private static let unread: Set<String> = [
    "script", "style", "template", "noscript", "svg", "annotation", "annotation-xml", "canvas",
    "head",
    "title", "meta", "link", "base", "form", "button", "input", "select", "textarea",
    "option",
    "datalist", "map", "area", "dialog", "frameset", "frame", "noframes", "basefont", "param",
  ]

  /// Buttons to share and the like, by the classes that the usual software gives them.
  private static let noiseClasses: Set<String> = [
    "sharedaddy", "sd-sharing", "feedflare", "jp-relatedposts", "addtoany_share_save_container",
    "addtoany_content", "heateor_sss_sharing_container", "social-share", "share-buttons",
    "sharing-buttons", "screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden",
    "ad-container", "adsbygoogle", "advertisement", "google-auto-placed", "mw-editsection",
    "wpcnt", "robots-nocontent",
  ]

  /// Whether nothing of an element is to be read.
  static func isHidden(_ element: Element) -> Bool {
    let name = element.plainName
    if unread.contains(name) || element.attribute("hidden") != nil { return true }
    guard !element.attributes.isEmpty else { return false }
    if let style = element.attribute("style"), style.contains("none") {
      let plain = style.lowercasedASCII.filter { !$0.isWhitespace }
      if plain.contains("display:none") { return true }
    }
    guard let classes = element.attribute("class") else { return false }
    return classes.split(separator: " ").contains {
      noiseClasses.contains(String($0).lowercasedASCII)
    }
  }
}

extension Element {
  /// The name without the prefix of XHTML.
  var plainName: String {
    name.hasPrefix("xhtml:") ? String(name.dropFirst(6)) : name
  }
}
