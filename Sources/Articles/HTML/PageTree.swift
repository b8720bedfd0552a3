/// A web page with its elements numbered, so that they can be weighed against one another.
struct PageTree {
  struct Node {
    var name: String
    var attributes: [(name: String, value: String)]
    /// Nil for the outermost.
    var parent: Int?
    var children: [Child] = []
    /// Letters and signs of the text inside, blanks left out but for one between words.
    var length = 0
    /// Those of ``length`` that stand in links.
    var linked = 0
    var commas = 0
    /// Titles (`h1`), itself included.
    var titles = 0
    /// Class and id, in small letters.
    var label: String
  }

  enum Child {
    case node(Int)
    case text(String)
  }

  /// In document order, the outermost first.
  private(set) var nodes: [Node] = []

  init(_ root: Element) {
    _ = add(root, parent: nil)
  }

  private mutating func add(_ element: Element, parent: Int?) -> Int {
    let index = nodes.count
    let label = ((element.attribute("class") ?? "") + " " + (element.attribute("id") ?? ""))
    nodes.append(
      Node(
        name: element.plainName, attributes: element.attributes, parent: parent,
        label: label.lowercasedASCII))
    for child in element.children {
      switch child {
      case .text(let text):
        let (length, commas) = Self.measure(text)
        nodes[index].children.append(.text(text))
        nodes[index].length += length
        nodes[index].commas += commas
      case .element(let inner):
        guard !HTMLNames.isHidden(inner) || inner.plainName == "form" else { continue }
        let number = add(inner, parent: index)
        nodes[index].children.append(.node(number))
        nodes[index].length += nodes[number].length
        nodes[index].linked += nodes[number].linked
        nodes[index].commas += nodes[number].commas
        nodes[index].titles += nodes[number].titles
      }
    }
    if element.plainName == "h1" { nodes[index].titles += 1 }
    if element.plainName == "a" { nodes[index].linked = nodes[index].length }
    return index
  }

  private static func measure(_ text: String) -> (length: Int, commas: Int) {
    var length = 0
    var commas = 0
    var isAfterBlank = true
    for scalar in text.unicodeScalars {
      let isBlank = scalar.value <= 0x20 || scalar.value == 0xA0
      if !isBlank || !isAfterBlank { length += 1 }
      isAfterBlank = isBlank
      switch scalar.value {
      case 0x2C, 0x060C, 0x3001, 0xFF0C, 0x06D4: commas += 1
      default: break
      }
    }
    return (length, commas)
  }

  /// 0…1: how much of the text stands in links.
  func linkDensity(_ index: Int) -> Double {
    nodes[index].length == 0 ? 0 : Double(nodes[index].linked) / Double(nodes[index].length)
  }

  func count(_ names: Set<String>, in index: Int) -> Int {
    var count = 0
    for case .node(let child) in nodes[index].children {
      count += (names.contains(nodes[child].name) ? 1 : 0) + self.count(names, in: child)
    }
    return count
  }

  func text(_ index: Int) -> String {
    nodes[index].children.map { child in
      switch child {
      case .text(let text): text
      case .node(let number): text(number)
      }
    }.joined()
  }

  /// The element again, without the nodes that are left out.
  func element(_ index: Int, without left: Set<Int>) -> Element {
    var element = Element(name: nodes[index].name, attributes: nodes[index].attributes)
    for child in nodes[index].children {
      switch child {
      case .text(let text): element.children.append(.text(text))
      case .node(let number) where !left.contains(number):
        element.children.append(.element(self.element(number, without: left)))
      case .node: break
      }
    }
    return element
  }
}
