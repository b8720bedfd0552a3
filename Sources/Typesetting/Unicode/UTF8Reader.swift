/// A cursor over valid UTF-8.
struct UTF8Reader {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int

  /// `position` must be where a scalar begins, or the end.
  init(_ bytes: UnsafeBufferPointer<UInt8>, position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The next scalar, and moves behind it. Must not be called at the end.
  @inline(__always)
  mutating func next() -> UInt32 {
    let first = bytes[position]
    if first < 0x80 {
      position += 1
      return UInt32(first)
    }
    if first < 0xE0 {
      let scalar = UInt32(first & 0x1F) << 6 | tail(1)
      position += 2
      return scalar
    }
    if first < 0xF0 {
      let scalar = UInt32(first & 0x0F) << 12 | tail(1) << 6 | tail(2)
      position += 3
      return scalar
    }
    let scalar = UInt32(first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
    position += 4
    return scalar
  }

  /// The scalar at the cursor, nil at the end.
  func peek() -> UInt32? {
    guard !isAtEnd else { return nil }
    var copy = self
    return copy.next()
  }

  @inline(__always)
  private func tail(_ offset: Int) -> UInt32 {
    UInt32(bytes[position + offset] & 0x3F)
  }
}

/// The bytes of a scalar in UTF-8.
func utf8Width(of scalar: UInt32) -> Int {
  scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
}
