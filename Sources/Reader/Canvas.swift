import Typesetting

/// A rectangle of the screen, addressed from its leading edge: the right one in a right-to-left
/// interface.
struct Area {
  var row: Int
  /// Leftmost column, whatever the direction.
  var column: Int
  var columns: Int
  var rows: Int
  var direction: Direction

  /// The `columns` at the leading edge, and the rest.
  func split(leading columns: Int) -> (Area, Area) {
    let width = min(max(0, columns), self.columns)
    var first = self
    var rest = self
    first.columns = width
    rest.columns = self.columns - width
    if direction == .rightToLeft {
      first.column = column + rest.columns
    } else {
      rest.column = column + width
    }
    return (first, rest)
  }

  func inset(leading: Int = 0, trailing: Int = 0, top: Int = 0, bottom: Int = 0) -> Area {
    var area = self
    area.columns = max(0, columns - leading - trailing)
    area.column += direction == .rightToLeft ? trailing : leading
    area.rows = max(0, rows - top - bottom)
    area.row += top
    return area
  }

  /// At most `columns` wide, in the middle.
  func centred(_ columns: Int) -> Area {
    guard columns < self.columns else { return self }
    var area = self
    area.column += (self.columns - columns) / 2
    area.columns = columns
    return area
  }

  func contains(_ position: Position) -> Bool {
    (row..<row + rows).contains(position.row)
      && (column..<column + columns).contains(position.column)
  }
}

/// The frame being drawn, with the means to set lines against leading and trailing edges.
struct Canvas {
  var frame: Frame

  /// Sets `line` at `offset` columns from the leading edge of `area`; what does not fit is cut off.
  mutating func put(_ line: Line, _ area: Area, row: Int, leading offset: Int = 0) {
    let column =
      area.direction == .rightToLeft
      ? area.column + area.columns - offset - line.columns : area.column + offset
    put(line, area, row: row, at: column)
  }

  mutating func put(_ line: Line, _ area: Area, row: Int, trailing offset: Int) {
    let column =
      area.direction == .rightToLeft
      ? area.column + offset : area.column + area.columns - offset - line.columns
    put(line, area, row: row, at: column)
  }

  private mutating func put(_ line: Line, _ area: Area, row: Int, at column: Int) {
    guard (0..<area.rows).contains(row) else { return }
    let skipped = max(0, area.column - column)
    let kept = min(line.columns, area.column + area.columns - column)
    guard skipped < kept else { return }
    frame.put(line.cells[skipped..<kept], row: area.row + row, column: column + skipped)
  }

  mutating func fill(_ area: Area, _ style: Style) {
    let blanks = Array(repeating: Cell.blank(style), count: area.columns)
    for row in 0..<area.rows { frame.put(blanks, row: area.row + row, column: area.column) }
  }

  /// Gives what stands in `area` on the screen's ground the background of `style`.
  mutating func repaint(_ area: Area, _ style: Style, over ground: Color) {
    for row in 0..<area.rows {
      frame.restyle(row: area.row + row, columns: area.column..<area.column + area.columns) {
        if $0.background == ground { $0.background = style.background }
      }
    }
  }

  mutating func hairline(
    _ area: Area, row: Int, leading: Int, columns: Int, _ style: Style
  ) {
    guard columns > 0 else { return }
    let line = Line(
      cells: Array(repeating: Cell("─", style: style), count: columns), direction: area.direction)
    put(line, area, row: row, leading: leading)
  }

  /// What the edge at the leading side of a selected row tells.
  enum Edge { case takesKeys, rests }

  /// A row of `area` drawn as selected: as a bar, with an edge at the leading side. Where a bar is the
  /// only sign there is, the selection that does not take the keys has its edge alone. Cells of the kept
  /// style stay as they are.
  mutating func select(
    _ area: Area, row: Int, _ theme: Theme, edge: Edge? = .takesKeys, keeping kept: Style? = nil
  ) {
    guard (0..<area.rows).contains(row) else { return }
    var style = edge == .rests ? theme.dim : theme.accent
    switch theme.selected {
    case .reverse where edge == .rests: break
    case .background(let color):
      style.background = color
      fallthrough
    case .reverse:
      frame.restyle(row: area.row + row, columns: area.column..<area.column + area.columns) {
        if $0 != kept { theme.select(&$0) }
      }
    }
    guard edge != nil else { return }
    let bar: Unicode.Scalar = area.direction == .rightToLeft ? "▐" : "▌"
    put(
      Line(cells: [Cell(bar, style: style)], direction: area.direction), area, row: row, leading: 0)
  }
}
