import Foundation

/// Cuts a stream of bytes into lines, holding no more than one of them.
struct LineSplitter {
  enum Line {
    case whole([UInt8])
    /// The line was longer than allowed; its bytes are gone.
    case tooLong
  }

  private let longest: Int
  private var unfinished: [UInt8] = []
  private var isTooLong = false

  init(longest: Int) { self.longest = longest }

  mutating func add(_ bytes: Data) -> [Line] {
    bytes.withUnsafeBytes { bytes in
      var lines: [Line] = []
      var start = 0
      while let feed = bytes[start...].firstIndex(of: 0x0A) {
        take(bytes[start..<feed])
        lines.append(finish())
        start = feed + 1
      }
      take(bytes[start...])
      return lines
    }
  }

  private mutating func take(_ piece: Slice<UnsafeRawBufferPointer>) {
    guard !isTooLong else { return }
    unfinished += piece
    if unfinished.count > longest {
      isTooLong = true
      unfinished = []
    }
  }

  /// The line after the last line feed, if there is one.
  mutating func end() -> [Line] { unfinished.isEmpty && !isTooLong ? [] : [finish()] }

  private mutating func finish() -> Line {
    defer {
      unfinished = []
      isTooLong = false
    }
    return isTooLong ? .tooLong : .whole(unfinished)
  }
}
