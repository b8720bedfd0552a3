package import Terminal
package import Typesetting

/// A terminal that moves what it was sent, as far as that decides what a row looks like.
package enum ReorderingTerminal: CaseIterable, Sendable {
  /// Paints cells where they are put.
  case plain
  /// Orders each row by UAX #9 with a left-to-right base and mirrors what stands in right-to-left text:
  /// VTE, PuTTY.
  case unicode
  /// The same without mirroring: Konsole.
  case unicodeWithoutMirroring
  /// Has the letters of each right-to-left word painted from the right, from a font of their own.
  case kitty
  /// Has all between two blanks shaped at once, because its main font has Arabic.
  case kittyWithArabicFont

  /// How rows are sent to it.
  package var encoding: RowEncoding {
    switch self {
    case .plain: .visual
    case .unicode: .logical
    case .unicodeWithoutMirroring: .logicalWithoutMirroring
    case .kitty: .words
    case .kittyWithArabicFont: .tokens
    }
  }

  /// The bases one sees of the cells it was sent, from the left.
  package func shown(_ cells: [Cell]) -> [Unicode.Scalar] {
    switch self {
    case .plain: cells.filter { $0.width > 0 }.map(\.base)
    case .unicode: ordered(cells, mirrors: true)
    case .unicodeWithoutMirroring: ordered(cells, mirrors: false)
    case .kitty: shaped(cells) { isRightToLeft($0) || isCommonArabic($0) ? .another : .main }
    case .kittyWithArabicFont: shaped(cells) { isHebrew($0) ? .another : .main }
    }
  }

  private enum Font { case main, another }

  private func ordered(_ cells: [Cell], mirrors: Bool) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var bases: Set<Int> = []
    for cell in cells where cell.width > 0 {
      bases.insert(scalars.count)
      scalars += cell.scalars
    }
    let levels = embeddingLevels(of: scalars, base: .leftToRight).levels
    return visualOrder(of: levels).filter(bases.contains).map { index in
      let isTurned = mirrors && (levels[index] ?? 0) % 2 == 1
      let base = isTurned ? mirrorImage(of: scalars[index]) : scalars[index]
      return base == "\u{2800}" ? " " : base
    }
  }

  /// A run is what stands between blanks and lines and comes from one font. HarfBuzz gives it the direction
  /// of its first character that belongs to one script, and mirrors what is painted from right to left.
  private func shaped(
    _ cells: [Cell], inRunsOf font: (Unicode.Scalar) -> Font
  ) -> [Unicode.Scalar] {
    func parts(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || (0x2500...0x259F).contains(scalar.value)
    }
    var bases = cells.filter { $0.width > 0 }.map(\.base)
    var start = 0
    while start < bases.count {
      let first = bases[start]
      let end =
        parts(first)
        ? start + 1
        : bases[start...].firstIndex { parts($0) || font($0) != font(first) } ?? bases.count
      let telling = bases[start..<end].first { isRightToLeft($0) || isOfAnotherScript($0) }
      if let telling, isRightToLeft(telling) {
        bases[start..<end].reverse()
        for i in start..<end { bases[i] = mirrorImage(of: bases[i]) }
      }
      start = end
    }
    return bases
  }

  /// Hebrew, Arabic and their presentation forms, digits of the Arabic script included.
  private func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case _ where isCommonArabic(scalar): false
    case 0x590...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF: true
    default: false
    }
  }

  private func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x5FF).contains(scalar.value) || (0xFB1D...0xFB4F).contains(scalar.value)
  }

  private func isCommonArabic(_ scalar: Unicode.Scalar) -> Bool {
    [0x60C, 0x61B, 0x61F, 0x640, 0x6DD].contains(scalar.value)
  }

  private func isOfAnotherScript(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && !isRightToLeft(scalar) && !isCommonArabic(scalar)
  }
}

/// The cells of a row of text, a column each, with the marks that stand on them.
package func cells(of row: String) -> [Cell] {
  var cells: [Cell] = []
  for scalar in row.unicodeScalars {
    let isMark = [.nonspacingMark, .format].contains(scalar.properties.generalCategory)
    if isMark, let last = cells.indices.last {
      if let free = (0..<4).first(where: { cells[last].marks[$0] == 0 }) {
        cells[last].marks[free] = scalar.value
      }
    } else {
      cells.append(Cell(scalar))
    }
  }
  return cells
}

/// The terminals that show a row otherwise than it stands, when they are sent what the encoder for them makes
/// of it. The row is given as one sees it, from the left.
package func terminalsShowingWrongly(_ row: String) -> [ReorderingTerminal] {
  let cells = cells(of: row)
  return ReorderingTerminal.allCases.filter {
    $0.shown($0.encoding.encode(cells).cells) != cells.map(\.base)
  }
}
