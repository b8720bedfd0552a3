/// The line breaking algorithm of UAX #14 (Unicode 17) over one paragraph.
///
/// The rules LB2 to LB31 stand in `generate-tables`, in `LineBreakRules.swift`; ``LineBreakTable`` is
/// the automaton made of them, so that a character costs one step whatever comes before it. Where a
/// rule looks ahead, the column of the character says what follows. What Arabic text asks for beyond
/// the standard is in `ArabicTailoring.swift`.
struct LineBreaking {
  enum Opportunity: UInt8 {
    case prohibited
    /// Only if the row would otherwise stay half empty.
    case discouraged
    case allowed
  }

  /// For every scalar whether a line may be broken before it; the first is never (LB2). A mandatory
  /// break counts as allowed.
  var opportunities: [Opportunity] = []
  private(set) var scalars: [UInt32] = []
  private(set) var records: [UInt8] = []

  mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
  }

  /// The next scalar of the paragraph and its ``Properties/recordNumber(of:)``.
  @inline(__always)
  mutating func append(_ scalar: UInt32, record: UInt8) {
    scalars.append(scalar)
    records.append(record)
  }

  mutating func replace(_ index: Int, by scalar: UInt32) {
    scalars[index] = scalar
    records[index] = Properties.recordNumber(of: scalar)
  }

  /// Finds the opportunities of the scalars appended so far.
  ///
  /// - Parameter forArabic: whether the tailorings of Arabic apply.
  mutating func find(forArabic: Bool) {
    treatPaddingAsSpace()
    findUntailored()
    if forArabic { tailorForArabic() }
  }

  /// LB2 to LB31.
  mutating func findUntailored() {
    opportunities.removeAll(keepingCapacity: true)
    opportunities.reserveCapacity(records.count)
    // Without optimisation every look-up would copy the table.
    let transitions = LineBreakTable.transitions.span
    records.withUnsafeBufferPointer { records in
      var state = 0
      for i in records.indices {
        var column = Int(LineBreakTable.columns[Int(records[i])])
        if column >= LineBreakTable.firstLookingAhead {
          column += Self.follower(behind: i, in: records).rawValue
        }
        let step = transitions[state &* LineBreakTable.columnCount &+ column]
        opportunities.append(step >= 128 ? .allowed : .prohibited)
        state = Int(step & 127)
      }
    }
  }

  /// Whether a line may be broken before the scalar, or before the format characters in front of it,
  /// which own no cell: the standard parts `a RLI b` before RLI.
  func opportunity(before index: Int) -> Opportunity {
    var index = index
    var best = opportunities[index]
    while index > 0 {
      let before = Properties(record: records[index - 1])
      guard before.category == .format, before.columns == 0 else { break }
      index -= 1
      if opportunities[index].rawValue > best.rawValue { best = opportunities[index] }
    }
    return best
  }

  func lineBreak(at index: Int) -> LineBreakClass { Properties(record: records[index]).lineBreak }

  mutating func replaceRecord(at index: Int, by record: UInt8) { records[index] = record }
}

// MARK: Looking ahead

extension LineBreaking {
  /// What the rules that look ahead ask for. The raw values are those of `LineBreakTable`'s columns.
  private enum Follower: Int {
    case other = 0
    case eastAsian = 1
    case closing = 2
    case number = 3
    case vowelFinal = 4
  }

  private static func follower(
    behind index: Int, in records: UnsafeBufferPointer<UInt8>
  ) -> Follower {
    let lineBreak = Properties(record: records[index]).lineBreak
    let next = base(from: index + 1, in: records)
    guard next < records.count else { return lineBreak == .quFinal ? .closing : .other }
    let following = Properties(record: records[next])
    switch lineBreak {
    case .quFinal where standsBehindClosing(following.lineBreak): return .closing
    case .qu, .quInitial, .quFinal: return following.isEastAsian ? .eastAsian : .other
    case .is: return following.lineBreak == .nu ? .number : .other
    case .op: return startsNumber(at: next, in: records) ? .number : .other
    default: return following.lineBreak == .vf ? .vowelFinal : .other
    }
  }

  /// The next scalar that is no mark of the one before (LB9).
  private static func base(from index: Int, in records: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index
    while index < records.count {
      let lineBreak = Properties(record: records[index]).lineBreak
      guard lineBreak == .cm || lineBreak == .zwj else { break }
      index += 1
    }
    return index
  }

  /// NU or IS NU (LB25).
  private static func startsNumber(
    at index: Int, in records: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let first = Properties(record: records[index]).lineBreak
    guard first == .is else { return first == .nu }
    let second = base(from: index + 1, in: records)
    return second < records.count && Properties(record: records[second]).lineBreak == .nu
  }

  /// LB15b.
  private static func standsBehindClosing(_ lineBreak: LineBreakClass) -> Bool {
    switch lineBreak {
    case .sp, .gl, .wj, .cl, .qu, .quInitial, .quFinal, .cp, .ex, .is, .sy, .bk, .cr, .lf, .nl, .zw:
      true
    default: false
    }
  }
}

/// The UTF-8 offsets in `text` where the untailored rules LB2 to LB31 let a line be broken, in order,
/// without the end.
package func lineBreakOpportunities(in text: String) -> [Int] {
  var text = text
  return text.withUTF8 { bytes in
    var breaking = LineBreaking()
    var reader = UTF8Reader(bytes)
    while !reader.isAtEnd {
      let scalar = reader.next()
      breaking.append(scalar, record: Properties.recordNumber(of: scalar))
    }
    breaking.findUntailored()
    var offsets: [Int] = []
    var offset = 0
    for i in breaking.scalars.indices {
      if breaking.opportunities[i] == .allowed { offsets.append(offset) }
      offset += utf8Width(of: breaking.scalars[i])
    }
    return offsets
  }
}
