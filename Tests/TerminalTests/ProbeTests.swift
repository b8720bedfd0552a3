import Terminal
import Testing
import Typesetting

/// A terminal that says what it was told to, at the times it was told to, on a clock of its own.
private struct Script: ProbeLine {
  /// Pieces of what it sends, and the milliseconds after the question at which each comes.
  var pieces: [(at: Int, bytes: [UInt8])]
  var sent: [UInt8] = []
  var now = 0
  /// Goes on for ever after the pieces.
  var endless: [UInt8] = []
  var hangsUp = false

  mutating func send(_ bytes: [UInt8]) { sent += bytes }

  mutating func receive(within milliseconds: Int) -> [UInt8]? {
    guard let next = pieces.first else {
      if hangsUp { return nil }
      now += endless.isEmpty ? milliseconds : 1
      return endless
    }
    guard next.at - now <= milliseconds else {
      now += milliseconds
      return []
    }
    now = max(now, next.at)
    pieces.removeFirst()
    return next.bytes
  }

  init(_ text: String) { pieces = [(1, Array(text.utf8))] }

  init(pieces: [(Int, String)]) { self.pieces = pieces.map { ($0.0, Array($0.1.utf8)) } }

  /// One byte every millisecond.
  init(slowly text: String) {
    pieces = text.utf8.enumerated().map { ($0.offset + 1, [$0.element]) }
  }
}

private func probed(_ script: Script, patience: Int = 500) -> Probe<Script> {
  var probe = Probe(line: script, patience: patience)
  probe.identify()
  return probe
}

private func profile(
  _ replies: String, _ variables: [String: String] = [:], outside: String? = nil,
  setting: BidiOutput = .auto, forcesLTR: Bool = false
) -> TerminalProfile {
  TerminalProfile(
    probed(Script(replies)).answers, outside: outside.map { probed(Script($0)).answers },
    in: Surroundings(
      environment: { variables[$0] }, setting: setting, kittyForcesLTR: forcesLTR))
}

private func keys(_ bytes: [UInt8]) -> [Key] {
  var decoder = KeyDecoder()
  return bytes.compactMap { decoder.consume($0) }
}

private let xterm =
  "\u{1B}[8;0$y\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[>41;379;0c\u{1B}[?64;1;2;6;9;15;16;17;18;21;22;28c"
private let kitty = "\u{1B}[8;0$y\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}[>1;4000;26c\u{1B}[?62;c"
private let konsole = "\u{1B}P>|Konsole 22.12.3\u{1B}\\\u{1B}[>1;115;0c\u{1B}[?62;1;4c"
private let pterm = "\u{1B}[>0;136;0c\u{1B}[?6c"
private let tmux = "\u{1B}P>|tmux 3.3a\u{1B}\\\u{1B}[>84;0;0c\u{1B}[?1;2c"
private let screen = "\u{1B}[>83;40900;0c\u{1B}[?1;2c"

@Suite struct `What terminals answer` {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String?
    var replies: String
    var variables: [String: String] = [:]
    var encoding = RowEncoding.visual
    var start = ""
    var stop = ""
    var marks = false
    var testDescription: String { name ?? replies.debugDescription }
  }

  @Test(arguments: [
    Row(
      name: "VTE", replies: "\u{1B}[8;1$y\u{1B}[>65;7006;1c\u{1B}[?65;1;9c",
      start: "\u{1B}[8l\u{1B}[1 k", stop: "\u{1B}[8h\u{1B}[ k", marks: true),
    Row(
      name: "VTE",
      replies: "\u{1B}[8;2$y\u{1B}P>|VTE(7600)\u{1B}\\\u{1B}[>65;7600;1c\u{1B}[?65;1;9c",
      start: "\u{1B}[1 k", stop: "\u{1B}[ k", marks: true),
    Row(name: "xterm", replies: xterm, marks: true),
    Row(
      name: "mlterm", replies: "\u{1B}[8;0$y\u{1B}[>24;279;0c\u{1B}[?63;1;2;3;4;6;7;15;18;22;29c",
      start: "\u{1B}]5379;use_ctl=false\u{7}", stop: "\u{1B}]5379;use_ctl=true\u{7}", marks: true),
    Row(name: "kitty", replies: kitty, encoding: .words),
    Row(
      name: "Konsole", replies: konsole, start: "\u{1B}]50;BidiRenderingEnabled=false\u{7}",
      stop: "\u{1B}]50;BidiRenderingEnabled=true\u{7}", marks: true),
    Row(name: "PuTTY", replies: pterm, encoding: .logical),
    Row(name: "foot", replies: "\u{1B}P>|foot(1.13.1)\u{1B}\\\u{1B}[>1;011301;0c\u{1B}[?62;4;22c"),
    Row(name: "rxvt-unicode", replies: "\u{1B}[>85;95;0c\u{1B}[?1;2c", marks: true),
    Row(
      name: "Alacritty", replies: "\u{1B}[>0;1700;1c\u{1B}[?6c",
      variables: ["TERM": "alacritty"]),
    Row(replies: "\u{1B}[?6c", variables: ["TERM": "st-256color"]),
    Row(
      name: "WezTerm",
      replies: "\u{1B}[8;2$y\u{1B}P>|WezTerm 20240203\u{1B}\\\u{1B}[>1;277;0c\u{1B}[?65;4c",
      start: "\u{1B}[1 k", stop: "\u{1B}[ k"),
    Row(
      name: "mintty",
      replies: "\u{1B}[8;1$y\u{1B}P>|mintty 3.7.0\u{1B}\\\u{1B}[>77;30700;0c\u{1B}[?64c",
      start: "\u{1B}[8l\u{1B}[1 k", stop: "\u{1B}[8h\u{1B}[ k"),
    Row(
      name: "iTerm2",
      replies: "\u{1B}[8;4$y\u{1B}P>|iTerm2 3.7.1\u{1B}\\\u{1B}[>64;2500;0c\u{1B}[?62;4c",
      encoding: .logical),
    Row(replies: "\u{1B}[8;4$y\u{1B}P>|iTerm2 3.6.10\u{1B}\\\u{1B}[>64;2500;0c\u{1B}[?62;4c"),
    Row(name: "Apple Terminal", replies: "\u{1B}[>1;95;0c\u{1B}[?1;2c", encoding: .logical),
    Row(
      name: "ghostty",
      replies: "\u{1B}[8;0$y\u{1B}P>|ghostty 1.1\u{1B}\\\u{1B}[>1;10;0c\u{1B}[?62;22c"),
    Row(
      name: "Windows Terminal",
      replies: "\u{1B}[8;0$y\u{1B}[>0;10;1c\u{1B}[?61;6;7;14;21;22;23;24;28;32;42c"),
    Row(name: "Linux console", replies: "", variables: ["TERM": "linux"]),
    // A mode that is known and fixed, or not known at all, cannot be switched.
    Row(replies: "\u{1B}[8;3$y\u{1B}[?6c"),
    Row(replies: "\u{1B}[8;4$y\u{1B}[?6c"),
  ])
  func `every line of the table leads to its treatment`(row: Row) {
    let found = profile(row.replies, row.variables)
    #expect(found.name == row.name)
    #expect(found.encoding == row.encoding)
    #expect(String(decoding: found.start, as: UTF8.self) == row.start)
    #expect(String(decoding: found.stop, as: UTF8.self) == row.stop)
    #expect(found.drawsMarks == row.marks)
    #expect(found.multiplexer == nil)
  }

  @Test func `variables that leaked from another terminal do not count against its own word`() {
    let leaked = [
      "VTE_VERSION": "7006", "KONSOLE_VERSION": "221203", "KITTY_WINDOW_ID": "1", "MLTERM": "3.9.0",
    ]
    for replies in [xterm, kitty, konsole, pterm, "\u{1B}[>85;95;0c\u{1B}[?1;2c"] {
      #expect(profile(replies, leaked) == profile(replies))
    }
  }

  @Test func `a variable counts where the terminal says nothing`() {
    #expect(profile("\u{1B}[?6c", ["KONSOLE_VERSION": "221203"]).name == "Konsole")
    #expect(profile("", ["TERM_PROGRAM": "Apple_Terminal"]).encoding == .logical)
    #expect(profile("", ["TERM_PROGRAM": "vscode"]) == TerminalProfile())
  }

  @Test func `behind a multiplexer nothing is switched and the row is made to fit`() {
    let inTmux = ["TMUX": "/tmp/tmux-0/default,1,0", "VTE_VERSION": "7006"]
    let vte = profile(tmux, inTmux)
    #expect(vte.multiplexer == .tmux)
    #expect(vte.encoding == .logical)
    #expect(vte.start.isEmpty && vte.stop.isEmpty && !vte.drawsMarks)
    #expect(profile(tmux, inTmux, outside: xterm).encoding == .visual)
    #expect(profile(tmux, inTmux, outside: kitty).encoding == .words)
    #expect(profile(tmux, inTmux, outside: konsole).encoding == .logicalWithoutMirroring)
    // What is outside now counts, not what was when tmux was started.
    #expect(profile(tmux, inTmux, outside: pterm).name == "PuTTY")
    #expect(profile(tmux, inTmux, outside: pterm).encoding == .logical)
    #expect(profile(screen, inTmux, outside: pterm).name == "PuTTY")
    #expect(profile(tmux, ["MLTERM": "3.9.0"]).encoding == .logicalConcealingBlanks)
    #expect(profile(screen, ["KONSOLE_VERSION": "1"]).encoding == .logicalWithoutMirroring)
    #expect(profile(screen).multiplexer == .screen)
    #expect(profile("", ["STY": "1.pts", "KITTY_WINDOW_ID": "1"]).encoding == .words)
    // A newer tmux answers for itself; that it would take the mode does not help outside.
    #expect(profile("\u{1B}[8;1$y" + tmux, inTmux).start.isEmpty)
  }

  @Test(arguments: [
    ("DejaVu Sans Mono", RowEncoding.tokens), ("VazirCode", .tokens), ("Hack", .words),
    ("", .words),
  ])
  func `kitty's font decides between words and tokens`(font: String, encoding: RowEncoding) {
    let hex = font.utf8.map { String($0, radix: 16) }.joined()
    let reply = "\u{1B}P1+r6b697474792d71756572792d666f6e745f66616d696c79=\(hex)\u{1B}\\"
    var probe = probed(Script(pieces: [(1, kitty), (2, reply)]))
    probe.askForFont()
    let surroundings = Surroundings(environment: { _ in nil })
    #expect(TerminalProfile(probe.answers, in: surroundings).encoding == encoding)
    #expect(String(decoding: probe.line.sent, as: UTF8.self).hasSuffix("696c79\u{1B}\\"))
  }

  @Test func `only kitty minds force_ltr`() {
    #expect(profile(kitty, forcesLTR: true).encoding == .visual)
    #expect(profile(pterm, forcesLTR: true) == profile(pterm))
  }

  @Test func `the person's word comes first`() {
    let choices: [(BidiOutput, RowEncoding)] = [
      (.visual, .visual), (.words, .words), (.tokens, .tokens), (.logical, .logical),
      (.logicalWithoutMirroring, .logicalWithoutMirroring),
    ]
    for (setting, encoding) in choices {
      for replies in [xterm, kitty, konsole, pterm, ""] {
        #expect(profile(replies, setting: setting).encoding == encoding)
      }
    }
    #expect(!profile(konsole, setting: .visual).start.isEmpty)
    #expect(profile(konsole, setting: .logical).start.isEmpty)
  }
}

@Suite struct `Asking the terminal` {
  @Test func `the questions go out once, in one piece`() {
    let questions = "\u{1B}[8$p\u{1B}[?2026$p\u{1B}]11;?\u{7}\u{1B}[>0q\u{1B}[>c\u{1B}[c"
    #expect(probed(Script(xterm)).line.sent == Array(questions.utf8))
  }

  @Test
  func `the questions reach a terminal outside with nothing in them that ends their envelope`() {
    let questions = Queries.identity
    #expect(
      Multiplexer.tmux.wrapping([0x1B, 0x63]) == Array("\u{1B}Ptmux;\u{1B}\u{1B}c\u{1B}\\".utf8))
    let inScreen = Multiplexer.screen.wrapping(questions)
    #expect(Array(inScreen.dropFirst(2).dropLast(2)) == questions)
    #expect(questions.firstRange(of: Array("\u{1B}\\".utf8)) == nil)
  }

  @Test func `what a multiplexer answers for itself is not taken for the terminal outside`() {
    var probe = probed(Script(pieces: [(1, tmux), (3, kitty + "j")]))
    probe.identifyOutside(through: .tmux)
    #expect(probe.answers.version == "tmux 3.3a")
    #expect(probe.outside?.version == "kitty(0.26.5)")
    #expect(keys(probe.heard) == [.character("j")])
  }

  @Test(arguments: [
    ("rgb:ffff/ffff/ffff\u{1B}\\", UInt32(0xFFFFFF)), ("rgb:1d1d/1f1f/2121\u{7}", 0x1D1F21),
    ("rgb:f/0/8\u{7}", 0xFF0088), ("rgba:ff/80/00/7f\u{7}", 0xFF8000),
  ])
  func `the background is understood in every form it is told in`(told: String, color: UInt32) {
    #expect(probed(Script("\u{1B}]11;\(told)\u{1B}[?62c")).answers.background == color)
  }

  @Test(arguments: [
    "rgb:ffff/ffff\u{7}", "rgb:fffff/0/0\u{7}", "rgb:x/y/z\u{7}", "?\u{7}", "\u{7}",
  ])
  func `no background is made of what is none`(told: String) {
    #expect(probed(Script("\u{1B}]11;\(told)\u{1B}[?62c")).answers.background == nil)
  }

  @Test func `a background that comes after the last answer still chooses the theme`() {
    var reader = AnswerReader()
    for byte in (screen + "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}\u{1B}[8;1$y").utf8 {
      reader.consume(byte)
    }
    #expect(reader.answers.background == 0xFFFFFF)
    #expect(reader.answers.bidiSupport == nil)
  }

  @Test func `light and dark are told apart as the eye does`() {
    func isLight(_ color: String) -> Bool? {
      profile("\u{1B}]11;rgb:\(color)\u{7}\u{1B}[?62c").isLight
    }
    #expect(isLight("ffff/ffff/ffff") == true && isLight("fd/f6/e3") == true)
    #expect(isLight("0000/0000/0000") == false && isLight("00/00/ff") == false)
    #expect(profile("\u{1B}[?62c").isLight == nil)
  }

  @Test func `synchronised output is used where it is known to be there`() {
    for (answer, isThere) in [(0, false), (1, true), (2, true), (3, false), (4, false)] {
      #expect(profile("\u{1B}[?2026;\(answer)$y\u{1B}[?62c").synchronizes == isThere)
    }
    #expect(!profile("\u{1B}[?62c").synchronizes)
  }

  @Test func `an answer in single bytes is the same answer`() {
    for replies in [xterm, kitty, konsole, pterm, tmux, screen] {
      let slow = probed(Script(slowly: replies))
      #expect(slow.answers == probed(Script(replies)).answers)
      #expect(slow.answers.isComplete)
    }
  }

  @Test func `the last answer ends the wait`() {
    #expect(probed(Script(pieces: [(3, xterm), (400, "x")])).line.now == 3)
  }

  @Test func `silence ends at the time limit`() {
    let probe = probed(Script(pieces: []))
    #expect(probe.line.now == 500)
    #expect(probe.answers == Answers())
    #expect(probe.heard.isEmpty)
  }

  @Test func `a line that is gone ends it at once`() {
    var script = Script(pieces: [(2, "\u{1B}[8;1$y")])
    script.hangsUp = true
    let probe = probed(script)
    #expect(probe.line.now == 2)
    #expect(probe.answers.bidiSupport == 1)
  }

  @Test func `a reply without end is left at the time limit, and never held whole`() {
    var script = Script(pieces: [(1, "\u{1B}P>|")])
    script.endless = [UInt8](repeating: 0x78, count: 100)
    let slow = probed(script)
    #expect(slow.line.now <= 500)
    #expect(slow.answers.version == nil)
    script.endless = [UInt8](repeating: 0x78, count: 4096)
    #expect(probed(script).heard.count <= 1 << 17)
    #expect(keys(probed(script).heard) == [])
  }

  @Test func `answers before the time limit count, those after it are no keys`() {
    let probe = probed(Script(pieces: [(499, "\u{1B}[8;1$y"), (501, "\u{1B}[?65c")]))
    #expect(probe.answers.bidiSupport == 1)
    #expect(!probe.answers.isComplete)
    #expect(keys(probe.heard + Array("\u{1B}[?65cq".utf8)) == [.character("q")])
  }

  @Test func `a reply cut in two by the time limit is no key`() {
    let late = Array(xterm.utf8)
    for cut in late.indices {
      let probe = probed(
        Script(pieces: [
          (1, String(decoding: late[..<cut], as: UTF8.self)),
          (900, String(decoding: late[cut...], as: UTF8.self)),
        ]))
      #expect(keys(probe.heard + late[cut...]) == [])
    }
  }

  @Test func `while an answer is owed, its escape is not taken for the key at once`() {
    var decoder = KeyDecoder(expectsReply: true)
    _ = decoder.consume(0x1B)
    #expect(decoder.patience == .lateEscape)
    for byte in "[?62c".utf8 { #expect(decoder.consume(byte) == nil) }
    _ = decoder.consume(0x1B)
    #expect(decoder.patience == .escape)
  }

  @Test func `keys typed meanwhile are kept in their order`() {
    let probe = probed(
      Script("j\u{1B}[8;1$yت\u{1B}[A\u{1B}[>65;7006;1c\u{3}\u{1B}[?65;1;9cq\u{1B}[B"))
    #expect(probe.answers.bidiSupport == 1)
    #expect(probe.answers.secondary == [65, 7006, 1])
    #expect(
      keys(probe.heard)
        == [.character("j"), .character("ت"), .up, .control("c"), .character("q"), .down])
  }

  @Test(arguments: [
    "\u{1B}[8;$y", "\u{1B}[;;;;$y", "\u{1B}[8;99999999999999999999$y", "\u{1B}[>c", "\u{1B}[>;;c",
    "\u{1B}[>-1;x;c", "\u{1B}P>|\u{1B}\\", "\u{1B}P\u{1B}\\", "\u{1B}P1+r\u{1B}\\",
    "\u{1B}P1+r=\u{1B}\\", "\u{1B}P1+r6b=4\u{1B}\\", "\u{1B}P1+r6b=zz\u{1B}\\", "\u{1B}[\u{18}x",
    "\u{1B}]0;title\u{7}", "\u{1B}\u{1B}\u{1B}", "\u{9B}8;1$y", "[8;1$y",
  ])
  func `garbage concludes nothing`(garbage: String) {
    #expect(profile(garbage + "\u{1B}[?6c") == TerminalProfile())
  }

  @Test func `what a terminal calls itself is kept printable and short`() {
    let name = "X\u{7F}\u{9C}\u{1F}" + String(repeating: "y", count: 5000)
    let version = probed(Script("\u{1B}P>|\(name)\u{1B}\\\u{1B}[?6c")).answers.version
    #expect(version?.utf8.count == 100)
    #expect(version?.hasPrefix("Xy") == true)
  }

  @Test func `no bytes whatever trap the reader`() {
    var seed: UInt64 = 11
    var reader = AnswerReader()
    let likely = Array("\u{1B}\u{1B}[P>|?;$cy0189+r=\u{7}\\".utf8)
    for _ in 0..<200_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let pick = Int(seed >> 33)
      reader.consume(pick % 5 == 0 ? UInt8(pick >> 8 & 0xFF) : likely[pick % likely.count])
    }
    for byte in "\u{18}\u{1B}P1+r6b=4861636b\u{1B}\\".utf8 { reader.consume(byte) }
    #expect(reader.answers.font == "Hack")
  }

  @Test func `who cannot or need not answer is not asked`() {
    func asks(_ term: String?, _ setting: BidiOutput = .auto) -> Bool {
      Surroundings(environment: { $0 == "TERM" ? term : nil }, setting: setting).asks
    }
    #expect(asks("xterm-256color") && asks("screen", .visual))
    #expect(!asks("linux") && !asks("linux-16color") && !asks("dumb") && !asks("") && !asks(nil))
    // Its background and its features are asked for whatever the person says of rows.
    #expect(asks("xterm", .logical))
  }

  @Test func `answers that come when the screen is painted already are understood`() {
    let early = Array("\u{1B}[8;1$y\u{1B}[>65;70".utf8)
    let late = Array("06;1c\u{1B}[?65;1;9c".utf8)
    var reader = AnswerReader()
    for byte in early { reader.consume(byte) }
    #expect(!reader.answers.isComplete)
    for byte in late { reader.consume(byte) }
    #expect(reader.answers.isComplete)
    let profile = TerminalProfile(
      reader.answers, in: Surroundings(environment: { $0 == "TERM" ? "xterm-256color" : nil }))
    #expect(profile.start == Array("\u{1B}[8l\u{1B}[1 k".utf8))
  }
}
