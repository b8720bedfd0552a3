import Typesetting

/// One row on its way back to logical order, for a terminal that orders each row by UAX #9.
///
/// Which logical text makes a given row has no closed answer: numbers, brackets and neutrals depend on
/// what stands around them. So candidates are made, the plainest first, and each is put to the
/// algorithm itself; the first that gives back the row is sent.
struct LogicalRow {
  /// A character of one column or two, and where it stood.
  private struct Piece {
    var cell: Cell
    var column: Int
    /// U+200E follows.
    var isClosed = false
  }

  /// How a stretch of right-to-left text is kept from what follows it.
  private enum Closing {
    /// U+2800 in place of a blank: it is of class L and shows nothing. Engines that ignore format
    /// characters mind it.
    case blank
    /// U+200E, where no blank serves.
    case mark
  }

  private let pieces: [Piece]
  private let orderings: [Ordering]
  private let mirrors: Bool

  /// BRAILLE PATTERN BLANK.
  static let strongBlank: Unicode.Scalar = "\u{2800}"
  static let leftToRightMark: UInt32 = 0x200E

  static func encode(_ cells: [Cell], mirrors: Bool) -> EncodedRow {
    let row = LogicalRow(cells, mirrors: mirrors)
    return row.columns(of: row.order(), count: cells.count)
  }

  private init(_ cells: [Cell], mirrors: Bool) {
    var pieces: [Piece] = []
    pieces.reserveCapacity(cells.count)
    for (column, cell) in cells.enumerated() {
      let isWhole = cell.width == 1 || cell.width == 2 && column + 1 < cells.count
      if cell.width > 0 {
        pieces.append(Piece(cell: isWhole ? cell : .blank(cell.style), column: column))
      }
    }
    self.pieces = pieces
    self.mirrors = mirrors
    orderings = pieces.map { Ordering($0.cell.base) }
  }

  private func order() -> [Piece] {
    for closing in [Closing.blank, .mark] {
      for joinsAffixes in [false, true] {
        let candidate = stretched(closing, joinsAffixes: joinsAffixes)
        if shows(candidate) { return candidate }
      }
    }
    return pinned()
  }

  /// The cells with what they show, and for every visual column its place among them.
  private func columns(of order: [Piece], count: Int) -> EncodedRow {
    var cells: [Cell] = []
    cells.reserveCapacity(count)
    var columns = Array(0..<count)
    for piece in order {
      var cell = piece.cell
      if piece.isClosed { cell.marks[cell.marks.firstFreePlace] = Self.leftToRightMark }
      for i in 0..<Int(cell.width) where piece.column + i < count {
        columns[piece.column + i] = cells.count + i
      }
      cells.append(cell)
      if cell.width == 2 {
        cells.append(Cell(Cell.continuation, style: cell.style, width: 0))
      }
    }
    var encoded = EncodedRow(cells: cells)
    encoded.columns = columns
    return encoded
  }
}

// MARK: Candidates

extension LogicalRow {
  /// Every stretch from one right-to-left character to the last before something strong from left to
  /// right is turned round, numbers in it turned back.
  private func stretched(_ closing: Closing, joinsAffixes: Bool) -> [Piece] {
    var order: [Piece] = []
    order.reserveCapacity(pieces.count)
    var at = 0
    var isFirst = true
    while at < pieces.count {
      guard orderings[at].isReordered else {
        order.append(pieces[at])
        at += 1
        continue
      }
      let end = endOfStretch(from: at)
      if isFirst, closing == .blank { openWithBlank(&order) }
      isFirst = false
      order += turned(at..<end, joinsAffixes: joinsAffixes)
      at = end
      switch closing {
      case .blank: at = closeWithBlank(&order, at: at)
      case .mark: order[order.count - 1].isClosed = true
      }
    }
    return order
  }

  private func endOfStretch(from start: Int) -> Int {
    var end = start + 1
    var at = end
    while at < pieces.count, orderings[at] != .leftToRight, !isBox(pieces[at].cell) {
      at += 1
      if orderings[at - 1].isReordered { end = at }
    }
    return end
  }

  /// Some terminals take box drawing as strong, so a frame parts stretches.
  private func isBox(_ cell: Cell) -> Bool { (0x2500...0x257F).contains(cell.base.value) }

  /// The first blank of the row makes its direction left to right for who looks for it in the row.
  private func openWithBlank(_ order: inout [Piece]) {
    guard let blank = order.firstIndex(where: { $0.cell.base == " " }),
      !orderings[..<blank].contains(.leftToRight)
    else { return }
    order[blank].cell.base = Self.strongBlank
  }

  /// The blank after a stretch ends it; where other neutrals come first, the first blank before a
  /// number, which the stretch would draw to itself.
  private func closeWithBlank(_ order: inout [Piece], at end: Int) -> Int {
    var at = end
    while at < pieces.count, pieces[at].cell.base != " ", orderings[at] != .europeanDigit,
      orderings[at] != .leftToRight
    {
      at += 1
    }
    guard at < pieces.count, pieces[at].cell.base == " " else { return end }
    order += pieces[end...at]
    order[order.count - 1].cell.base = Self.strongBlank
    return at + 1
  }

  private func turned(_ stretch: Range<Int>, joinsAffixes: Bool) -> [Piece] {
    var result: [Piece] = []
    result.reserveCapacity(stretch.count)
    var end = stretch.upperBound
    while end > stretch.lowerBound {
      let start = startOfNumber(endingAt: end, in: stretch, joinsAffixes: joinsAffixes)
      if start < end {
        result += pieces[start..<end]
        end = start
      } else {
        end -= 1
        result.append(mirrored(pieces[end]))
      }
    }
    return result
  }

  /// Where the number begins whose last character stands before `end`; `end` if there is none.
  private func startOfNumber(endingAt end: Int, in stretch: Range<Int>, joinsAffixes: Bool) -> Int {
    func isDigit(_ at: Int) -> Bool {
      stretch.contains(at)
        && (orderings[at] == .europeanDigit || orderings[at] == .arabicDigit)
    }
    func isAffix(_ at: Int) -> Bool {
      joinsAffixes && stretch.contains(at) && orderings[at] == .numberAffix
    }
    var start = end
    // Affixes count only beside a digit.
    while isAffix(start - 1) { start -= 1 }
    guard isDigit(start - 1) else { return end }
    while true {
      if isDigit(start - 1) || isAffix(start - 1) {
        start -= 1
      } else if isDigit(start - 2), stretch.contains(start - 1),
        orderings[start - 1] == .numberSeparator
      {
        start -= 2
      } else {
        return start
      }
    }
  }

  private func mirrored(_ piece: Piece) -> Piece {
    guard mirrors else { return piece }
    var piece = piece
    piece.cell.base = mirrorImage(of: piece.cell.base)
    return piece
  }

  /// The row as it is but for its words, each of which is turned round and closed by a mark: right for
  /// whatever row, where marks are heeded. Inside a word the letters follow each other as they are
  /// read, for a terminal that joins them anew.
  private func pinned() -> [Piece] {
    var order = pieces
    var at = 0
    while at < order.count {
      let end = order[at...].indices.first { !orderings[$0].isRightToLeftLetter } ?? order.count
      if end > at {
        order[at..<end].reverse()
        order[end - 1].isClosed = true
      } else if orderings[at] == .arabicDigit {
        order[at].isClosed = true
      }
      at = max(end, at + 1)
    }
    return order
  }
}

// MARK: The check

extension LogicalRow {
  /// Whether UAX #9 with a left-to-right base makes the row of this text.
  private func shows(_ candidate: [Piece]) -> Bool {
    var scalars: [Unicode.Scalar] = []
    var owners: [Int] = []
    scalars.reserveCapacity(candidate.count)
    for (index, piece) in candidate.enumerated() {
      scalars.append(piece.cell.base)
      owners.append(index)
      // A mark counts too: between two digits, what stands under it no longer joins them.
      if piece.cell.marks != .zero { scalars += piece.cell.scalars.dropFirst() }
      if piece.isClosed { scalars.append("\u{200E}") }
      owners += repeatElement(-1, count: scalars.count - owners.count)
    }
    let levels = embeddingLevels(of: scalars, base: .leftToRight).levels
    var at = 0
    for index in visualOrder(of: levels) where owners[index] >= 0 {
      let piece = candidate[owners[index]]
      guard piece.column == pieces[at].column else { return false }
      let isTurned = mirrors && (levels[index] ?? 0) & 1 == 1
      let shown = isTurned ? mirrorImage(of: piece.cell.base) : piece.cell.base
      let wanted = pieces[at].cell.base
      guard shown == wanted || shown == Self.strongBlank && wanted == " " else { return false }
      at += 1
    }
    return at == pieces.count
  }
}

extension Ordering {
  /// Leaves its place in a row that is ordered from left to right, or makes others leave theirs.
  var isReordered: Bool { isRightToLeftLetter || self == .arabicDigit }
}

extension SIMD4<UInt32> {
  /// The first unused place, or the last.
  fileprivate var firstFreePlace: Int { (0..<3).first { self[$0] == 0 } ?? 3 }
}
