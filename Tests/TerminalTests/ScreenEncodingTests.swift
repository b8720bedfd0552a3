import Foundation
import ReorderingTerminals
import Testing

@Suite struct `Every recorded screen` {
  /// The rows of all screens the tests of the reader compare with, each once.
  static let rows: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("ReaderTests/Fixtures")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    var rows: Set<String> = []
    for file in files ?? [] where file.pathExtension == "screen" {
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      // Rows stand between an override and its end; what else is there tells of styles.
      for line in text.split(separator: "\n") where line.hasPrefix("\u{202D}") {
        rows.insert(line.trimmingCharacters(in: ["\u{202D}", "\u{202C}"]))
      }
    }
    return rows.sorted()
  }()

  @Test func `is shown as it stands by every kind of terminal`() {
    #expect(Self.rows.count > 400)
    for row in Self.rows {
      let wrong = terminalsShowingWrongly(row)
      #expect(wrong.isEmpty, "\(wrong): \(row)")
    }
  }
}
