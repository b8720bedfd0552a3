/// One isolating run sequence (BD13) that lies together in memory.
struct IsolatingRunSequence {
  var range: Range<Int>
  var level: UInt8
  /// sos and eos of X10.
  var start: Direction
  var end: Direction

  /// The direction of the level.
  var embedding: Direction { level.direction }
}

/// Memory in which the runs of one sequence are put together.
struct GatheredSequence: ~Copyable {
  private(set) var count = 0
  private(set) var types = Buffer<UInt8>()
  private(set) var levels = Buffer<UInt8>()
  /// Where in the paragraph each character stands.
  private(set) var positions = Buffer<Int32>()

  init() {}

  mutating func removeAll() { count = 0 }

  /// Appends what X9 has left of a run.
  mutating func append(_ run: Range<Int>, of types: borrowing Buffer<UInt8>) {
    reserve(count + run.count)
    for i in run where !BidiType(rawValue: types[i]).isRemoved {
      self.types[count] = types[i]
      positions[count] = Int32(truncatingIfNeeded: i)
      count &+= 1
    }
  }

  private mutating func reserve(_ capacity: Int) {
    types.reserve(capacity, keeping: count)
    positions.reserve(capacity, keeping: count)
    levels.reserve(capacity)
  }

  /// Writes the levels back to where the characters stand.
  func scatter(into paragraph: borrowing Buffer<UInt8>) {
    for i in 0..<count { paragraph[Int(positions[i])] = levels[i] }
  }
}
