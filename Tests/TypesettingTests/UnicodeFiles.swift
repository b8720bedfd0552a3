import Foundation
import Testing

/// The Unicode files tests read: conformance files from Debian's `unicode-data`, properties from the
/// repository.
enum UnicodeFiles {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// A conformance file, from `KHABAR_UNICODE_DATA` or where Debian puts it.
  static func conformance(_ name: String) throws -> [UInt8] {
    let directory =
      ProcessInfo.processInfo.environment["KHABAR_UNICODE_DATA"] ?? "/usr/share/unicode"
    guard let data = FileManager.default.contents(atPath: "\(directory)/\(name)") else {
      throw Missing(
        description:
          "\(directory)/\(name) is missing: install Debian's package unicode-data, or set "
          + "KHABAR_UNICODE_DATA to a directory that holds it.")
    }
    return [UInt8](data)
  }

  /// A file under data/unicode.
  static func property(_ name: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("data/unicode/\(name)").path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Missing(description: "\(path) is missing.")
    }
    return [UInt8](data)
  }

  static func fixture(_ name: String) throws -> String {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name)")
    return try String(contentsOf: url, encoding: .utf8)
  }
}

/// A cursor over the bytes of a data file.
struct ByteReader {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next line without its line feed, or nil at the end.
  mutating func nextLine() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    position = end + 1
    return start..<end
  }

  /// Fields between semicolons, a comment cut off.
  func fields(of line: Range<Int>) -> [Range<Int>] {
    let end = bytes[line].firstIndex(of: UInt8(ascii: "#")) ?? line.upperBound
    return parts(of: line.lowerBound..<end, separator: UInt8(ascii: ";"))
  }

  func words(of field: Range<Int>) -> [Range<Int>] {
    parts(of: field, separator: 0x20).filter { !$0.isEmpty }
  }

  private func parts(of range: Range<Int>, separator: UInt8) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where bytes[i] == separator {
      parts.append(start..<i)
      start = i + 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func hexadecimal(_ range: Range<Int>) -> UInt32 {
    var value: UInt32 = 0
    for i in range {
      let byte = bytes[i]
      let digit = byte <= 0x39 ? byte &- 0x30 : (byte | 0x20) &- 0x57
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  func decimal(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 * 10 + Int(bytes[$1] &- 0x30) }
  }

  /// A list of levels, `x` for what X9 removes.
  func levels(_ field: Range<Int>) -> [UInt8?] {
    words(of: field).map {
      bytes[$0.lowerBound] == UInt8(ascii: "x") ? nil : UInt8(truncatingIfNeeded: decimal($0))
    }
  }
}

/// Failures of a long run: how many, the first and the last.
struct Failures {
  private(set) var count = 0
  private var first = ""
  private var last = ""

  mutating func add(_ failure: @autoclosure () -> String) {
    count += 1
    last = failure()
    if count == 1 { first = last }
  }

  var summary: String { "\(count) failures, first: \(first), last: \(last)" }
}
