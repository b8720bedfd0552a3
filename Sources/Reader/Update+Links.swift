import Articles
import Typesetting

extension Model {
  mutating func showLinks() {
    guard let article else { return }
    let links = ArticleLink.list(of: article.stored.blocks)
    if links.isEmpty {
      notice = Notice(strings.noLinks)
    } else {
      panel = .links(links, selected: 0)
    }
  }

  mutating func handleLinks(_ key: Key, _ links: [ArticleLink], selected: Int) -> [Effect] {
    if case .character(let scalar) = key, let number = digit(of: scalar) {
      guard links.indices.contains(number - 1) else { return [] }
      panel = nil
      return browse(links[number - 1].url)
    }
    let page = max(1, (size.rows - 4) / 2)
    let command = menuCommand(key)
    let new: Int?
    switch command {
    case .down: new = selected + 1
    case .up: new = selected - 1
    case .pageDown: new = selected + page
    case .pageUp: new = selected - page
    case .first: new = 0
    case .last: new = links.count - 1
    default: new = nil
    }
    if let new {
      panel = .links(links, selected: min(max(0, new), links.count - 1))
      return []
    }
    panel = nil
    switch command {
    case .open, .browse: return browse(links[selected].url)
    case .copyLink:
      notice = Notice(strings.linkCopied)
      return [.copy(links[selected].url)]
    default: return []
    }
  }
}

extension ArticleLink {
  /// The links of a text in their order, each address once.
  static func list(of blocks: [Block]) -> [ArticleLink] {
    var seen: Set<String> = []
    var list: [ArticleLink] = []
    for block in blocks {
      for link in block.links ?? [] where seen.insert(link.url).inserted {
        let utf8 = Array(block.text.utf8)
        let range = min(link.start, utf8.count)..<min(max(link.start, link.end), utf8.count)
        list.append(ArticleLink(String(decoding: utf8[range], as: UTF8.self), url: link.url))
      }
    }
    return list
  }
}
