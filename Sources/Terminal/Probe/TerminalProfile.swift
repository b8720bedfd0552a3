/// How rows are sent, as the person may ask for it.
package enum BidiOutput: String, CaseIterable, Sendable {
  case auto
  case visual, words, tokens, logical
  case logicalWithoutMirroring = "logical-nomirror"
}

/// What stands between the reader and the terminal.
package enum Multiplexer: String, Sendable { case tmux, screen }

/// All that is known about the terminal before a run, and not from the terminal's own answers.
package struct Surroundings {
  package var environment: (String) -> String?
  /// What tmux says of the terminal outside it; nil when it says nothing.
  package var outerVersion: () -> String?
  package var setting = BidiOutput.auto
  /// The person has `force_ltr yes` in kitty.conf.
  package var kittyForcesLTR = false

  package init(
    environment: @escaping (String) -> String?, outerVersion: @escaping () -> String? = { nil },
    setting: BidiOutput = .auto, kittyForcesLTR: Bool = false
  ) {
    self.environment = environment
    self.outerVersion = outerVersion
    self.setting = setting
    self.kittyForcesLTR = kittyForcesLTR
  }

  /// Whether questions may be sent and would change anything.
  package var asks: Bool {
    let name = environment("TERM") ?? ""
    guard !name.isEmpty, name != "dumb", !name.hasPrefix("linux") else { return false }
    return setting == .auto || setting == .visual
  }

  /// How long the first frame waits for answers, in milliseconds: longer than any terminal on the same
  /// machine was seen to take. What is answered later changes the screen when it comes.
  package static let patience = 60
}

/// What this terminal makes of Arabic, and what it is therefore sent.
package struct TerminalProfile: Equatable, Sendable {
  /// The terminal's name; nil when it could not be told and need not be.
  package var name: String?
  package var multiplexer: Multiplexer?
  package var encoding = RowEncoding.visual
  /// Sent when the screen is taken, and whenever it is taken back.
  package var start: [UInt8] = []
  /// Sent when it is given away.
  package var stop: [UInt8] = []
  /// Whether harakat come out on their letters.
  package var drawsMarks = false
  /// Why, in a few words.
  package var reason = "paints cells as they are sent"

  package init() {}
}

extension TerminalProfile {
  /// Draws the conclusion. The font is looked at for kitty only.
  package init(_ answers: Answers, in surroundings: Surroundings) {
    self.init()
    conclude(answers, surroundings)
    apply(surroundings.setting)
  }

  private mutating func conclude(_ answers: Answers, _ surroundings: Surroundings) {
    let environment = surroundings.environment
    guard environment("TERM")?.hasPrefix("linux") != true else {
      name = "Linux console"
      return
    }
    multiplexer = Multiplexer(answers, environment)
    let known = Self.identify(answers, behind: multiplexer, surroundings)
    name = known?.name
    drawsMarks = known?.drawsMarks == true && multiplexer == nil
    if multiplexer == nil, let bidi = answers.bidiSupport, bidi == 1 || bidi == 2 {
      return useBidiSupport(wasImplicit: bidi == 1)
    }
    guard let known else { return }
    reason = known.reason
    encoding = multiplexer == nil ? known.encoding : known.encodingBehind
    if multiplexer == nil {
      start = Array(known.start.utf8)
      stop = Array(known.stop.utf8)
    }
    guard known.name == "kitty" else { return }
    if surroundings.kittyForcesLTR {
      encoding = .visual
      drawsMarks = multiplexer == nil
      reason = "kitty with force_ltr, as the configuration says"
    } else if KnownTerminal.hasArabic(font: answers.font ?? "") {
      encoding = .tokens
    }
  }

  /// BDSM reset and direction left to right (terminal-wg BiDi 0.2). Where it was reset already, some
  /// terminal's default, it is left so.
  private mutating func useBidiSupport(wasImplicit: Bool) {
    start = Array((wasImplicit ? "\u{1B}[8l\u{1B}[1 k" : "\u{1B}[1 k").utf8)
    stop = Array((wasImplicit ? "\u{1B}[8h\u{1B}[ k" : "\u{1B}[ k").utf8)
    reason = "reorders paragraphs unless BDSM is reset"
  }

  private mutating func apply(_ setting: BidiOutput) {
    switch setting {
    case .auto: return
    case .visual: encoding = .visual
    case .words: encoding = .words
    case .tokens: encoding = .tokens
    case .logical: encoding = .logical
    case .logicalWithoutMirroring: encoding = .logicalWithoutMirroring
    }
    reason = "bidi-output is \(setting.rawValue)"
    guard setting != .visual else { return }
    start = []
    stop = []
    drawsMarks = false
  }

  /// The row of the table that fits; behind a multiplexer only what tmux tells, or else the
  /// environment, is about the terminal outside.
  private static func identify(
    _ answers: Answers, behind multiplexer: Multiplexer?, _ surroundings: Surroundings
  ) -> KnownTerminal? {
    let version: String? =
      switch multiplexer {
      case nil, .screen: answers.version
      case .tmux: surroundings.outerVersion()
      }
    return KnownTerminal.all.first {
      $0.gave(
        version: version, secondary: multiplexer == nil ? answers.secondary : nil,
        environment: surroundings.environment)
    }
  }
}

extension Multiplexer {
  fileprivate init?(_ answers: Answers, _ environment: (String) -> String?) {
    func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty } ?? false }
    if isSet("TMUX") || answers.version?.hasPrefix("tmux ") == true {
      self = .tmux
    } else if isSet("STY") || answers.secondary?.first == 83 {
      self = .screen
    } else {
      return nil
    }
  }
}
