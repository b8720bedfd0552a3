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
  /// The same for the terminal outside a multiplexer; nil while that was not asked.
  package private(set) var outsideReader: AnswerReader?
  private let patience: Int

  /// `patience` is how long the terminal may take for each batch of questions, in milliseconds.
  package init(line: Line, patience: Int) {
    self.line = line
    self.patience = patience
  }

  package var answers: Answers { reader.answers }
  package var outside: Answers? { outsideReader?.answers }

  /// Asks for BDSM, synchronised output, background, name, and both device attributes.
  package mutating func identify() {
    ask(Queries.identity, until: \.isComplete)
  }

  /// Asks the terminal outside the same. What it answers reaches us like keys typed there.
  package mutating func identifyOutside(through multiplexer: Multiplexer) {
    outsideReader = AnswerReader()
    ask(multiplexer.wrapping(Queries.identity), until: \.isComplete)
  }

  /// Asks a kitty for its font. Not to be sent to others: some print what they do not understand of a
  /// device control string.
  package mutating func askForFont(through multiplexer: Multiplexer? = nil) {
    // Through tmux kitty was seen to take longer; nothing asks again if this is missed.
    ask(
      multiplexer?.wrapping(Queries.kittyFont) ?? Queries.kittyFont,
      for: multiplexer == nil ? patience : max(patience, 300)
    ) { $0.font != nil }
  }

  private mutating func ask(
    _ question: [UInt8], for time: Int? = nil, until isAnswered: (Answers) -> Bool
  ) {
    line.send(question)
    let end = line.now + (time ?? patience)
    while !isAnswered(outside ?? answers), heard.count < Queries.mostHeard {
      let rest = end - line.now
      guard rest > 0, let bytes = line.receive(within: rest) else { return }
      for byte in bytes { consume(byte) }
      heard += bytes
    }
  }

  private mutating func consume(_ byte: UInt8) {
    if outsideReader == nil { reader.consume(byte) } else { outsideReader?.consume(byte) }
  }
}

extension Multiplexer {
  /// Bytes on their way through to the terminal outside, in a device control string. Inside tmux every
  /// escape is doubled; GNU screen ends at the first `ESC \`, so none may stand in them.
  package func wrapping(_ bytes: [UInt8]) -> [UInt8] {
    let doubled = bytes.flatMap { self == .tmux && $0 == 0x1B ? [$0, $0] : [$0] }
    return Array((self == .tmux ? "\u{1B}Ptmux;" : "\u{1B}P").utf8) + doubled
      + Array("\u{1B}\\".utf8)
  }
}

package enum Queries {
  /// DECRQM 8, DECRQM ?2026, OSC 11, XTVERSION, DA2, DA1.
  package static let identity = Array(
    "\u{1B}[8$p\u{1B}[?2026$p\u{1B}]11;?\u{7}\u{1B}[>0q\u{1B}[>c\u{1B}[c".utf8)
  /// XTGETTCAP `kitty-query-font_family` in hexadecimal.
  package static let kittyFont = Array(
    "\u{1B}P+q6b697474792d71756572792d666f6e745f66616d696c79\u{1B}\\".utf8)
  /// A terminal that never ends is not listened to for ever.
  static let mostHeard = 1 << 16
}
