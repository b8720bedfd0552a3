package import Typesetting

/// One line of text being typed, in any mixture of directions.
package struct InputField: Equatable, Sendable {
  /// Logical order.
  package private(set) var text: String
  /// Where the next character goes, as an offset in scalars of ``text``.
  package private(set) var cursor: Int

  package init(_ text: String = "") {
    self.text = text
    cursor = text.unicodeScalars.count
  }

  package mutating func insert(_ inserted: String) {
    let clean = String(
      String.UnicodeScalarView(
        inserted.unicodeScalars.filter { scalar in
          ![.control, .lineSeparator, .paragraphSeparator].contains(
            scalar.properties.generalCategory)
        }))
    var scalars = Array(text.unicodeScalars)
    scalars.insert(contentsOf: clean.unicodeScalars, at: cursor)
    replace(with: scalars, cursor: cursor + clean.unicodeScalars.count)
  }

  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    var scalars = Array(text.unicodeScalars)
    scalars.remove(at: cursor - 1)
    replace(with: scalars, cursor: cursor - 1)
  }

  package mutating func deleteForward() {
    var scalars = Array(text.unicodeScalars)
    guard cursor < scalars.count else { return }
    scalars.remove(at: cursor)
    replace(with: scalars, cursor: cursor)
  }

  package mutating func deleteAll() { replace(with: [], cursor: 0) }

  package mutating func deleteWordBackward() {
    var scalars = Array(text.unicodeScalars)
    var start = cursor
    while start > 0, scalars[start - 1] == " " { start -= 1 }
    while start > 0, scalars[start - 1] != " " { start -= 1 }
    scalars.removeSubrange(start..<cursor)
    replace(with: scalars, cursor: start)
  }

  package mutating func moveToStart() { cursor = 0 }
  package mutating func moveToEnd() { cursor = text.unicodeScalars.count }

  /// Moves the cursor one column on the screen, across direction changes.
  package mutating func moveVisually(right: Bool, in setting: Setting) {
    let line = typeset(in: setting, style: .plain)
    let column = cursorColumn(in: line)
    // The cursor stands on the cell of the character it precedes; at the end, beside the text.
    let ends = line.direction == .rightToLeft ? -1 : line.columns
    let step = right ? 1 : -1
    var target = column + step
    // A wide character fills two columns, a joined pair of letters one: the next one shows other text.
    while line.sources.indices.contains(target), line.sources.indices.contains(column),
      line.sources[target] == line.sources[column]
    {
      target += step
    }
    if target == ends {
      moveToEnd()
    } else if line.sources.indices.contains(target) {
      cursor = scalarOffset(ofByte: line.sources[target].lowerBound)
    }
  }

  /// The field's text in one row.
  func typeset(in setting: Setting, style: Style) -> Line {
    typesetLine(text, columns: .max / 4, setting: setting, style: style)
  }

  /// The visual column of the cursor in ``typeset(in:style:)``; −1 or the line's width at its end.
  func cursorColumn(in line: Line) -> Int {
    let byte = text.unicodeScalars.prefix(cursor).reduce(0) { $0 + UTF8.width($1) }
    if let column = line.sources.firstIndex(where: { $0.contains(byte) }) { return column }
    return line.direction == .rightToLeft ? -1 : line.columns
  }

  private func scalarOffset(ofByte byte: Int) -> Int {
    var bytes = 0
    var offset = 0
    for scalar in text.unicodeScalars {
      if bytes >= byte { break }
      bytes += UTF8.width(scalar)
      offset += 1
    }
    return offset
  }

  private mutating func replace(with scalars: [Unicode.Scalar], cursor: Int) {
    text = String(String.UnicodeScalarView(scalars))
    self.cursor = cursor
  }
}
