internal import CLibXML2

/// Builds elements from what libxml2 reads.
///
/// Nothing that is read can make it large or deep: a document has at most ``Limits/elements`` elements,
/// what lies deeper than ``Limits/depth`` is put at that depth, and text beyond ``Limits/text`` ends the
/// reading.
struct MarkupReader {
  enum Limits {
    static let depth = 200
    static let elements = 400_000
    /// Bytes of text beside those of the document itself: what entities may add.
    static let text = 4 << 20
  }

  /// Closes elements that their document forgot to close.
  typealias Rule = @Sendable (_ open: String, _ starting: String) -> Bool

  struct Document {
    var root: Element
    var isWellFormed: Bool
  }

  /// XML, malformed or not; nil when it has no element. `closes` tells whether an open element ends where
  /// another one starts.
  static func xml(_ utf8: [UInt8], closes: @escaping Rule = { _, _ in false }) -> Document? {
    let mended = mendedXML(utf8)
    if let document = document(mended, closes), document.isWellFormed { return document }
    return document(balancedXML(mended), closes).map {
      Document(root: $0.root, isWellFormed: false)
    }
  }

  private static func document(_ utf8: [UInt8], _ closes: @escaping Rule) -> Document? {
    let (element, isWellFormed) = read(utf8, isHTML: false, closes: closes)
    return element.elements.first { _ in true }.map {
      Document(root: $0, isWellFormed: isWellFormed)
    }
  }

  /// A document or a fragment, in an element without name.
  static func html(_ utf8: some Collection<UInt8>) -> Element {
    read(AttributeLimit.applied(to: Array(utf8)), isHTML: true) { _, _ in false }.element
  }

  static func html(_ text: String) -> Element { html(text.utf8) }

  private static func read(
    _ utf8: [UInt8], isHTML: Bool, closes: @escaping Rule
  ) -> (element: Element, isWellFormed: Bool) {
    let builder = ElementBuilder(isHTML: isHTML, size: utf8.count, closes: closes)
    var handler = markup_handler(
      start: { context, name, prefix, space, attributes, count in
        let attributes = UnsafeBufferPointer(start: attributes, count: Int(count))
        return builderOf(context).start(name, prefix, space, attributes)
      },
      end: { builderOf($0).end() },
      text: { builderOf($0).text(UnsafeRawBufferPointer(start: $1, count: Int($2))) })
    let context = Unmanaged.passUnretained(builder).toOpaque()
    let outcome = utf8.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return isHTML
        ? markup_read_html(start, bytes.count, &handler, context)
        : markup_read_xml(start, bytes.count, &handler, context)
    }
    return (builder.finish(), outcome == 0)
  }
}

private func builderOf(_ context: UnsafeMutableRawPointer?) -> ElementBuilder {
  guard let context else { fatalError("libxml2 lost the context it was given") }
  return Unmanaged<ElementBuilder>.fromOpaque(context).takeUnretainedValue()
}

/// Collects the events of one document.
private final class ElementBuilder {
  private struct Open {
    var element: Element
    /// Depth in the document, which is greater than that on the stack when elements were left out.
    var depth: Int
  }

  private struct NameKey: Hashable {
    var name: UnsafePointer<CChar>
    var space: UnsafePointer<CChar>?
    var prefix: UnsafePointer<CChar>?
  }

  private let isHTML: Bool
  private let closes: MarkupReader.Rule
  private var stack = [Open(element: Element(name: ""), depth: 0)]
  private var depth = 0
  private var pending: [UInt8] = []
  private var names: [NameKey: String] = [:]
  private var elementsLeft = MarkupReader.Limits.elements
  private var textLeft: Int

  init(isHTML: Bool, size: Int, closes: @escaping MarkupReader.Rule) {
    self.isHTML = isHTML
    self.closes = closes
    textLeft = size + MarkupReader.Limits.text
  }

  func start(
    _ name: UnsafePointer<CChar>?, _ prefix: UnsafePointer<CChar>?,
    _ space: UnsafePointer<CChar>?, _ attributes: UnsafeBufferPointer<markup_attribute>
  ) -> CInt {
    guard let name else { return 0 }
    flushText()
    depth += 1
    elementsLeft -= 1
    guard elementsLeft > 0 else { return 1 }
    guard stack.count <= MarkupReader.Limits.depth else { return 0 }
    var element = Element(name: self.name(name, prefix, space))
    while stack.count > 1, closes(stack[stack.count - 1].element.name, element.name) { pop() }
    element.attributes = attributes.map { attribute in
      let bytes = UnsafeRawBufferPointer(start: attribute.value, count: attribute.length)
      return (
        attribute.name.map { self.name($0, nil, attribute.space) } ?? "",
        String(decoding: bytes, as: UTF8.self)
      )
    }
    stack.append(Open(element: element, depth: depth))
    return 0
  }

  func end() -> CInt {
    flushText()
    while let last = stack.last, stack.count > 1, last.depth >= depth { pop() }
    depth = max(0, depth - 1)
    return 0
  }

  func text(_ bytes: UnsafeRawBufferPointer) -> CInt {
    textLeft -= bytes.count
    guard textLeft >= 0 else { return 1 }
    pending += bytes
    return 0
  }

  func finish() -> Element {
    flushText()
    while stack.count > 1 { pop() }
    return stack[0].element
  }

  private func pop() {
    let closed = stack.removeLast().element
    stack[stack.count - 1].element.children.append(.element(closed))
  }

  private func flushText() {
    guard !pending.isEmpty else { return }
    let text = String(decoding: withoutC1Controls(pending), as: UTF8.self)
    stack[stack.count - 1].element.children.append(.text(text))
    pending.removeAll(keepingCapacity: true)
  }

  private func name(
    _ local: UnsafePointer<CChar>, _ prefix: UnsafePointer<CChar>?,
    _ space: UnsafePointer<CChar>?
  ) -> String {
    let key = NameKey(name: local, space: space, prefix: prefix)
    if let name = names[key] { return name }
    let plain = String(cString: local).lowercasedASCII
    let found =
      isHTML
      ? plain
      : Namespaces.prefix(
        address: space.map { String(cString: $0) }, written: prefix.map { String(cString: $0) }
      ).map { $0 + ":" + plain } ?? plain
    names[key] = found
    return found
  }
}
