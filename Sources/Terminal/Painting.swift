package import CNcurses
package import Typesetting

/// Turns one row of a frame into what ncurses places.
///
/// ncurses lays a row out by the C library's widths, the frame by those of ``Typesetting``. What the C
/// library takes for narrow in a cell of two columns is followed by a blank; where the two disagree
/// otherwise the character gives way to U+FFFD and blanks, so that no column ever slips.
package struct RowPreparation {
  private let colors: ColorReduction
  private let width: (UInt32) -> Int

  /// - Parameters:
  ///   - colors: how the theme's colours become this terminal's.
  ///   - width: the columns the C library gives a scalar; -1 for what it refuses.
  package init(colors: ColorReduction, width: @escaping (UInt32) -> Int) {
    self.colors = colors
    self.width = width
  }

  /// The row cut or filled with blanks to `columns`; a wide character is one element for two columns.
  package func prepare(
    _ row: some RandomAccessCollection<Cell>, columns: Int
  ) -> [shim_cell] {
    var prepared: [shim_cell] = []
    prepared.reserveCapacity(columns)
    var column = 0
    var style = Style.plain
    var look = self.look(of: style)
    for cell in row where cell.width > 0 {
      guard column < columns else { break }
      if cell.style != style {
        style = cell.style
        look = self.look(of: style)
      }
      let room = min(Int(cell.width), columns - column)
      append(cell, room: room, look: look, to: &prepared)
      column += room
      if cell.base != " " { Self.spread(into: &prepared) }
    }
    let blank = self.look(of: .plain)
    while column < columns {
      prepared.append(blank)
      column += 1
    }
    return prepared
  }

  /// Gives the blanks before the last cell the look of the text before them, where nobody sees the
  /// difference: each change of colours takes up to 40 bytes on the wire.
  private static func spread(into cells: inout [shim_cell]) {
    var first = cells.count - 1
    while first > 0, cells.count - first <= 20, cells[first - 1].isPlainBlank { first -= 1 }
    guard first > 0, first < cells.count - 1, !cells[first - 1].showsOnBlanks else { return }
    let text = cells[first - 1]
    for i in first..<cells.count - 1 where cells[i].background == text.background {
      cells[i] = text
      cells[i].scalars = (0x20, 0, 0, 0, 0)
    }
  }

  private func append(_ cell: Cell, room: Int, look: shim_cell, to prepared: inout [shim_cell]) {
    var placed = look
    let drawn = columns(of: cell.base)
    guard room == Int(cell.width), drawn == room || drawn == 1 else {
      placed.scalars.0 = room < Int(cell.width) ? 0x20 : width(0xFFFD) == 1 ? 0xFFFD : 0x3F
      prepared.append(placed)
      for _ in 1..<max(1, room) { prepared.append(look) }
      return
    }
    placed.scalars.0 = cell.base.value
    if cell.marks != .zero { add(cell.marks, to: &placed) }
    prepared.append(placed)
    for _ in drawn..<room { prepared.append(look) }
  }

  private func add(_ marks: SIMD4<UInt32>, to cell: inout shim_cell) {
    var kept: [UInt32] = []
    for i in 0..<4 where marks[i] >= 0x300 && width(marks[i]) == 0 { kept.append(marks[i]) }
    kept.append(contentsOf: repeatElement(0, count: 4 - kept.count))
    cell.scalars.1 = kept[0]
    cell.scalars.2 = kept[1]
    cell.scalars.3 = kept[2]
    cell.scalars.4 = kept[3]
  }

  private func columns(of base: Unicode.Scalar) -> Int {
    (0x20..<0x7F).contains(base.value) ? 1 : width(base.value)
  }

  /// A blank that looks as `style` says.
  private func look(of style: Style) -> shim_cell {
    let reduced = colors.reduce(style)
    var attributes = UInt32(style.attributes.rawValue)
    if reduced.bold { attributes |= UInt32(SHIM_BOLD) }
    return shim_cell(
      scalars: (0x20, 0, 0, 0, 0), attributes: attributes,
      foreground: reduced.foreground, background: reduced.background)
  }
}

extension shim_cell {
  /// Underlines and reversed colours are seen without any letter.
  fileprivate var showsOnBlanks: Bool {
    attributes & UInt32(SHIM_UNDERLINE | SHIM_REVERSE) != 0
  }

  fileprivate var isPlainBlank: Bool { scalars.0 == 0x20 && scalars.1 == 0 && !showsOnBlanks }
}
