/// An element of XML or HTML with all it holds.
struct Element: Sendable {
  /// Small letters; in XML with the prefix of ``Namespaces`` before it, if it has one (`dc:creator`).
  var name: String
  /// Names as those of elements.
  var attributes: [(name: String, value: String)] = []
  var children: [Node] = []

  enum Node: Sendable {
    case element(Element)
    case text(String)
  }

  func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  var elements: some Sequence<Element> {
    children.lazy.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// Those children that have this name.
  func elements(_ name: String) -> [Element] {
    elements.filter { $0.name == name }
  }

  /// The first child with this name.
  func first(_ name: String) -> Element? {
    elements.first { $0.name == name }
  }

  var hasElements: Bool {
    children.contains { if case .element = $0 { true } else { false } }
  }

  /// All text inside, in its order, as it stands.
  var text: String {
    if children.count == 1, case .text(let text) = children[0] { return text }
    var result = ""
    addText(to: &result)
    return result
  }

  private func addText(to result: inout String) {
    for child in children {
      switch child {
      case .text(let text): result += text
      case .element(let element): element.addText(to: &result)
      }
    }
  }

  /// The elements inside, at any depth and in document order, for which `condition` holds; not those
  /// inside of one that was found.
  func descendants(where condition: (Element) -> Bool) -> [Element] {
    elements.flatMap { element in
      condition(element) ? [element] : element.descendants(where: condition)
    }
  }
}
