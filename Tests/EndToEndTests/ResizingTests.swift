import Foundation
import Testing

@Suite struct `A window of any size` {
  private static let sizes = [(40, 12), (300, 100), (20, 5), (1, 1), (89, 16), (140, 15), (80, 24)]

  private func cycle(_ terminal: Tmux) throws {
    for (columns, rows) in Self.sizes {
      try terminal.resize(columns: columns, rows: rows)
      let screen = try terminal.wait { screen in
        // The bottom bar is drawn: the window has been painted in its new size.
        rows < 5 || screen.rows.count >= rows && screen.rows[rows - 1].contains { $0 != " " }
      }
      #expect(!screen.text.contains("\u{FFFD}"))
      #expect(!screen.text.contains("\u{1B}"))
      #expect(screen.rows.allSatisfy { $0.unicodeScalars.count <= columns })
    }
  }

  @Test func `shows the list as before when it is back`() throws {
    try Program.withEdition().read { terminal in
      let before = try terminal.wait(for: "لماذا تكتب لام الألف")
      try cycle(terminal)
      try terminal.wait { $0 == before }
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
      #expect(terminal.errors.isEmpty)
    }
  }

  @Test func `shows the article at the place it was`() throws {
    try Program.withEdition().read { terminal in
      try terminal.wait(for: "لماذا تكتب لام الألف")
      try terminal.press("Left")
      try terminal.wait(for: "اكتب كلمة")
      try terminal.press("NPage")
      let before = try terminal.wait { !$0.reads("اكتب كلمة") }
      let row = try #require(before.rows[2...].first { $0.contains { $0 != " " } })
      try terminal.resize(columns: 60, rows: 24)
      try terminal.wait { $0.rows[0].count <= 60 }
      try terminal.resize(columns: 80, rows: 24)
      try terminal.wait { $0.rows[2...].contains(row) }
      try cycle(terminal)
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
    }
  }

  @Test(arguments: ["c", "?", "d", "S"])
  func `survives with a panel open`(key: String) throws {
    try Program.withEdition().read { terminal in
      let before = try terminal.wait(for: "لماذا تكتب لام الألف")
      try terminal.press(key)
      try terminal.wait { $0 != before }
      try cycle(terminal)
      try terminal.press("Escape")
      try terminal.wait { $0 == before }
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
    }
  }

  @Test func `may be small from the beginning`() throws {
    try Program.withEdition().read(columns: 40, rows: 12) { terminal in
      try terminal.wait(for: "السبت")
      try terminal.press("Q")
      #expect(try terminal.exitCode() == 0)
    }
  }

  @Test func `shows no colour with NO_COLOR`() throws {
    let program = try Program.withEdition()
    let colour = /\u{1B}\[[0-9;:]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]/
    try program.read { terminal in
      try terminal.wait(for: "لماذا تكتب لام الألف")
      #expect(try terminal.styledScreen().contains(colour))
    }
    let environment = program.environment.merging(["NO_COLOR": "1"]) { $1 }
    try program.read(environment: environment) { terminal in
      try terminal.wait(for: "لماذا تكتب لام الألف")
      let screen = try terminal.styledScreen()
      #expect(!screen.contains(colour))
      // Unread titles still stand out.
      #expect(screen.contains("\u{1B}[1m"))
    }
  }
}
