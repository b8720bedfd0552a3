/// One isolating run sequence (BD13) laid out without gaps, for rules W1–I2.
struct IsolatingRunSequence {
  /// The current class of every character of the sequence.
  var classes: [BidiClass] = []
  /// Where each stands in the paragraph.
  private(set) var positions: [Int] = []
  var level: UInt8 = 0
  /// sos and eos of X10: L or R.
  var start: BidiClass = .l
  var end: BidiClass = .l

  mutating func removeAll() {
    classes.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  mutating func append(_ bidiClass: BidiClass, at position: Int) {
    classes.append(bidiClass)
    positions.append(position)
  }

  /// The direction of the sequence's own level.
  var embedding: BidiClass { level & 1 == 0 ? .l : .r }

  /// I1, I2.
  func resolvedLevel(at index: Int) -> UInt8 {
    switch classes[index] {
    case .l: level + (level & 1)
    case .r: level + 1 - (level & 1)
    default: level + 2 - (level & 1)
    }
  }
}
