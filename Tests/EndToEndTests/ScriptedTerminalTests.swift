import Foundation
import Testing

private let vte = "\u{1B}[8;1$y\u{1B}[?2026;0$y\u{1B}[>65;7006;1c\u{1B}[?65;1;9c"
private let kitty =
  "\u{1B}[8;0$y\u{1B}[?2026;2$y\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}[>1;4000;26c\u{1B}[?62;c"
private let konsole = "\u{1B}P>|Konsole 22.12.3\u{1B}\\\u{1B}[>1;115;0c\u{1B}[?62;1;4c"
private let mlterm = "\u{1B}[8;0$y\u{1B}[>24;279;0c\u{1B}[?63;1;2;3;4;6;7;15;18;22;29c"
private let xterm =
  "\u{1B}[8;0$y\u{1B}]11;rgb:ffff/ffff/ffff\u{7}\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[>41;379;0c\u{1B}[?64;1;2c"
/// The name of the program in the top bar, as it is painted where cells are painted as they are sent.
private let name = "ﺮﺒﺧ"

@Suite struct `The bytes a terminal gets` {
  private func open(
    _ script: ScriptedTerminal.Script, _ variables: [String: String] = [:]
  ) throws -> (ScriptedTerminal, Program) {
    let program = try Program.withEdition()
    var environment = program.environment
    environment["TERM"] = "xterm-256color"
    environment.merge(variables) { $1 }
    let terminal = try ScriptedTerminal(
      Program.path, environment: environment, in: program.folder, answers: script)
    return (terminal, program)
  }

  struct Treatment: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var replies: String
    var start: String
    var stop: String
  }

  static let treatments = [
    Treatment(
      testDescription: "VTE", replies: vte, start: "\u{1B}[8l\u{1B}[1 k", stop: "\u{1B}[8h\u{1B}[ k"
    ),
    Treatment(
      testDescription: "Konsole", replies: konsole,
      start: "\u{1B}]50;BidiRenderingEnabled=false\u{7}",
      stop: "\u{1B}]50;BidiRenderingEnabled=true\u{7}"),
    Treatment(
      testDescription: "mlterm", replies: mlterm, start: "\u{1B}]5379;use_ctl=false\u{7}",
      stop: "\u{1B}]5379;use_ctl=true\u{7}"),
  ]

  /// Whether everything that was switched is switched back.
  private func expectAsBefore(_ terminal: ScriptedTerminal, _ treatment: Treatment) {
    let text = String(decoding: terminal.sent, as: UTF8.self)
    // The cursor is shown and rows wrap, as in every terminal before.
    for (mode, isOn) in terminal.sent.privateModes {
      #expect(isOn == [7, 25].contains(mode), "mode \(mode)")
    }
    #expect(
      text.matches(of: /\x1B\[22;[0-9;]*t/).count == text.matches(of: /\x1B\[23;[0-9;]*t/).count)
    #expect(terminal.modes == terminal.modesBefore)
    let starts = text.ranges(of: treatment.start)
    let stops = text.ranges(of: treatment.stop)
    #expect(!starts.isEmpty && starts.count == stops.count)
    if let start = starts.last, let stop = stops.last {
      #expect(start.upperBound < stop.lowerBound)
      // VTE takes the mode of the row it comes back to, mlterm that of the screen it leaves.
      let left = text.ranges(of: "\u{1B}[?1049l").last
      #expect(left.map { $0.upperBound <= stop.lowerBound } == (treatment.replies == vte))
    }
  }

  @Test(arguments: treatments)
  func `switch it before anything is painted, and back when the person leaves`(
    treatment: Treatment
  ) throws {
    let (terminal, _) = try open(.init(treatment.replies))
    let painted = try terminal.wait(for: name)
    let started = try terminal.wait(for: treatment.start)
    #expect(started < painted)
    terminal.type("Q")
    #expect(try terminal.end() == 0)
    expectAsBefore(terminal, treatment)
  }

  @Test(arguments: treatments, [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
  func `switch it back when a signal ends the program`(treatment: Treatment, signal: Int32) throws {
    let (terminal, _) = try open(.init(treatment.replies))
    try terminal.wait(for: name)
    terminal.settle()
    terminal.signal(signal)
    #expect(try terminal.end() == 128 + signal)
    expectAsBefore(terminal, treatment)
  }

  @Test(arguments: treatments)
  func `switch it back for the shell, and anew with a cleared screen afterwards`(
    treatment: Treatment
  ) throws {
    let (terminal, _) = try open(.init(treatment.replies))
    try terminal.wait(for: name)
    terminal.settle()
    let before = terminal.sent.count
    // Without a shell above it nobody stops the program; it leaves the terminal and takes it again.
    terminal.type("\u{1A}")
    let left = try terminal.wait(for: treatment.stop, from: before)
    let again = try terminal.wait(for: treatment.start, from: left)
    let cleared = try terminal.wait(for: "\u{1B}[2J", from: again)
    try terminal.wait(for: name, from: cleared)
    terminal.type("Q")
    #expect(try terminal.end() == 0)
    expectAsBefore(terminal, treatment)
  }

  @Test func `a screen whose answers come late is cleared and painted rightly, and no key is lost`()
    throws
  {
    let (terminal, _) = try open(.init(pieces: [(400, "jj" + vte + "j")]))
    let painted = try terminal.wait(for: name)
    let told = try terminal.wait(for: "\u{1B}[8l\u{1B}[1 k")
    #expect(painted < told)
    let cleared = try terminal.wait(for: "\u{1B}[2J", from: told)
    try terminal.wait(for: name, from: cleared)
    terminal.settle()
    // Three rows below the first.
    #expect(terminal.sent.contains(text: "٤ ﻦﻣ ٧١") || terminal.sent.contains(text: "٧١ ﻦﻣ ٤"))
    terminal.type("Q")
    #expect(try terminal.end() == 0)
  }

  @Test func `answers that come when the person has left are not left to the shell`() throws {
    let pieces: [(UInt32, String)] = [(0, "Q"), (300, vte)]
    let (terminal, _) = try open(.init(pieces: pieces))
    #expect(try terminal.end() == 0)
    #expect(terminal.modes == terminal.modesBefore)
    #expect(!terminal.hasUnreadInput)
  }

  @Test func `answers in single bytes lead to the same screen`() throws {
    let (terminal, _) = try open(.init(slowly: vte))
    try terminal.wait(for: "\u{1B}[8l\u{1B}[1 k")
    try terminal.wait(for: name)
    terminal.type("Q")
    #expect(try terminal.end() == 0)
  }

  @Test(arguments: [
    "", "\u{1B}[8;4$y\u{1B}[?6c", "\u{1B}[8;0$y\u{1B}[?6c", "\u{1B}[8;1", "\u{1B}P>|x",
    "\u{1B}[<;;;$y\u{1B}[c",
  ])
  func `who says nothing of use is sent nothing of the kind and gets the screen`(replies: String)
    throws
  {
    let (terminal, _) = try open(.init(replies))
    try terminal.wait(for: name)
    // What never ended ends here.
    terminal.type("\u{18}")
    terminal.settle()
    terminal.type("Q")
    #expect(try terminal.end() == 0)
    let text = String(decoding: terminal.sent, as: UTF8.self)
    #expect(
      !text.contains("\u{1B}[8l") && !text.contains("BidiRendering") && !text.contains("use_ctl"))
    #expect(!text.contains(" k"))
  }

  @Test func `a reply that never ends holds nobody up`() throws {
    let endless = String(repeating: "x", count: 200)
    let (terminal, _) = try open(
      .init(pieces: [(0, "\u{1B}P>|")] + (0..<20).map { _ in (20, endless) }))
    try terminal.wait(for: name)
    terminal.type("\u{1B}\\")
    terminal.settle()
    terminal.type("Q")
    #expect(try terminal.end() == 0)
  }

  @Test func `the background chooses the theme`() throws {
    let (light, _) = try open(.init(xterm))
    try light.wait(for: name)
    light.settle()
    #expect(!light.sent.contains(text: "48;5;234m"))
    let (dark, _) = try open(.init(xterm.replacing("ffff", with: "0000")))
    try dark.wait(for: name)
    dark.settle()
    #expect(dark.sent.contains(text: "48;5;234m"))
  }

  @Test func `leave the mouse alone in GNU screen, which would keep the escape key back`() throws {
    let (terminal, _) = try open(.init("\u{1B}[>83;40900;0c\u{1B}[?1;2c"), ["STY": "1.a"])
    try terminal.wait(for: name)
    terminal.type("Q")
    #expect(try terminal.end() == 0)
    let text = String(decoding: terminal.sent, as: UTF8.self)
    #expect(text.contains("\u{1B}[?2004h") && !text.contains("\u{1B}[?1000h"))
  }

  @Test func `synchronised painting is opened and closed by turns`() throws {
    let (terminal, _) = try open(.init(kitty))
    try terminal.wait(for: "\u{1B}[?2026l")
    terminal.type("jjj\r")
    terminal.settle()
    terminal.type("Q")
    #expect(try terminal.end() == 0)
    var isOpen = false
    for match in String(decoding: terminal.sent, as: UTF8.self).matches(of: /\x1B\[\?2026([hl])/) {
      #expect((match.output.1 == "h") != isOpen || !isOpen)
      isOpen = match.output.1 == "h"
    }
    #expect(!isOpen)
  }

  @Test func `the window is called by the article and gets its name back`() throws {
    let (terminal, _) = try open(.init(xterm))
    try terminal.wait(for: name)
    try terminal.wait(for: "\u{1B}]2;خبر\u{1B}\\")
    terminal.type("\r")
    try terminal.wait(for: " · خبر\u{1B}\\")
    terminal.type("Q")
    #expect(try terminal.end() == 0)
    #expect(terminal.sent.contains(text: "\u{1B}[23;2t"))
  }

  @Test func `titles and addresses lead to the page where the terminal makes links`() throws {
    let (terminal, program) = try open(.init(vte))
    let file = try program.folder.write(
      #"{"title": "عنوان له رابط", "url": "https://news.example/خبر?n=1", "body": "نص", "date": "2030-01-01"}"#,
      to: "linked.jsonl")
    #expect(try program.run("import", file).code == 0)
    try terminal.wait(for: name)
    terminal.settle()
    terminal.type("\u{1B}[I")
    terminal.settle()
    let before = terminal.sent.count
    terminal.type("g\r")
    try terminal.wait(for: ";https://news.example/%D8%AE%D8%A8%D8%B1?n=1\u{1B}\\", from: before)
    terminal.settle()
    let text = String(decoding: terminal.sent[before...], as: UTF8.self)
    #expect(text.ranges(of: "\u{1B}]8;id").count == text.ranges(of: "\u{1B}]8;;\u{1B}\\").count)
    #expect(text.ranges(of: "\u{1B}7").count == text.ranges(of: "\u{1B}8").count)
  }

  @Test(arguments: [vte, xterm, kitty, "\u{1B}[>0;136;0c\u{1B}[?6c"], ["", "truecolor"])
  func `are few for a key: less than a kilobyte to move, less than three times the text to open`(
    replies: String, colors: String
  ) throws {
    let (terminal, _) = try open(.init(replies), colors.isEmpty ? [:] : ["COLORTERM": colors])
    try terminal.wait(for: "\u{1B}[?1006h")
    terminal.settle()
    for key in ["j", "j", "k", "j", "j", "k"] {
      let before = terminal.sent.count
      terminal.type(key)
      try terminal.settle(from: before)
      #expect((1..<1024).contains(terminal.sent.count - before))
    }
    let before = terminal.sent.count
    terminal.type("\r")
    try terminal.settle(from: before)
    let painted = String(decoding: terminal.sent[before...], as: UTF8.self)
    let text = painted.replacing(
      /\x1B\[[0-9;?<>=]*[ -\/]*[@-~]|\x1B\][^\x07\x1B]*(\x07|\x1B\\)|\x1B[78()=>B]/, with: "")
    #expect(painted.utf8.count < 3 * text.utf8.count)
  }

  @Test func `never switch it back in between, whatever the person does 200 times`() throws {
    let (terminal, _) = try open(.init(vte))
    try terminal.wait(for: name)
    for turn in 0..<50 {
      terminal.type(["j", "\r", "\u{1B}[6~", "q"][turn % 4])
      if turn % 5 == 0 { terminal.resize(columns: UInt16(60 + turn), rows: 24) }
      terminal.settleShortly()
    }
    terminal.settle()
    let text = String(decoding: terminal.sent, as: UTF8.self)
    #expect(text.ranges(of: "\u{1B}[8l").count == 1)
    #expect(!text.contains("\u{1B}[8h"))
  }
}

extension [UInt8] {
  fileprivate func contains(text: String) -> Bool { firstRange(of: Array<UInt8>(text.utf8)) != nil }
}
