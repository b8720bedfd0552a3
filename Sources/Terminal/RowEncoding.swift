package import Typesetting

/// What a row in visual order has to become so that one terminal shows it as it stands.
///
/// Every encoding moves whole cells, so that a style stays with its character, and keeps the number
/// of columns.
package enum RowEncoding: Sendable {
  /// Nothing: the terminal paints cells where it is told to.
  case visual
  /// Every run of right-to-left letters turned round, all else in visual order.
  case words
  /// Every blank-delimited token with Arabic in it turned round as a whole.
  case tokens
  /// Logical order for a terminal that orders each row by UAX #9 and mirrors brackets.
  case logical
  /// The same for one that does not mirror them.
  case logicalWithoutMirroring
  /// The same as logical, for one that shows a box for U+2800 when its font lacks it: it is concealed.
  case logicalConcealingBlanks
}

/// A row as it is sent.
package struct EncodedRow: Equatable {
  package var cells: [Cell]
  /// For every column of the row in visual order the column to send the cursor to, so that it shows
  /// there.
  package var columns: [Int]

  init(cells: [Cell]) {
    self.cells = cells
    columns = Array(cells.indices)
  }
}

extension RowEncoding {
  /// Encodes one whole row in visual order, leftmost cell first.
  package func encode(_ row: some RandomAccessCollection<Cell>) -> EncodedRow {
    let cells = Array(row)
    guard self != .visual, cells.contains(where: isMoved) else {
      return EncodedRow(cells: cells)
    }
    switch self {
    case .visual: return EncodedRow(cells: cells)
    case .words: return Self.inWords(cells)
    case .tokens: return Self.inTokens(cells)
    case .logical: return LogicalRow.encode(cells, mirrors: true)
    case .logicalWithoutMirroring: return LogicalRow.encode(cells, mirrors: false)
    case .logicalConcealingBlanks:
      var encoded = LogicalRow.encode(cells, mirrors: true)
      for i in encoded.cells.indices where encoded.cells[i].base == LogicalRow.strongBlank {
        encoded.cells[i].style.attributes.insert(.concealed)
      }
      return encoded
    }
  }

  private func isMoved(_ cell: Cell) -> Bool {
    Ordering(cell.base).isReordered || Self.isArabic(cell)
  }

  /// For kitty, which hands each stretch of one font to the shaper, and the shaper paints Arabic from
  /// right to left. It shows the cursor where the cells are.
  private static func inWords(_ cells: [Cell]) -> EncodedRow {
    var cells = cells
    turnWords(&cells, in: cells.indices)
    return EncodedRow(cells: cells)
  }

  /// For kitty whose main font has Arabic: all that stands between blanks is one stretch. Hebrew still
  /// comes from another font.
  private static func inTokens(_ cells: [Cell]) -> EncodedRow {
    var cells = cells
    var start = 0
    while start < cells.count {
      let end = cells[start...].firstIndex(where: partsTokens) ?? cells.count
      if cells[start..<end].contains(where: isOfArabicScript) {
        cells[start..<end].reverse()
        for i in start..<end { cells[i].base = mirrorImage(of: cells[i].base) }
      } else {
        turnWords(&cells, in: start..<end)
      }
      start = end + 1
    }
    return EncodedRow(cells: cells)
  }

  private static func turnWords(_ cells: inout [Cell], in range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = cells[start..<range.upperBound].firstIndex { !isShaped($0) } ?? range.upperBound
      if cells[start..<end].contains(where: turnsItsRun) { cells[start..<end].reverse() }
      start = end + 1
    }
  }

  /// What the shaper turns round, or takes along because it comes from the same font.
  private static func isShaped(_ cell: Cell) -> Bool {
    Ordering(cell.base).isRightToLeftLetter || isArabic(cell)
  }

  /// Letters, digits and signs of the Arabic script; all its digits are painted from right to left too
  /// by who only looks at the script.
  private static func isArabic(_ cell: Cell) -> Bool {
    Ordering(cell.base) == .arabic || (0x600...0x6FF).contains(cell.base.value)
  }

  /// Comma, semicolon, question mark, tatweel and end of ayah are common to many scripts: among nothing
  /// but them and European digits the shaper sees no reason to turn round.
  private static func isOfArabicScript(_ cell: Cell) -> Bool {
    isArabic(cell) && ![0x60C, 0x61B, 0x61F, 0x640, 0x6DD].contains(cell.base.value)
  }

  private static func turnsItsRun(_ cell: Cell) -> Bool {
    Ordering(cell.base) == .rightToLeft || isOfArabicScript(cell)
  }

  /// Blanks, box drawing and block elements, which have a font of their own; and wide characters.
  private static func partsTokens(_ cell: Cell) -> Bool {
    cell.width != 1 || cell.base == " " || (0x2500...0x259F).contains(cell.base.value)
  }
}
