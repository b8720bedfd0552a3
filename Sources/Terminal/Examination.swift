import CNcurses
import Glibc
package import Typesetting

/// A terminal that was asked without taking its screen: what a report about it needs.
package struct Examination {
  /// One batch of questions and what came back before it was over.
  package struct Question {
    /// Whom the question is for: the terminal, or the one outside a multiplexer.
    package var isForOutside: Bool
    package var bytes: [UInt8]
  }

  package let term: String
  package let profile: TerminalProfile
  package let answers: Answers
  package let outside: Answers?
  package let questions: [Question]
  /// All that came, in the order it came.
  package let heard: [UInt8]
  package let milliseconds: Int
  package let colors: ColorDepth
  /// The terminfo number `colors`, -1 when the entry has none.
  package let terminfoColors: Int
  package let size: Size?

  /// Asks the terminal on standard output, or with `usesControllingTerminal` the one the process belongs
  /// to, wherever its output goes.
  package init(
    bidiOutput: BidiOutput, kittyForcesLTR: Bool, usesControllingTerminal: Bool = false
  ) throws(TerminalError) {
    guard shim_use_utf8() else { throw .noUTF8 }
    let terminal =
      try usesControllingTerminal ? Descriptors(controlling: ()) : Descriptors()
    defer { terminal.close() }
    // A background process that touches the modes is stopped.
    guard tcgetpgrp(terminal.input) == getpgrp() else { throw .noTerminal }
    let description = try TerminalDescription(output: terminal.output)
    shim_remember_modes(terminal.input)
    shim_catch_signals(terminal.output)
    let surroundings = Surroundings(setting: bidiOutput, kittyForcesLTR: kittyForcesLTR)
    let conversation = Conversation(
      with: terminal, in: surroundings, patience: surroundings.longestPatience)
    shim_restore_modes()
    shim_release_signals()

    term = description.name
    profile = TerminalProfile(
      conversation.answers, outside: conversation.outside, in: surroundings)
    answers = conversation.answers
    outside = conversation.outside
    heard = conversation.heard
    milliseconds = conversation.milliseconds
    colors = description.depth
    terminfoColors = Int(shim_number("colors"))
    var (rows, columns): (Int32, Int32) = (0, 0)
    size =
      shim_window_size(terminal.output, &rows, &columns)
      ? Size(columns: Int(columns), rows: Int(rows)) : nil
    questions = Self.questions(surroundings, profile, conversation)
  }

  private static func questions(
    _ surroundings: Surroundings, _ profile: TerminalProfile, _ conversation: Conversation
  ) -> [Question] {
    guard surroundings.asks else { return [] }
    var questions = [Question(isForOutside: false, bytes: Queries.identity)]
    if conversation.outside != nil {
      questions.append(Question(isForOutside: true, bytes: Queries.identity))
    }
    if conversation.answers.font != nil || conversation.outside?.font != nil {
      questions.append(
        Question(isForOutside: conversation.outside != nil, bytes: Queries.kittyFont))
    }
    return questions
  }
}
