/// A 64-bit FNV-1a hash with a final mix, the same in every run and on every machine, so that it can
/// be kept on disk.
///
/// Nothing rests on it alone where a collision could mix up two articles: what is found by it is
/// compared in full.
struct Hash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ text: String?) {
    guard var text else { return mix(0xFF) }
    text.withUTF8 { combine(utf8: $0) }
  }

  /// The same as the text of these bytes.
  mutating func combine(utf8 bytes: some Sequence<UInt8>) {
    for byte in bytes { mix(byte) }
    // No byte of UTF-8: it parts this field from the next.
    mix(0xFE)
  }

  mutating func combine(_ number: Int?) {
    guard let number else { return mix(0xFF) }
    for shift in stride(from: 0, to: 64, by: 8) {
      mix(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private mutating func mix(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  var value: Int64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return Int64(bitPattern: mixed ^ (mixed >> 33))
  }

  /// As of the text of these bytes.
  static func of(utf8 bytes: some Sequence<UInt8>) -> Int64 {
    var hash = Hash()
    hash.combine(utf8: bytes)
    return hash.value
  }

  static func of(_ texts: String?...) -> Int64 {
    var hash = Hash()
    for text in texts { hash.combine(text) }
    return hash.value
  }
}
