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

  /// The line with the cells that show bytes of `spans` in the spans' styles, where they overlap in the
  /// later one's. What layout added takes part when it stands inside a span, as a tatweel in a word does. A
  /// style without a link keeps the cell's.
  package func styled(_ spans: some Collection<Span>) -> Line {
    guard !spans.isEmpty, let start = sources.lazy.map(\.lowerBound).min(),
      let end = sources.lazy.map(\.upperBound).max()
    else { return self }
    var line = self
    for span in spans where span.range.lowerBound < end && span.range.upperBound > start {
      for (index, source) in sources.enumerated() where span.shows(source) {
        var style = span.style
        if style.link == 0 { style.link = cells[index].style.link }
        line.cells[index].style = style
      }
    }
    return line
  }
}

extension Span {
  /// Whether a cell that shows `source` is in the span.
  fileprivate func shows(_ source: Range<Int>) -> Bool {
    range.lowerBound < (source.isEmpty ? source.lowerBound : source.upperBound)
      && source.lowerBound < range.upperBound
  }
}

/// The two directions text is read in.
package enum Direction: UInt8, Hashable, Sendable, BitwiseCopyable {
  case leftToRight = 0
  case rightToLeft = 1
}
