/// The line breaking algorithm of UAX #14 (Unicode 17), untailored.
///
/// The rules LB2 to LB31 stand in `generate-tables`, in `LineBreakRules.swift`; ``LineBreakTable`` is
/// the automaton made of them, so that a character costs one step whatever comes before it. Where a
/// rule looks ahead, the column of the character says what follows.
struct LineBreaking {
  /// For every scalar whether a line may be broken before it; the first is never (LB2). A mandatory
  /// break counts too.
  private(set) var opportunities: [Bool] = []

  /// - Parameter records: ``Properties/recordNumber(of:)`` of every scalar.
  mutating func find(in records: [UInt8]) {
    opportunities.removeAll(keepingCapacity: true)
    opportunities.reserveCapacity(records.count)
    var state = 0
    for i in records.indices {
      var column = Int(LineBreakTable.columns[Int(records[i])])
      if column >= LineBreakTable.firstLookingAhead {
        column += Self.follower(behind: i, in: records).rawValue
      }
      let step = LineBreakTable.transitions[state &* LineBreakTable.columnCount &+ column]
      opportunities.append(step >= 128)
      state = Int(step & 127)
    }
  }
}

extension LineBreaking {
  /// What the rules that look ahead ask for. The raw values are those of `LineBreakTable`'s columns.
  private enum Follower: Int {
    case other = 0
    case eastAsian = 1
    case closing = 2
    case number = 3
    case vowelFinal = 4
  }

  private static func follower(behind index: Int, in records: [UInt8]) -> Follower {
    let next = base(from: index + 1, in: records)
    guard next < records.count else { return endFollower(of: records[index]) }
    let following = Properties(record: records[next])
    switch Properties(record: records[index]).lineBreak {
    case .quFinal where standsBehindClosing(following.lineBreak): return .closing
    case .qu, .quInitial, .quFinal: return following.isEastAsian ? .eastAsian : .other
    case .is: return following.lineBreak == .nu ? .number : .other
    case .op: return startsNumber(at: next, in: records) ? .number : .other
    default: return following.lineBreak == .vf ? .vowelFinal : .other
    }
  }

  private static func endFollower(of record: UInt8) -> Follower {
    Properties(record: record).lineBreak == .quFinal ? .closing : .other
  }

  /// The next scalar that is no mark of the one before (LB9).
  private static func base(from index: Int, in records: [UInt8]) -> Int {
    var index = index
    while index < records.count {
      let lineBreak = Properties(record: records[index]).lineBreak
      guard lineBreak == .cm || lineBreak == .zwj else { break }
      index += 1
    }
    return index
  }

  /// NU or IS NU (LB25).
  private static func startsNumber(at index: Int, in records: [UInt8]) -> Bool {
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

/// Where the untailored rules let a line be broken: before which scalars, by index.
package func lineBreakOpportunities(in scalars: [Unicode.Scalar]) -> [Int] {
  var breaking = LineBreaking()
  breaking.find(in: scalars.map { Properties.recordNumber(of: $0.value) })
  return scalars.indices.filter { breaking.opportunities[$0] }
}
