import CNcurses
import Glibc

/// How rows are written that stay on the terminal when the program has ended.
///
/// What a terminal is told for all it shows, such as Konsole's switch, is no way here: it would hold for
/// what the person did before and does afterwards. So the rows of such a terminal are encoded, and only
/// one that remembers the mode for each row is told.
package struct Printing: Equatable, Sendable {
  package var encoding = RowEncoding.visual
  /// What stands before the rows, at the beginning of a line.
  package var start: [UInt8] = []
  /// What stands behind them, at the beginning of a line too.
  package var stop: [UInt8] = []
  /// Whether harakat come out on their letters.
  package var drawsMarks = false

  package init() {}

  package init(_ profile: TerminalProfile) {
    encoding = profile.remembersRows ? profile.encoding : profile.printed
    if profile.remembersRows {
      start = profile.start
      stop = profile.stop
    }
    drawsMarks = profile.drawsMarks && encoding == .visual
  }

  /// Asks the terminal on standard output, where that is needed to know; it waits until the answers are
  /// there, because whoever reads the terminal next would take a late one for keys. Where nobody can be
  /// asked, variables decide.
  package init(bidiOutput: BidiOutput, kittyForcesLTR: Bool) {
    let surroundings = Surroundings(setting: bidiOutput, kittyForcesLTR: kittyForcesLTR)
    guard surroundings.asks, bidiOutput == .auto || bidiOutput == .visual,
      let terminal = try? Descriptors()
    else {
      self.init(TerminalProfile(Answers(), in: surroundings))
      return
    }
    defer { terminal.close() }
    self.init(Self.ask(terminal, surroundings))
  }

  private static func ask(
    _ terminal: Descriptors, _ surroundings: Surroundings
  ) -> TerminalProfile {
    // A background process that touches the modes is stopped.
    guard tcgetpgrp(terminal.input) == getpgrp() else {
      return TerminalProfile(Answers(), in: surroundings)
    }
    shim_remember_modes(terminal.input)
    shim_catch_signals(terminal.output)
    let conversation = Conversation(
      with: terminal, in: surroundings, patience: surroundings.longestPatience, sparesKeys: true)
    shim_restore_modes()
    shim_release_signals()
    let arrived = Int(shim_take_signals())
    if arrived & SHIM_INTERRUPT != 0 || conversation.heard.contains(0x03) { raise(SIGINT) }
    if arrived & SHIM_TERMINATE != 0 { raise(SIGTERM) }
    if arrived & SHIM_HANGUP != 0 { raise(SIGHUP) }
    return TerminalProfile(
      conversation.answers, outside: conversation.outside, in: surroundings)
  }
}
