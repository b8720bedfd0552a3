import Terminal
import Testing
import Typesetting

private func row(_ text: String) -> [Cell] {
  text.unicodeScalars.flatMap { scalar in
    (0x4E00...0x9FFF).contains(scalar.value)
      ? [Cell(scalar, width: 2), Cell(Cell.continuation, width: 0)] : [Cell(scalar)]
  }
}

/// What is sent, in hexadecimal from U+0100 on, so that a failure can be read.
private func sent(_ text: String, _ encoding: RowEncoding) -> String {
  readable(encoding.encode(row(text)).cells.flatMap(\.scalars))
}

private func readable(_ scalars: [Unicode.Scalar]) -> String {
  scalars.map { $0.value < 0x100 ? String($0) : "\\" + String($0.value, radix: 16) }.joined()
}

private func readable(_ text: String) -> String { readable(Array(text.unicodeScalars)) }

/// The base and column each place of the screen shows when the terminal orders the row by UAX #9
/// with a left-to-right base.
private func shown(_ cells: [Cell], mirrors: Bool) -> [(base: Unicode.Scalar, cell: Int)] {
  var scalars: [Unicode.Scalar] = []
  var cellOfBase: [Int: Int] = [:]
  for (index, cell) in cells.enumerated() where cell.width > 0 {
    cellOfBase[scalars.count] = index
    scalars += cell.scalars
  }
  let levels = embeddingLevels(of: scalars, base: .leftToRight).levels
  return visualOrder(of: levels).compactMap { index in
    guard let cell = cellOfBase[index] else { return nil }
    let isTurned = mirrors && (levels[index] ?? 0) % 2 == 1
    let base = isTurned ? mirrorImage(of: scalars[index]) : scalars[index]
    return (base == "\u{2800}" ? " " : base, cell)
  }
}

@Suite struct `Rows for terminals that reorder` {
  struct Sample: Sendable {
    var visual: String
    var words: String
    var tokens: String
    var logical: String
    var logicalWithoutMirroring: String?
  }

  private static let samples = [
    // A word.
    Sample(
      visual: "  \u{FE8E}\u{FEF3}\u{FEAD}\u{FEEE}\u{FEB3} ",
      words: "  \u{FEB3}\u{FEEE}\u{FEAD}\u{FEF3}\u{FE8E} ",
      tokens: "  \u{FEB3}\u{FEEE}\u{FEAD}\u{FEF3}\u{FE8E} ",
      logical: "\u{2800} \u{FEB3}\u{FEEE}\u{FEAD}\u{FEF3}\u{FE8E}\u{2800}"),
    // Latin names between words.
    Sample(
      visual: "  iPhone 15 \u{FEE6}\u{FEE0}\u{FECC}\u{FE97} Apple "
        + "\u{FE94}\u{FEDB}\u{FEAE}\u{FEB7} ",
      words: "  iPhone 15 \u{FE97}\u{FECC}\u{FEE0}\u{FEE6} Apple "
        + "\u{FEB7}\u{FEAE}\u{FEDB}\u{FE94} ",
      tokens: "  iPhone 15 \u{FE97}\u{FECC}\u{FEE0}\u{FEE6} Apple "
        + "\u{FEB7}\u{FEAE}\u{FEDB}\u{FE94} ",
      logical: "\u{2800} iPhone 15 \u{FE97}\u{FECC}\u{FEE0}\u{FEE6}\u{2800}Apple "
        + "\u{FEB7}\u{FEAE}\u{FEDB}\u{FE94}\u{2800}"),
    // Brackets, guillemets, a comma, dots.
    Sample(
      visual: "  ...\u{FED1}\u{FE8E}\u{FEBF}\u{FE83} \u{60C}\u{AB}\u{FEE2}\u{FEE0} \u{FEFB}\u{BB} "
        + ":(\u{FEAD}\u{FEAA}) \u{FEDD}\u{FE8E}\u{FED7} ",
      words: "  ...\u{FE83}\u{FEBF}\u{FE8E}\u{FED1} \u{60C}\u{AB}\u{FEE0}\u{FEE2} \u{FEFB}\u{BB} "
        + ":(\u{FEAA}\u{FEAD}) \u{FED7}\u{FE8E}\u{FEDD} ",
      tokens: "  \u{FE83}\u{FEBF}\u{FE8E}\u{FED1}... \u{FEE0}\u{FEE2}\u{BB}\u{60C} \u{AB}\u{FEFB} "
        + "(\u{FEAA}\u{FEAD}): \u{FED7}\u{FE8E}\u{FEDD} ",
      logical: "\u{2800} ...\u{FED7}\u{FE8E}\u{FEDD} (\u{FEAA}\u{FEAD}): \u{AB}\u{FEFB} "
        + "\u{FEE0}\u{FEE2}\u{BB}\u{60C} \u{FE83}\u{FEBF}\u{FE8E}\u{FED1}\u{2800}",
      logicalWithoutMirroring: "\u{2800} ...\u{FED7}\u{FE8E}\u{FEDD} )\u{FEAA}\u{FEAD}(: "
        + "\u{BB}\u{FEFB} \u{FEE0}\u{FEE2}\u{AB}\u{60C} \u{FE83}\u{FEBF}\u{FE8E}\u{FED1}\u{2800}"),
    // Numbers and a bracketed name.
    Sample(
      visual: "  2024/05/17 \u{FEF2}\u{FED3} \u{FEAD}\u{FEFB} 82.5 \u{FEF0}\u{FEDF} (Brent) "
        + "\u{FEAE}\u{FECC} ",
      words: "  2024/05/17 \u{FED3}\u{FEF2} \u{FEFB}\u{FEAD} 82.5 \u{FEDF}\u{FEF0} (Brent) "
        + "\u{FECC}\u{FEAE} ",
      tokens: "  2024/05/17 \u{FED3}\u{FEF2} \u{FEFB}\u{FEAD} 82.5 \u{FEDF}\u{FEF0} (Brent) "
        + "\u{FECC}\u{FEAE} ",
      logical: "\u{2800} 2024/05/17 \u{FEDF}\u{FEF0} 82.5 \u{FEFB}\u{FEAD} \u{FED3}\u{FEF2}\u{2800}"
        + "(Brent) \u{FECC}\u{FEAE}\u{2800}"),
    // Digits that touch letters.
    Sample(
      visual: "  [\u{FED6}\u{FEA9}] \u{FEF2}\u{FED3} \u{FEE1}2024\u{FEE1}\u{FECB} ",
      words: "  [\u{FEA9}\u{FED6}] \u{FED3}\u{FEF2} \u{FEE1}2024\u{FECB}\u{FEE1} ",
      tokens: "  [\u{FEA9}\u{FED6}] \u{FED3}\u{FEF2} \u{FECB}\u{FEE1}4202\u{FEE1} ",
      logical: "\u{2800} [\u{FECB}\u{FEE1}2024\u{FEE1} \u{FED3}\u{FEF2} [\u{FEA9}\u{FED6}\u{2800}",
      // Unmirrored the brackets would be a pair and tear the stretch: every word is pinned.
      logicalWithoutMirroring:
        "  [\u{FEA9}\u{FED6}\u{200E}] \u{FED3}\u{FEF2}\u{200E} "
        + "\u{FEE1}\u{200E}2024\u{FECB}\u{FEE1}\u{200E} "),
  ]

  @Test(arguments: samples)
  func `samples become what each kind of terminal needs`(sample: Sample) {
    #expect(sent(sample.visual, .visual) == readable(sample.visual))
    #expect(sent(sample.visual, .words) == readable(sample.words))
    #expect(sent(sample.visual, .tokens) == readable(sample.tokens))
    #expect(sent(sample.visual, .logical) == readable(sample.logical))
    #expect(
      sent(sample.visual, .logicalWithoutMirroring)
        == readable(sample.logicalWithoutMirroring ?? sample.logical))
  }

  @Test(arguments: [RowEncoding.words, .tokens, .logical, .logicalWithoutMirroring])
  func `a row without right-to-left letters stays as it is`(encoding: RowEncoding) {
    for text in ["", " ", "Reading (right) to 12:30", "│ a │ b │", "中文 a"] {
      #expect(sent(text, encoding) == readable(text))
    }
  }

  @Test func `lines of a frame part words and stretches`() {
    let visual = "│ \u{FE8E}\u{FEF3} │ \u{FEAD}\u{FEEE} │"
    #expect(sent(visual, .tokens) == readable("│ \u{FEF3}\u{FE8E} │ \u{FEEE}\u{FEAD} │"))
    #expect(
      sent(visual, .logical)
        == readable("│\u{2800}\u{FEF3}\u{FE8E}\u{2800}│ \u{FEEE}\u{FEAD}\u{2800}│"))
  }

  @Test func `kitty turns every character of the Arabic script, digits and comma too`() {
    let visual = " ١٤:٣٠ ۱۲ \u{60C}\u{FE8E}\u{FEF3} :בא "
    #expect(
      sent(visual, .words) == readable(" ٤١:٠٣ ۲۱ \u{FEF3}\u{FE8E}\u{60C} :אב "))
    #expect(
      sent(visual, .tokens) == readable(" ٠٣:٤١ ۲۱ \u{FEF3}\u{FE8E}\u{60C} :אב "))
  }

  @Test func `kitty leaves alone what is common to many scripts when nothing else is there`() {
    #expect(sent(" \u{60C}4+90 ", .tokens) == readable(" \u{60C}4+90 "))
    #expect(sent(" \u{640}\u{60C} ", .words) == readable(" \u{640}\u{60C} "))
  }

  @Test func `a stretch without a blank to close it is closed by a mark`() {
    #expect(
      sent(" \u{FE8E}\u{FEF3}5 ", .logical) == readable(" \u{FEF3}\u{FE8E}\u{200E}5 "))
  }

  @Test func `what closes a stretch is concealed where it would show`() {
    let encoded = RowEncoding.logicalConcealingBlanks.encode(row(" \u{FE8E}\u{FEF3} 5 ")).cells
    #expect(
      encoded.map(\.base)
        == RowEncoding.logical.encode(row(" \u{FE8E}\u{FEF3} 5 ")).cells.map(\.base))
    for cell in encoded {
      #expect((cell.style.attributes == .concealed) == (cell.base == "\u{2800}"))
    }
  }

  @Test func `style and marks travel with their letter`() {
    let bar = Style(.palette(1), on: .palette(4), .bold)
    let cells = [
      Cell(" "), Cell("\u{FE8E}"), Cell("\u{FEF3}", marks: [0x651, 0x64E, 0, 0], style: bar),
      Cell(" "),
    ]
    for encoding in [RowEncoding.words, .tokens, .logical] {
      let encoded = encoding.encode(cells).cells
      #expect(encoded[1] == cells[2])
      #expect(encoded[2] == cells[1])
    }
  }

  @Test func `the cursor is sent where its cell went, but not in kitty, which shows it in place`() {
    let cells = row(" a \u{FE8E}\u{FEF3}\u{FEAD} ")
    #expect(RowEncoding.logical.encode(cells).columns == [0, 1, 2, 5, 4, 3, 6])
    #expect(RowEncoding.words.encode(cells).columns == [0, 1, 2, 3, 4, 5, 6])
    #expect(RowEncoding.visual.encode(cells).columns == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func `wide characters keep their two columns`() {
    let cells = row(" 中\u{FE8E}\u{FEF3} 文")
    for encoding in [RowEncoding.words, .tokens, .logical] {
      let encoded = encoding.encode(cells)
      #expect(encoded.cells.map(\.width) == cells.map(\.width))
      #expect(encoded.columns.sorted() == Array(cells.indices))
    }
    let cut = RowEncoding.logical.encode(row("\u{FE8E}\u{FEF3} 文").dropLast()).cells
    #expect(cut.map(\.width) == [1, 1, 1, 1])
  }

  @Test(arguments: [true, false])
  func `whatever the row, UAX #9 makes it again of what is sent`(mirrors: Bool) {
    let likely = Array(
      "    \u{FE8E}\u{FEF3}\u{FEAD}\u{FEEE}\u{FEFB}\u{FB7A}אבab01٢٣۴().,:/-+%«»[]<؟،…│●\u{640}"
        .unicodeScalars)
    var seed: UInt64 = 3
    func pick(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    let encoding = mirrors ? RowEncoding.logical : .logicalWithoutMirroring
    for _ in 0..<6_000 {
      let text = (0..<pick(24)).map { _ in likely[pick(likely.count)] }
      let cells = text.enumerated().map { index, base in
        let marks: SIMD4<UInt32> = pick(9) == 0 ? [0x64E, 0, 0, 0] : .zero
        return Cell(base, marks: marks, style: Style(.rgb(UInt32(index))))
      }
      let encoded = encoding.encode(cells)
      let screen = shown(encoded.cells, mirrors: mirrors)
      guard screen.map(\.base) == text else {
        Issue.record("\(readable(text)) is shown as \(readable(screen.map(\.base)))")
        return
      }
      // Each place shows the cell that stood there, and the cursor finds it.
      guard screen.map({ encoded.cells[$0.cell].style }) == cells.map(\.style),
        screen.map(\.cell) == encoded.columns
      else {
        Issue.record("\(readable(text)) is shown by other cells")
        return
      }
    }
  }

  @Test func `words and tokens only move cells inside their blanks`() {
    let visual = row("\u{FE8E}\u{FEF3} a\u{FEAD}) 中\u{FEEE} │\u{FEFB}2")
    for encoding in [RowEncoding.words, .tokens] {
      let encoded = encoding.encode(visual).cells
      for (before, after) in zip(visual, encoded) {
        #expect((before.base == " ") == (after.base == " "))
      }
      #expect(encoded.count == visual.count)
    }
  }

  @Test func `a long row is encoded in linear time`() {
    let cells = (0..<20_000).map { Cell($0 % 7 == 6 ? " " : $0 % 5 == 4 ? "5" : "\u{FE8E}") }
    #expect(RowEncoding.logical.encode(cells).cells.count == cells.count)
  }
}
