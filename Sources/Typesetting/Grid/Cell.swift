/// One column of a row: a spacing character with the marks that stand on it, and its style.
///
/// A cell never holds a control or line break, and of format characters only those that are seen, such as
/// U+0600; what cannot be painted was replaced before it came here.
package struct Cell: Hashable, Sendable {
  /// The spacing character as it is painted (a presentation form for a joined letter, the mirrored
  /// bracket in right-to-left text), or ``continuation``.
  package var base: Unicode.Scalar
  /// Up to four combining marks in rendering order; unused places are 0. Four is what one
  /// ncurses cell holds beside its base.
  package var marks: SIMD4<UInt32>
  package var style: Style
  /// Columns this cell fills: 1, or 2 for a wide character, whose second column is a cell of width 0
  /// holding ``continuation``.
  package var width: UInt8

  package init(
    _ base: Unicode.Scalar, marks: SIMD4<UInt32> = .zero, style: Style = .plain, width: UInt8 = 1
  ) {
    self.base = base
    self.marks = marks
    self.style = style
    self.width = width
  }

  /// What the second column of a wide character holds as its base.
  package static let continuation: Unicode.Scalar = "\u{0}"

  package static func blank(_ style: Style = .plain) -> Cell { Cell(" ", style: style) }

  /// The cell's scalars in the order they go to the terminal: base, then marks; empty for the second
  /// column of a wide character.
  package var scalars: [Unicode.Scalar] {
    guard base != Self.continuation else { return [] }
    var scalars = [base]
    for i in 0..<4 where marks[i] != 0 {
      if let mark = Unicode.Scalar(marks[i]) { scalars.append(mark) }
    }
    return scalars
  }
}
