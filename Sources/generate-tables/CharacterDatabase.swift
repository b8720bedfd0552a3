import Foundation

/// The files of the Unicode Character Database, read into one value per scalar.
struct CharacterDatabase {
  static let scalarCount = 0x110000

  let directory: String

  /// The data lines of a file as trimmed fields, comments cut off.
  func rows(of file: String) throws -> [[String]] {
    try lines(of: file).compactMap { line in
      let data = line.prefix { $0 != "#" }
      guard data.contains(where: { !$0.isWhitespace }) else { return nil }
      return Self.fields(of: data)
    }
  }

  /// One property for every scalar. `@missing` lines give the defaults; a later one wins over an
  /// earlier one, and data lines win over both.
  func values<Value>(
    of file: String, missing: Value, named: (String) throws -> Value
  ) throws -> [Value] {
    var values = [Value](repeating: missing, count: Self.scalarCount)
    for line in try lines(of: file) {
      guard let mark = line.range(of: "# @missing:") else { continue }
      let row = Self.fields(of: line[mark.upperBound...])
      try fill(&values, with: row, named: named)
    }
    for row in try rows(of: file) { try fill(&values, with: row, named: named) }
    return values
  }

  /// One property of a file that holds several: `range ; property ; value`.
  func values<Value>(
    of file: String, named property: String, missing: Value, value: (String) throws -> Value
  ) throws -> [Value] {
    var values = [Value](repeating: missing, count: Self.scalarCount)
    for row in try rows(of: file) where row[1] == property {
      try fill(&values, with: [row[0], row[2]], named: value)
    }
    return values
  }

  /// One binary property of a file that holds several: `range ; property`.
  func values(of file: String, named property: String) throws -> [Bool] {
    var values = [Bool](repeating: false, count: Self.scalarCount)
    for row in try rows(of: file) where row[1] == property {
      try fill(&values, with: row) { _ in true }
    }
    return values
  }

  private func fill<Value>(
    _ values: inout [Value], with row: [String], named: (String) throws -> Value
  ) throws {
    guard row.count >= 2, let range = Self.range(row[0]) else {
      throw TableError.unreadable(row.joined(separator: ";"))
    }
    let value = try named(row[1])
    for scalar in range { values[scalar] = value }
  }

  private func lines(of file: String) throws -> [Substring] {
    let text = try String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
    return text.split(separator: "\n")
  }

  private static func fields(of line: Substring) -> [String] {
    line.split(separator: ";", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// `0600..0605` or `06DD`.
  private static func range(_ field: String) -> ClosedRange<Int>? {
    let ends = field.components(separatedBy: "..").compactMap { Int($0, radix: 16) }
    guard let first = ends.first, let last = ends.last, first <= last else { return nil }
    return first...last
  }
}

enum TableError: Error, CustomStringConvertible {
  case unreadable(String)
  case unknownValue(String, of: String)
  case tooManyRecords(Int)
  case tooManyBlocks(Int)

  var description: String {
    switch self {
    case .unreadable(let line): "cannot read this line: \(line)"
    case .unknownValue(let value, let property): "\(property) has no value \(value)"
    case .tooManyRecords(let count): "\(count) different records do not fit one byte"
    case .tooManyBlocks(let count): "\(count) different blocks do not fit one byte"
    }
  }
}
