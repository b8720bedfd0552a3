/// A whole screen: rows of cells in visual order. What `Reader` hands to `Terminal`.
package struct Frame: Equatable, Sendable {
  package let size: Size
  /// Row by row from the top, each row leftmost cell first; `size.columns * size.rows` cells.
  package private(set) var cells: [Cell]
  /// Where the hardware cursor stands, for input fields; hidden when nil.
  package var cursor: Position?
  /// Addresses that cells lead to by their style's ``Style/link``, for terminals that can follow them.
  package var links: [String] = []
  /// What the window is called meanwhile, in logical order; nil leaves it as it is.
  package var title: String?

  package init(size: Size, filledWith blank: Cell = .blank()) {
    self.size = size
    cells = Array(repeating: blank, count: max(0, size.columns) * max(0, size.rows))
  }

  /// The cells of one row, leftmost first.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  package subscript(position: Position) -> Cell {
    get { cells[position.row * size.columns + position.column] }
    set { cells[position.row * size.columns + position.column] = newValue }
  }

  /// Writes cells from `column` rightwards; what falls outside the frame is left out. A wide
  /// character cut in half by the frame's edge, or by what is written over it, becomes a blank.
  package mutating func put(_ line: some Collection<Cell>, row: Int, column: Int) {
    guard row >= 0, row < size.rows, !line.isEmpty else { return }
    var at = column
    for cell in line {
      if at >= 0, at < size.columns { cells[row * size.columns + at] = cell }
      at += 1
    }
    mendWideCells(row: row, around: max(0, column))
    mendWideCells(row: row, around: min(size.columns, at))
  }

  /// Sets the style of a stretch of cells without changing what they show.
  package mutating func restyle(
    row: Int, columns: Range<Int>, _ change: (inout Style) -> Void
  ) {
    guard row >= 0, row < size.rows else { return }
    for column in columns.clamped(to: 0..<size.columns) {
      change(&cells[row * size.columns + column].style)
    }
  }

  /// Blanks a wide character that lost its other half at the border before `column`.
  private mutating func mendWideCells(row: Int, around column: Int) {
    let start = row * size.columns
    if column > 0, cells[start + column - 1].width == 2,
      column == size.columns || cells[start + column].width != 0
    {
      cells[start + column - 1] = .blank(cells[start + column - 1].style)
    }
    if column < size.columns, cells[start + column].width == 0,
      column == 0 || cells[start + column - 1].width != 2
    {
      cells[start + column] = .blank(cells[start + column].style)
    }
  }

  /// The painted text of every row, trailing blanks cut, rows parted by line feeds.
  package var text: String {
    (0..<size.rows).map { row in
      var scalars = String.UnicodeScalarView()
      for cell in self.row(row) { scalars.append(contentsOf: cell.scalars) }
      while scalars.last == " " { scalars.removeLast() }
      return String(scalars)
    }.joined(separator: "\n")
  }
}

package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A place on the grid; row 0 is the top, column 0 the left edge whatever the language.
package struct Position: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
