import Testing
import Typesetting

/// Capitals stand for right-to-left letters, `<…>` for controls, as in the examples of UAX #9.
@Suite struct `Reordering` {
  @Test(arguments: [
    ("car is THE CAR in arabic", "in arabic RAC EHT car is"),
    ("CAR IS the car IN ENGLISH", "HSILGNE NI the car SI RAC"),
    ("HE SAID (bmw 500) OK", "KO (bmw 500) DIAS EH"),
    ("BBC NEWS [1] HERE", "EREH [1] SWEN CBB"),
    ("PRICE 100%", "100% ECIRP"),
    ("A <lri>x, y<pdi> B", "B x, y A"),
    ("A <rlo>abc 12<pdf> B", "B abc 12 A"),
    ("one\ttwo A", "A two one"),
    ("SEE (a B) c", "c (B a) EES"),
  ])
  func `a right-to-left row is put in visual order`(_ logical: String, _ visual: String) {
    #expect(capRTL(logical, .rightToLeft) == visual)
  }

  @Test(arguments: [
    ("he said THE VALUES ARE 123, 456, OK", "he said KO ,456 ,123 ERA SEULAV EHT"),
    ("smith (FABRIKAM ARABIC) hello", "smith (CIBARA MAKIRBAF) hello"),
    ("a <fsi>B (c)<pdi> d", "a (c) B d"),
    ("<lri>a<pdi>BC", "aCB"),
  ])
  func `a left-to-right row is put in visual order`(_ logical: String, _ visual: String) {
    #expect(capRTL(logical, .leftToRight) == visual)
  }

  @Test func `sixty-four open brackets leave every pair of the sequence alone`() {
    let text = "R(Ra)R" + String(repeating: "(", count: 64)
    let scalars = Array(hebrew(text).unicodeScalars)
    let pairs = embeddingLevels(of: Array(scalars[..<6]), base: .leftToRight).levels
    #expect(pairs == [1, 0, 1, 0, 0, 1])
    let overflowing = embeddingLevels(of: scalars, base: .leftToRight).levels
    #expect(overflowing[..<6] == [1, 1, 1, 0, 0, 1])
  }

  @Test func `canonically equal brackets make a pair`() {
    let scalars = Array("\u{5D0}\u{2329}a\u{3009}\u{5D0}".unicodeScalars)
    #expect(embeddingLevels(of: scalars, base: .rightToLeft).levels == [1, 1, 2, 1, 1])
  }

  static let slow: [String: (unit: String, count: Int)] = [
    "open isolates": ("\u{2068}", 33_000),
    "bracket pairs": ("()", 50_000),
    "isolates in Arabic": ("ا\u{2066} a\u{2069} ", 20_000),
    "brackets in Arabic": ("(ا) ", 20_000),
    "embeddings": ("\u{202B}a", 30_000),
    "open brackets": ("(", 100_000),
    "overrides and isolates": ("\u{202E}\u{2066}", 20_000),
    "marks": ("\u{300}", 50_000),
    "blanks": (" ", 100_000),
    "one word": ("ب", 50_000),
    "lone closers": ("a)\u{2069}\u{202C}", 20_000),
    "deep levels": ("a\u{2067}ب\u{2066}", 300),
  ]

  @Test(arguments: slow.keys.sorted())
  func `a paragraph made to be slow is set all the same`(_ name: String) throws {
    let (unit, count) = try #require(Self.slow[name])
    let text = String(repeating: unit, count: count)
    let levels = embeddingLevels(of: Array(text.unicodeScalars), base: nil).levels
    #expect(levels.count == text.unicodeScalars.count)
    #expect(typeset(text, columns: 72).allSatisfy { $0.columns <= 72 })
  }
}

private func hebrew(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let isCapital = ("A"..."Z").contains(scalar)
    let letter = isCapital ? Unicode.Scalar(0x5D0 + scalar.value - 0x41) : scalar
    if let letter { scalars.append(letter) }
  }
  return String(scalars)
}

/// Sets a text in which capitals are Hebrew letters, and writes the row with capitals again.
private func capRTL(_ text: String, _ direction: Direction) -> String {
  let controls = [
    "<lri>": "\u{2066}", "<rli>": "\u{2067}", "<fsi>": "\u{2068}", "<pdi>": "\u{2069}",
    "<rlo>": "\u{202E}", "<pdf>": "\u{202C}",
  ]
  var text = text
  for (name, control) in controls { text = replacing(name, with: control, in: text) }
  let line = typesetLine(hebrew(text), columns: 100, setting: Setting(direction: .fixed(direction)))
  var painted = String.UnicodeScalarView()
  for scalar in line.text.unicodeScalars {
    let isLetter = scalar.value >= 0x5D0 && scalar.value < 0x5D0 + 26
    if let shown = isLetter ? Unicode.Scalar(scalar.value - 0x5D0 + 0x41) : scalar {
      painted.append(shown)
    }
  }
  return String(painted)
}

private func replacing(_ name: String, with control: String, in text: String) -> String {
  text.split(separator: name, omittingEmptySubsequences: false).joined(separator: control)
}
