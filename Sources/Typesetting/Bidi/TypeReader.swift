/// Decodes UTF-8 and looks up Bidi_Class in one pass: the innermost loop of all.
struct TypeReader {
  private let scalars: UnsafeMutablePointer<UInt32>
  private let types: UnsafeMutablePointer<UInt8>
  /// Scalars written.
  private(set) var count: Int
  /// A bit for each class met, see ``BidiClassMask``.
  private(set) var classMask: UInt32 = 0

  /// The ``BidiType`` of every scalar that one or two bytes encode.
  private static let shortTypes: [UInt8] = (0..<0x800).map { BidiType(Properties($0)).rawValue }

  init(scalars: UnsafeMutablePointer<UInt32>, types: UnsafeMutablePointer<UInt8>, count: Int) {
    self.scalars = scalars
    self.types = types
    self.count = count
  }

  /// Reads valid UTF-8; there must be room for as many scalars as it has bytes.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    Self.shortTypes.withUnsafeBufferPointer { shortTypes in
      guard let bytes = text.baseAddress, let shortTypes = shortTypes.baseAddress else { return }
      read(bytes, text.count, shortTypes)
    }
  }

  @inline(__always)
  private mutating func read(
    _ bytes: UnsafePointer<UInt8>, _ end: Int, _ shortTypes: UnsafePointer<UInt8>
  ) {
    var i = 0
    var n = count
    var mask: UInt32 = 0
    while i < end {
      let first = UInt32(bytes[i])
      let scalar: UInt32
      let type: UInt8
      if first < 0xE0 {
        if first < 0x80 {
          if end &- i >= 8, isASCII(bytes + i) {
            mask |= readASCII(bytes + i, to: n, shortTypes)
            i &+= 8
            n &+= 8
            continue
          }
          scalar = first
          i &+= 1
        } else {
          scalar = (first & 0x1F) &<< 6 | UInt32(bytes[i &+ 1] & 0x3F)
          i &+= 2
        }
        type = shortTypes[Int(scalar)]
      } else {
        if first < 0xF0 {
          scalar =
            (first & 0x0F) &<< 12 | UInt32(bytes[i &+ 1] & 0x3F) &<< 6
            | UInt32(bytes[i &+ 2] & 0x3F)
          i &+= 3
        } else {
          scalar =
            (first & 0x07) &<< 18 | UInt32(bytes[i &+ 1] & 0x3F) &<< 12
            | UInt32(bytes[i &+ 2] & 0x3F) &<< 6 | UInt32(bytes[i &+ 3] & 0x3F)
          i &+= 4
        }
        type = BidiType(Properties(scalar)).rawValue
      }
      scalars[n] = scalar
      types[n] = type
      mask |= 1 &<< UInt32(type & 31)
      n &+= 1
    }
    count = n
    classMask |= mask
  }

  @inline(__always)
  private func isASCII(_ bytes: UnsafePointer<UInt8>) -> Bool {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
  }

  /// Reads eight bytes; returns their classes.
  @inline(__always)
  private func readASCII(
    _ bytes: UnsafePointer<UInt8>, to n: Int, _ shortTypes: UnsafePointer<UInt8>
  ) -> UInt32 {
    var mask: UInt32 = 0
    for k in 0..<8 {
      let type = shortTypes[Int(bytes[k])]
      scalars[n &+ k] = UInt32(bytes[k])
      types[n &+ k] = type
      mask |= 1 &<< UInt32(type & 31)
    }
    return mask
  }
}
