import CNcurses
import Terminal
import Testing
import Typesetting

@Suite struct `Rows for ncurses` {
  /// Widths as a C library might have them, whatever this machine's says.
  private let preparation = RowPreparation(
    colors: ColorReduction(depth: .sixteen, count: 8, hasDefaults: true),
    width: { scalar in
      switch scalar {
      case 0x64B...0x652, 0x200F: 0
      case 0x4E00...0x9FFF: 2
      case 0x1FAE9, 0x09: -1
      default: 1
      }
    })

  private func scalars(_ cells: [Cell], columns: Int) -> [[UInt32]] {
    preparation.prepare(cells, columns: columns).map { cell in
      let (base, a, b, c, d) = cell.scalars
      return [base, a, b, c, d].filter { $0 != 0 }
    }
  }

  private func wide(_ base: Unicode.Scalar) -> [Cell] {
    [Cell(base, width: 2), Cell(Cell.continuation, width: 0)]
  }

  @Test func `visual order is kept and the row filled with blanks`() {
    #expect(
      scalars([Cell("\u{FEE2}"), Cell("\u{FEDC}")], columns: 4) == [
        [0xFEE2], [0xFEDC], [0x20], [0x20],
      ])
  }

  @Test func `marks stay with their base`() {
    let cell = Cell("\u{FEE2}", marks: [0x651, 0x64E, 0, 0])
    #expect(scalars([cell], columns: 1) == [[0xFEE2, 0x651, 0x64E]])
  }

  @Test func `what would take a column is no mark`() {
    let cell = Cell("\u{FEE2}", marks: [0x41, 0x64E, 0x07, 0x628])
    #expect(scalars([cell], columns: 1) == [[0xFEE2, 0x64E]])
  }

  @Test func `a wide character is one element for two columns`() {
    #expect(scalars(wide("中") + [Cell("a")], columns: 4) == [[0x4E2D], [0x61], [0x20]])
  }

  @Test func `what the C library takes for narrow in two columns is followed by a blank`() {
    #expect(scalars(wide("●") + [Cell("a")], columns: 3) == [[0x25CF], [0x20], [0x61]])
  }

  @Test func `a wide character cut by the edge becomes a blank`() {
    #expect(scalars([Cell("a")] + wide("中"), columns: 2) == [[0x61], [0x20]])
  }

  @Test func `what the C library lays out otherwise gives way`() {
    #expect(scalars(wide("\u{1FAE9}") + [Cell("a")], columns: 3) == [[0xFFFD], [0x20], [0x61]])
    #expect(scalars([Cell("中"), Cell("a")], columns: 2) == [[0xFFFD], [0x61]])
    #expect(
      scalars([Cell("\t"), Cell("\u{200F}"), Cell("\u{64E}")], columns: 3)
        == [[0xFFFD], [0xFFFD], [0xFFFD]])
  }

  @Test func `longer rows are cut`() {
    #expect(scalars([Cell("a"), Cell("b"), Cell("c")], columns: 2) == [[0x61], [0x62]])
  }

  @Test func `attributes and colours go with every cell, bright ones as bold`() {
    let style = Style(.palette(9), on: .palette(4), [.dim, .underline])
    let prepared = preparation.prepare([Cell("a", style: style), Cell("b")], columns: 2)
    #expect(prepared.map(\.attributes) == [UInt32(SHIM_BOLD | SHIM_DIM | SHIM_UNDERLINE), 0])
    #expect(prepared.map(\.foreground) == [1, -1])
    #expect(prepared.map(\.background) == [4, -1])
  }

  @Test func `the attribute bits are those of the C side`() {
    let pairs: [(Attributes, Int)] = [
      (.bold, SHIM_BOLD), (.dim, SHIM_DIM), (.italic, SHIM_ITALIC),
      (.underline, SHIM_UNDERLINE), (.reverse, SHIM_REVERSE),
      (.concealed, SHIM_CONCEALED),
    ]
    for (attribute, bit) in pairs { #expect(Int(attribute.rawValue) == bit) }
  }

  @Test func `this machine's widths agree with the forms Arabic is painted in`() {
    #expect(shim_use_utf8())
    for scalar in UInt32(0xFE80)...0xFEFC { #expect(shim_width(scalar) == 1) }
    for mark in UInt32(0x64B)...0x652 { #expect(shim_width(mark) == 0) }
    #expect(shim_width(0x640) == 1)
    #expect(shim_width(0x4E2D) == 2)
  }
}
