import Foundation
import Testing

/// Rows as another implementation of UAX #9, FriBidi, puts them, kept in files.
@Suite struct `The order of what is shown` {
  struct Vector {
    var direction: String
    var text: String
    /// From the left.
    var row: String
  }

  private func vectors(_ name: String) throws -> [Vector] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).tsv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    return try lines.filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t").map { unescaped(String($0)) }
      try #require(fields.count == 3)
      return Vector(direction: fields[0], text: fields[1], row: withoutFormats(fields[2]))
    }
  }

  /// `\u{202D}` as the scalar it stands for.
  private func unescaped(_ text: String) -> String {
    text.replacing(/\\u\{([0-9A-F]+)\}/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    }
  }

  private func withoutFormats(_ text: String) -> String {
    let shown = text.unicodeScalars.filter {
      ![.format, .nonspacingMark].contains($0.properties.generalCategory)
    }
    return String(String.UnicodeScalarView(shown))
  }

  @Test func `of tricky lines is that of an independent implementation`() throws {
    let vectors = try vectors("order")
    #expect(vectors.count > 20)
    for direction in ["rtl", "ltr"] {
      let chosen = vectors.filter { $0.direction == direction }
      let outcome = try Program().run(
        "typeset", "--no-isolate", "--direction", direction,
        input: chosen.map { $0.text + "\n" }.joined())
      #expect(outcome.code == 0)
      for (vector, row) in zip(chosen, outcome.outputLines) {
        #expect(withoutFormats(String(row)) == vector.row)
      }
    }
  }

  @Test(arguments: [(80, 24, 44), (120, 40, 60)])
  func `of every title in the list is that of an independent implementation`(
    columns: Int, rows: Int, widest: Int
  ) throws {
    let program = try Program.withEdition()
    let vectors = try vectors("titles")
    #expect(vectors.map(\.text) == (try program.articles().map(\.title)))
    var shown: Set<String> = []
    try program.read(columns: columns, rows: rows) { terminal in
      var screen = try terminal.wait { self.position(in: $0) == 1 }
      var position = 1
      repeat {
        shown.formUnion(screen.rows.map { withoutFormats(unjoined($0)) })
        try terminal.press("NPage")
        let before = position
        screen = try terminal.wait { screen in
          position = self.position(in: screen)
          return position > before || position == Program.editionCount
        }
      } while position < Program.editionCount
      shown.formUnion(screen.rows.map { withoutFormats(unjoined($0)) })
    }
    // Longer titles are cut, and what is left of them is another text.
    let whole = vectors.filter { $0.row.count <= widest }
    #expect(whole.count > 40)
    for vector in whole {
      #expect(shown.contains { $0.contains("  \(vector.row)  ") }, "\(vector.text)")
    }
  }

  /// «١٢ من ٧١» in the status line.
  private func position(in screen: Screenshot) -> Int {
    let row = screen.readings.last { !$0.isEmpty } ?? ""
    guard let match = row.firstMatch(of: /([٠-٩]+) من ٧١\s*$/) else { return 0 }
    return match.1.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
  }
}
