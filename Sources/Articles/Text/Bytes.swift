extension String {
  /// Whether the very bytes of another text stand in this one. `contains` finds canonical equivalents too,
  /// at many times the cost.
  func hasBytes(of other: String) -> Bool {
    Array(utf8).firstRange(of: Array(other.utf8), from: 0) != nil
  }
}

extension [UInt8] {
  /// Whether the text stands there.
  func have(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= self.count else { return false }
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: count)
    return self[index..<index + count].elementsEqual(expected)
  }

  /// Where other bytes first stand, at `start` or behind it; nil also when there are none to look for.
  package func firstRange(of wanted: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = wanted.first else { return nil }
    var index = start
    while index + wanted.count <= count {
      if self[index] == first, self[index..<index + wanted.count].elementsEqual(wanted) {
        return index..<index + wanted.count
      }
      index += 1
    }
    return nil
  }
}
