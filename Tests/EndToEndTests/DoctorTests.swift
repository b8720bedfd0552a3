import Foundation
import Testing

@Suite struct `The doctor` {
  private struct Report: Decodable {
    struct Terminal: Decodable {
      var multiplexer: String?
      var asked: [String]
      var answered: [String]
      var encoding: String
      var reason: String
    }
    struct Archived: Decodable {
      var exists: Bool
      var articles: Int?
      var faults: [String]
    }
    var terminal: Terminal?
    var noTerminal: String?
    var archive: Archived
  }

  private func report(_ text: String) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(text.utf8))
  }

  @Test func `reports on the archive where there is no terminal`() throws {
    let outcome = try Program.withEdition().run("doctor", "--json")
    let report = try report(outcome.output)
    #expect(outcome.code == 0)
    #expect(report.archive.articles == Program.editionCount)
    #expect(report.archive.faults.isEmpty)
  }

  @Test func `makes no archive`() throws {
    let program = try Program()
    #expect(try report(program.run("doctor", "--json").output).archive.exists == false)
    #expect(!FileManager.default.fileExists(atPath: program.archive))
  }

  @Test func `tells a damaged archive`() throws {
    let program = try Program()
    try Data("no database, but a file of some length".utf8).write(
      to: URL(fileURLWithPath: program.archive))
    let outcome = try program.run("doctor", "--json")
    #expect(try report(outcome.output).archive.faults.isEmpty == false)
  }

  @Test
  func `tells what was asked, answered and concluded, then shows the card and saves the choice`()
    throws
  {
    let program = try Program.withEdition()
    let settings =
      "# mine\n\ntheme = \"dark\" # at night\nbidi-output = \"auto\"  # try\n\n[keys]\nopen = \"x\"\n"
    let file = try program.folder.write(settings, to: "config/khabar/config.toml")
    try program.read("doctor", columns: 100, rows: 48) { terminal in
      let report = try terminal.wait { $0.text.contains("Look at the test card now?") }
      #expect(report.text.contains("asked: \\e[8$p"))
      #expect(report.text.contains("answered: \\e[?1;2c"))
      #expect(report.text.contains("rows are sent: visual"))
      #expect(report.text.contains("behind tmux"))
      try terminal.press("Enter")
      let card = try terminal.wait { $0.text.contains("Enter saves") }
      #expect(card.text.contains("row 3 should read"))
      #expect(card.text.contains("bidi-output = auto (visual)"))
      try terminal.type(" ")
      try terminal.wait { $0.text.contains("bidi-output = visual") }
      try terminal.type(" ")
      try terminal.wait { $0.text.contains("bidi-output = words") }
      try terminal.press("Enter")
      #expect(try terminal.exitCode() == 0)
      #expect(terminal.modesAfter == terminal.modesBefore)
    }
    #expect(content(of: file) == settings.replacing("\"auto\"  #", with: "\"words\"  #"))
  }

  @Test func `writes the first setting of a configuration above its tables`() throws {
    let program = try Program.withEdition()
    let file = try program.folder.write("[keys]\nopen = \"x\"\n", to: "config/khabar/config.toml")
    try program.read("doctor", "--card") { terminal in
      try terminal.wait { $0.text.contains("Enter saves") }
      try terminal.press("Enter")
      #expect(try terminal.exitCode() == 0)
    }
    #expect(content(of: file) == "bidi-output = \"auto\"\n[keys]\nopen = \"x\"\n")
  }

  @Test func `saves nothing when the person leaves, and nothing in a file it does not understand`()
    throws
  {
    let program = try Program.withEdition()
    let file = try program.folder.write("theme = = 3\n", to: "config/khabar/config.toml")
    for key in ["q", "Enter"] {
      try program.read("doctor", "--card") { terminal in
        try terminal.wait { $0.text.contains("Enter saves") }
        try terminal.press(key)
        #expect(try terminal.exitCode() == (key == "q" ? 0 : 65))
      }
      #expect(content(of: file) == "theme = = 3\n")
    }
  }
}
