import Glibc
import Typesetting

/// What an engine is asked to do with every paragraph, decoding included.
enum BidiTask: String, CaseIterable {
  /// Embedding levels.
  case levels
  /// Levels, lines of 80 scalars in visual order, mirrored.
  case reorder
  /// Arabic letters joined first, with lam-alef.
  case shape
}

/// An implementation of the bidi algorithm in the common harness. Each decodes with the same decoder
/// or its own inside the measured time, and all make the same checksum of what they produce.
protocol BidiEngine: AnyObject {
  static var name: String { get }
  /// Nil where the engine is not installed.
  init?(longestParagraph: Int)
  func run(_ text: BidiText, _ task: BidiTask) -> UInt64
}

/// A checksum that keeps the order of its parts.
struct Checksum {
  private(set) var value: UInt64 = 0

  mutating func mix(_ sum: UInt64) {
    let product = (value ^ sum) &* 0x9E37_79B9_7F4A_7C15
    value = product &<< 29 | product &>> 35
  }

  @inline(__always)
  mutating func add<Element: FixedWidthInteger & UnsignedInteger>(
    _ elements: UnsafePointer<Element>, count: Int
  ) {
    var sum = UInt64(count)
    for i in 0..<count {
      sum &+= UInt64(elements[i]) &* UInt64(UInt32(truncatingIfNeeded: 2 &* i &+ 1))
    }
    mix(sum)
  }
}

/// Decodes valid UTF-8 to UTF-32, or to UTF-16: eight ASCII bytes at a time, then the other forms.
/// Reads up to eight bytes beyond the end.
@inline(__always)
func decode<Unit: FixedWidthInteger & UnsignedInteger>(
  _ text: UnsafeBufferPointer<UInt8>, into units: UnsafeMutablePointer<Unit>
) -> Int {
  guard let bytes = text.baseAddress else { return 0 }
  var i = 0
  var n = 0
  while i < text.count {
    let eight = UnsafeRawPointer(bytes + i).loadUnaligned(as: UInt64.self)
    if eight & 0x8080_8080_8080_8080 == 0, text.count &- i >= 8 {
      for k in 0..<8 { units[n &+ k] = Unit(truncatingIfNeeded: bytes[i &+ k]) }
      n &+= 8
      i &+= 8
      continue
    }
    let first = UInt32(bytes[i])
    if first < 0x80 {
      units[n] = Unit(truncatingIfNeeded: first)
      i &+= 1
    } else if first < 0xE0 {
      units[n] = Unit(truncatingIfNeeded: (first & 31) &<< 6 | UInt32(bytes[i &+ 1] & 63))
      i &+= 2
    } else if first < 0xF0 {
      units[n] = Unit(
        truncatingIfNeeded: (first & 15) &<< 12 | UInt32(bytes[i &+ 1] & 63) &<< 6
          | UInt32(bytes[i &+ 2] & 63))
      i &+= 3
    } else {
      let scalar =
        (first & 7) &<< 18 | UInt32(bytes[i &+ 1] & 63) &<< 12 | UInt32(bytes[i &+ 2] & 63) &<< 6
        | UInt32(bytes[i &+ 3] & 63)
      i &+= 4
      if Unit.bitWidth == 16 {
        units[n] = Unit(truncatingIfNeeded: 0xD800 | (scalar &- 0x10000) &>> 10)
        n &+= 1
        units[n] = Unit(truncatingIfNeeded: 0xDC00 | (scalar & 0x3FF))
      } else {
        units[n] = Unit(truncatingIfNeeded: scalar)
      }
    }
    n &+= 1
  }
  return n
}

/// The least that any engine has to do: decode, copy line by line, sum.
final class DecodeAndCopy: BidiEngine {
  static let name = "floor"
  private let scalars: UnsafeMutablePointer<UInt32>
  private let line: UnsafeMutablePointer<UInt32>

  init?(longestParagraph: Int) {
    scalars = .allocate(capacity: longestParagraph + 8)
    line = .allocate(capacity: BidiText.lineLength)
  }

  deinit {
    scalars.deallocate()
    line.deallocate()
  }

  func run(_ text: BidiText, _ task: BidiTask) -> UInt64 {
    var checksum = Checksum()
    for paragraph in text.paragraphs {
      let count = decode(paragraph, into: scalars)
      for start in stride(from: 0, to: count, by: BidiText.lineLength) {
        let length = min(BidiText.lineLength, count - start)
        line.update(from: scalars + start, count: length)
        checksum.add(line, count: length)
      }
    }
    return checksum.value
  }
}

final class Khabar: BidiEngine {
  static let name = "Khabar"
  private var resolver = BidiResolver()
  private let line: UnsafeMutablePointer<UInt32>

  init?(longestParagraph: Int) { line = .allocate(capacity: BidiText.lineLength) }

  deinit { line.deallocate() }

  func run(_ text: BidiText, _ task: BidiTask) -> UInt64 {
    var checksum = Checksum()
    for paragraph in text.paragraphs {
      resolver.removeAll()
      resolver.append(utf8: paragraph)
      if task == .shape { resolver.joinLetters() }
      resolver.resolve(base: nil)
      if task == .levels {
        checksum = resolver.withLevels { levels in
          guard let first = levels.baseAddress else { return checksum }
          var checksum = checksum
          checksum.add(first, count: levels.count)
          return checksum
        }
        continue
      }
      resolver.resetSegmentSeparators()
      let count = resolver.count
      for start in stride(from: 0, to: count, by: BidiText.lineLength) {
        let length = min(BidiText.lineLength, count - start)
        checksum.add(line, count: resolver.reorder(start..<start + length, into: line))
      }
    }
    return checksum.value
  }
}
