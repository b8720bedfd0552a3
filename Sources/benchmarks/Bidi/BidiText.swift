import Foundation

/// A text for measuring the bidi algorithm: paragraphs end at line feeds, lines are 80 scalars long.
final class BidiText {
  /// Readable for 64 bytes beyond the end, so that decoders may look ahead.
  let bytes: UnsafeMutableBufferPointer<UInt8>
  let name: String
  /// Without the line feeds; empty ones are left out.
  private(set) var paragraphs: [UnsafeBufferPointer<UInt8>] = []
  private(set) var scalarCount = 0

  static let lineLength = 80

  init(_ name: String, _ text: [UInt8]) {
    self.name = name
    bytes = .allocate(capacity: text.count + 64)
    bytes.initialize(repeating: 0)
    _ = bytes.update(fromContentsOf: text)
    var start = 0
    for end in 0...text.count where end == text.count || text[end] == 0x0A {
      if end > start {
        paragraphs.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      }
      start = end + 1
    }
    for byte in text where byte & 0xC0 != 0x80 { scalarCount += 1 }
    byteCount = text.count
  }

  let byteCount: Int

  deinit { bytes.deallocate() }

  var longestParagraph: Int { paragraphs.map(\.count).max() ?? 0 }
}

/// The four kinds of text that are measured.
///
/// Read from `arabic.txt`, `mixed.txt`, `ascii.txt` and `patho.txt` in a folder, or made up.
func bidiTexts(in folder: String?, bytes: Int) throws -> [BidiText] {
  let kinds: [(name: String, paragraph: (inout NewsText) -> String)] = [
    ("arabic", { $0.paragraph(words: 60) }), ("mixed", { $0.mixedParagraph(words: 60) }),
    ("ascii", { $0.englishParagraph(words: 70) }), ("patho", { $0.pathologicalParagraph() }),
  ]
  return try kinds.map { kind in
    if let folder {
      let url = URL(fileURLWithPath: folder).appendingPathComponent("\(kind.name).txt")
      return BidiText(kind.name, [UInt8](try Data(contentsOf: url)))
    }
    var news = NewsText(seed: 5)
    var text: [UInt8] = []
    while text.count < bytes {
      text += kind.paragraph(&news).utf8
      text.append(0x0A)
    }
    return BidiText(kind.name, text)
  }
}

/// One paragraph each that has made engines slow (nested and unmatched isolates, brackets, isolates
/// in a row, and one endless line).
func bidiAttacks(bytes: Int) -> [BidiText] {
  let units = [
    ("FSI", "\u{2068}"), ("RLE", "\u{202B}"), ("brackets ()", "()"), ("opening (", "("),
    ("bracketed letters", "(ا) "), ("LRI a PDI", "ا \u{2066}a\u{2069} "),
    ("FSI … PDI nested", ""), ("brackets nested", ""),
    ("Arabic in one paragraph", "عاجل: ١٢ قتيلا "),
    ("mixed in one paragraph", "قال Reuters (12%) إن "), ("marks", "ب\u{64E}\u{651}"),
    ("separators", "1,2+3%, "),
  ]
  return units.map { name, unit in
    var text: [UInt8] = []
    switch name {
    case "FSI … PDI nested":
      for (scalar, share) in [("\u{2068}", 2), ("\u{2069}", 1)] {
        let count = bytes / 6
        text += repeatElement(Array(scalar.utf8), count: count).joined()
        if share == 2 { text += Array("ا1".utf8) }
      }
    case "brackets nested":
      // Sixty deep is what the stack of the standard holds.
      let nest = String(repeating: "(", count: 60) + "ا" + String(repeating: ")", count: 60)
      while text.count < bytes { text += nest.utf8 }
    default:
      while text.count < bytes { text += unit.utf8 }
    }
    return BidiText(name, text)
  }
}

extension NewsText {
  /// Text that no newspaper prints: deep embeddings, isolates and brackets, a change of class at every
  /// character.
  mutating func pathologicalParagraph() -> String {
    switch draw(6) {
    case 0: nested(["\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}"], close: "\u{202C}")
    case 1: nested(["\u{2066}", "\u{2067}", "\u{2068}"], close: "\u{2069}")
    case 2: flat(300, open: ["\u{2066}", "\u{2067}", "\u{2068}"], close: "\u{2069}")
    case 3: bracketNests()
    case 4: flat(500, open: ["("], close: ")")
    default: alternation()
    }
  }

  private mutating func nested(_ open: [String], close: String) -> String {
    let depth = [20, 61, 124, 200][draw(4)]
    var text = ""
    for level in 0..<depth {
      text += open[draw(open.count)] + (level % 2 == 0 ? englishParagraph(words: 1) : title()) + " "
    }
    for _ in 0..<depth { text += close + (draw(2) == 0 ? "12" : "قال ") }
    return text
  }

  private mutating func flat(_ count: Int, open: [String], close: String) -> String {
    (0..<count).map { index in
      let inside = index % 2 == 0 ? englishParagraph(words: 1) : paragraph(words: 1)
      return open[draw(open.count)] + inside + "\(index)" + close
    }.joined(separator: " ")
  }

  private mutating func bracketNests() -> String {
    (0..<20).map { _ in
      let kinds = (0..<60).map { _ in draw(3) }
      let inside = draw(2) == 0 ? " 12, - " : "خبر"
      return "نص " + kinds.map { "([{".map(String.init)[$0] }.joined() + inside
        + kinds.reversed().map { ")]}".map(String.init)[$0] }.joined()
    }.joined()
  }

  private mutating func alternation() -> String {
    let kinds = [
      "ا", "a", "1", "١", "+", ",", "%", "\u{64B}", " ", "!", "(", ")", "א", "\u{AD}", "\t",
    ]
    return (0..<3000).map { _ in kinds[draw(kinds.count)] }.joined()
  }
}
