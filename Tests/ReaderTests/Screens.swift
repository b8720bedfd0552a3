import Foundation
import Reader
import Testing
import Typesetting

/// Compares a frame with `Fixtures/<name>.screen`. With `RECORD_SNAPSHOTS` in the environment the fixture
/// is written anew, and the test fails so that nobody takes the record for a check.
///
/// A row is stored as it stands on the screen, between U+202D and U+202C, so that viewers that know bidi
/// leave it alone. With `styles`, a second block has one letter per cell, explained below it.
func expectScreen(
  _ frame: Frame, _ name: String, styles: Bool = false,
  location: SourceLocation = #_sourceLocation
) throws {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/\(name).screen")
  let screen = frame.screen(styles: styles)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
    try screen.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name).screen", sourceLocation: location)
    return
  }
  let wanted = try String(contentsOf: url, encoding: .utf8)
  guard screen != wanted else { return }
  let rows = zip(screen.split(separator: "\n"), wanted.split(separator: "\n")).enumerated()
  let first = rows.first { $1.0 != $1.1 }
  Issue.record(
    """
    \(name).screen differs first in row \(first.map { "\($0.offset + 1)" } ?? "behind its end"):
    \(first.map { "\($0.element.0)" } ?? "")
    wanted:
    \(first.map { "\($0.element.1)" } ?? "")
    """, sourceLocation: location)
}

extension Frame {
  fileprivate func screen(styles: Bool) -> String {
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "\u{202D}\($0)\u{202C}" }
    if let cursor { rows.append("cursor \(cursor.row),\(cursor.column)") }
    if styles { rows += styleRows }
    return rows.joined(separator: "\n") + "\n"
  }

  private var styleRows: [String] {
    var letters: [Style: Character] = [:]
    var legend: [String] = []
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let rows = (0..<size.rows).map { row in
      String(
        self.row(row).map { cell -> Character in
          if let letter = letters[cell.style] { return letter }
          let letter = alphabet[letters.count]
          letters[cell.style] = letter
          legend.append("\(letter) \(cell.style.words)")
          return letter
        })
    }
    return rows + legend
  }

  /// What no frame may have: the wrong number of cells, controls, halves of wide characters.
  var flaws: [String] {
    var flaws: [String] = []
    if cells.count != max(0, size.columns) * max(0, size.rows) { flaws.append("cells") }
    for row in 0..<max(0, size.rows) {
      var before: UInt8 = 1
      for (column, cell) in self.row(row).enumerated() {
        defer { before = cell.width }
        if cell.isLetterOfASCII, before < 2 { continue }
        for scalar in cell.scalars where scalar.isUnpaintable {
          flaws.append("U+\(String(scalar.value, radix: 16)) at \(row),\(column)")
        }
        let isSecondHalf = cell.base == Cell.continuation
        if (before == 2) != isSecondHalf || (cell.width == 0) != isSecondHalf
          || cell.width == 2 && column + 1 == size.columns
        {
          flaws.append("half a character at \(row),\(column)")
        }
      }
    }
    return flaws
  }
}

extension Cell {
  /// Whether it is what most cells are, a plain character of one column.
  fileprivate var isLetterOfASCII: Bool {
    (0x20..<0x7F).contains(base.value) && width == 1 && marks == .zero
  }
}

extension Unicode.Scalar {
  /// Controls, format characters, line and paragraph separators.
  fileprivate var isUnpaintable: Bool {
    [.control, .format, .lineSeparator, .paragraphSeparator, .surrogate].contains(
      properties.generalCategory)
  }
}

extension Style {
  fileprivate var words: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    let attributes = names.filter { self.attributes.contains($0.0) }.map(\.1)
    return ([foreground.words + " on " + background.words] + attributes).joined(separator: " ")
  }
}

extension Color {
  fileprivate var words: String {
    switch self {
    case .standard: "standard"
    case .palette(let number): "palette \(number)"
    case .rgb(let value): "#" + String(value + 0x100_0000, radix: 16).dropFirst()
    }
  }
}
