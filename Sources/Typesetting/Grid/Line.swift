/// One typeset row of text: cells in visual order, leftmost first, as wide as the text and no wider.
package struct Line: Equatable, Sendable {
  /// Visual order; `cells.count` is the width in columns.
  package var cells: [Cell]
  /// For every cell the UTF-8 byte range of the source text it shows; empty (at the offset where it
  /// was put in) for what layout added, such as an ellipsis.
  package var sources: [Range<Int>]
  /// The direction of the paragraph the line belongs to; decides which edge it is set against.
  package var direction: Direction

  package init(cells: [Cell] = [], sources: [Range<Int>] = [], direction: Direction) {
    self.cells = cells
    self.sources = sources
    self.direction = direction
  }

  package var columns: Int { cells.count }

  /// The painted scalars, leftmost first, without styles.
  package var text: String {
    var text = String.UnicodeScalarView()
    // Appending a sequence would copy the text so far.
    for cell in cells { for scalar in cell.scalars { text.append(scalar) } }
    return String(text)
  }
}

/// The two directions text is read in.
package enum Direction: UInt8, Hashable, Sendable, BitwiseCopyable {
  case leftToRight = 0
  case rightToLeft = 1
}
