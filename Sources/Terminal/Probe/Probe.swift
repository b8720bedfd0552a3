/// The line to the terminal while it is asked, and the clock beside it.
package protocol ProbeLine {
  /// Milliseconds of a clock that never goes back.
  var now: Int { get }
  mutating func send(_ bytes: [UInt8])
  /// What came, empty when nothing did in time, nil when nothing will come any more.
  mutating func receive(within milliseconds: Int) -> [UInt8]?
}

/// Asks a terminal what it is, before anything is painted.
///
/// The questions are control sequences that every terminal seen so far answers or skips without a
/// trace, sent in one write. The last is DA1 (ECMA-48 8.3.24), which practically all answer; when its
/// answer is there, a question still open will stay so, and no time is waited away.
package struct Probe<Line: ProbeLine> {
  package private(set) var line: Line
  /// Every byte that came, in order: replies, and keys typed meanwhile.
  package private(set) var heard: [UInt8] = []
  /// Goes on where the waiting ended, when answers come later.
  package private(set) var reader = AnswerReader()
  private let patience: Int

  /// `patience` is how long the terminal may take for each batch of questions, in milliseconds.
  package init(line: Line, patience: Int) {
    self.line = line
    self.patience = patience
  }

  package var answers: Answers { reader.answers }

  /// Asks for BDSM, name, and both device attributes.
  package mutating func identify() {
    ask(Queries.identity, until: \.isComplete)
  }

  /// Asks a kitty for its font. Not to be sent to others: some print what they do not understand of a
  /// device control string.
  package mutating func askForFont() {
    ask(Queries.kittyFont) { $0.font != nil }
  }

  private mutating func ask(_ question: [UInt8], until isAnswered: (Answers) -> Bool) {
    line.send(question)
    let end = line.now + patience
    while !isAnswered(reader.answers), heard.count < Queries.mostHeard {
      let rest = end - line.now
      guard rest > 0, let bytes = line.receive(within: rest) else { return }
      for byte in bytes { reader.consume(byte) }
      heard += bytes
    }
  }
}

private enum Queries {
  /// DECRQM 8, XTVERSION, DA2, DA1.
  static let identity = Array("\u{1B}[8$p\u{1B}[>0q\u{1B}[>c\u{1B}[c".utf8)
  /// XTGETTCAP `kitty-query-font_family` in hexadecimal.
  static let kittyFont = Array(
    "\u{1B}P+q6b697474792d71756572792d666f6e745f66616d696c79\u{1B}\\".utf8)
  /// A terminal that never ends is not listened to for ever.
  static let mostHeard = 1 << 16
}
