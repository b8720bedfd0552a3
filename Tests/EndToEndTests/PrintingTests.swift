import Foundation
import ReorderingTerminals
import Testing

@Suite struct `What commands print` {
  private static let title = "عنوان (أول) مع Latin و12"
  /// The title as one sees it, from the left.
  private static let shown = "12ﻭ Latin ﻊﻣ (ﻝﻭﺃ) ﻥﺍﻮﻨﻋ"

  private func program() throws -> Program {
    let program = try Program()
    let line =
      #"{"title":"\#(Self.title)","category":"علوم","date":"2024-12-07","body":"نص أول.\nنص ثان."}"#
    #expect(try program.run("import", program.folder.write(line, to: "a.jsonl")).code == 0)
    return program
  }

  // MARK: In a pipe

  @Test func `is logical text in a pipe, a line an article, with tabs between fields`() throws {
    let program = try program()
    let line = "1\t●\t2024-12-07\tعلوم\t\(Self.title)\n"
    for command in [["list"], ["list", "--logical"], [], ["search", "عنوان"]] {
      let outcome = try launch(
        Program.path, command, environment: program.environment, in: program.folder)
      #expect(outcome.output == line, "\(command)")
    }
    #expect(try program.run("categories").output == "علوم\t1\t1\n")
    #expect(try program.run("dates").output.hasSuffix("\t1\t1\n"))
    let shown = try program.run("show", "1").output
    #expect(shown.contains(Self.title) && shown.contains("نص أول."))
    #expect(try program.run("show", "1", "--logical").output == shown)
    #expect(try program.run("keys").output.contains("down\tj ↓\t"))
  }

  @Test func `is laid out in a pipe too where a width was asked for`() throws {
    let program = try program()
    let list = try program.run("list", "--width", "60")
    #expect(list.outputLines.contains { $0.contains(Self.shown) })
    let article = try program.run("show", "1", "--width", "40")
    #expect(article.outputLines.contains { $0.hasSuffix(Self.shown) })
  }

  // MARK: On a terminal

  struct Terminal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var replies: String
    /// What the terminal does with rows.
    var behaviour: ReorderingTerminal
    var start = ""
    var stop = ""
  }

  static let terminals = [
    Terminal(
      testDescription: "xterm", replies: "\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[>41;379;0c\u{1B}[?64c",
      behaviour: .plain),
    Terminal(
      testDescription: "VTE", replies: "\u{1B}[8;1$y\u{1B}[>65;7006;1c\u{1B}[?65;1;9c",
      behaviour: .plain, start: "\u{1B}[8l\u{1B}[1 k", stop: "\u{1B}[8h\u{1B}[ k"),
    Terminal(
      testDescription: "Konsole",
      replies: "\u{1B}P>|Konsole 22.12.3\u{1B}\\\u{1B}[>1;115;0c\u{1B}[?62;1;4c",
      behaviour: .unicodeWithoutMirroring),
    Terminal(
      testDescription: "mlterm", replies: "\u{1B}[8;0$y\u{1B}[>24;279;0c\u{1B}[?63c",
      behaviour: .unicode),
    Terminal(
      testDescription: "PuTTY", replies: "\u{1B}[>0;136;0c\u{1B}[?6c", behaviour: .unicode),
    Terminal(
      testDescription: "kitty",
      replies: "\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}[>1;4000;26c\u{1B}[?62;c\u{1B}P0+r\u{1B}\\",
      behaviour: .kitty),
  ]

  private func printed(
    _ command: [String], _ script: ScriptedTerminal.Script, typed: String = ""
  ) throws -> ScriptedTerminal {
    let program = try program()
    var environment = program.environment
    environment["TERM"] = "xterm-256color"
    environment["NO_COLOR"] = "1"
    let terminal = try ScriptedTerminal(
      Program.path, command, environment: environment, in: program.folder, answers: script)
    terminal.type(typed)
    #expect(try terminal.end() == 0)
    #expect(terminal.modes == terminal.modesBefore)
    return terminal
  }

  @Test(arguments: terminals, [["list"], ["show", "1"], ["search", "عنوان"]])
  func `comes out right on a terminal that reorders, which stays as it was`(
    terminal: Terminal, command: [String]
  ) throws {
    let sent = String(
      decoding: try printed(command, .init(terminal.replies)).sent, as: UTF8.self)
    #expect(!sent.contains("BidiRendering") && !sent.contains("use_ctl"))
    let starts = sent.ranges(of: "\u{1B}[8l\u{1B}[1 k").count
    #expect(starts == (terminal.start.isEmpty ? 0 : 1))
    #expect(sent.ranges(of: "\u{1B}[8h\u{1B}[ k").count == starts)
    // Behind the last question.
    let rows = try #require(sent.components(separatedBy: "\u{1B}[c").last)
      .replacing(/\x1B\[[0-9 ]*[hlk]|\x1BP[^\x1B]*\x1B\\/, with: "").split(separator: "\r\n")
    let seen = rows.map { row in
      String(String.UnicodeScalarView(terminal.behaviour.shown(cells(of: String(row)))))
    }
    #expect(seen.contains { $0.contains(Self.shown) }, "\(seen)")
  }

  @Test func `waits for answers that come late, so that none is left for the shell`() throws {
    let terminal = try printed(
      ["list"], .init(pieces: [(300, "\u{1B}[>0;136;0c"), (50, "\u{1B}[?6c")]))
    let sent = String(decoding: terminal.sent, as: UTF8.self)
    #expect(!sent.contains("136"))
    // The blank that closes a row for PuTTY.
    #expect(sent.contains("\u{2800}"))
  }

  @Test func `is in visual order where the terminal says nothing`() throws {
    let terminal = try printed(["list"], .init(""))
    #expect(String(decoding: terminal.sent, as: UTF8.self).contains(Self.shown))
  }

  @Test func `leaves typed keys to the shell`() throws {
    let program = try program()
    var environment = program.environment
    environment["KHABAR"] = Program.path
    environment["PS1"] = "> "
    let command = ["/bin/sh", "-c", "exec bash --norc --noprofile -i 2> /dev/tty"]
    try Tmux.run(command, environment: environment, columns: 80, rows: 24, in: program.folder) {
      terminal in
      try terminal.wait { $0.rows.contains { $0.hasPrefix(">") } }
      // Both lines are there before the first is run.
      try terminal.type("sleep 1; \"$KHABAR\" list\necho typed $((20 + 22))\n")
      try terminal.wait(for: "typed 42")
      #expect(try terminal.screen().reads(Self.title))
    }
  }
}
