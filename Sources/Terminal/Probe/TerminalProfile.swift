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
  package var setting = BidiOutput.auto
  /// The person has `force_ltr yes` in kitty.conf.
  package var kittyForcesLTR = false

  package init(
    environment: @escaping (String) -> String?, setting: BidiOutput = .auto,
    kittyForcesLTR: Bool = false
  ) {
    self.environment = environment
    self.setting = setting
    self.kittyForcesLTR = kittyForcesLTR
  }

  /// Whether questions may be sent.
  package var asks: Bool {
    let name = environment("TERM") ?? ""
    return !name.isEmpty && name != "dumb" && !name.hasPrefix("linux")
  }

  /// How long the first frame waits for answers, in milliseconds: longer than any terminal on the same
  /// machine was seen to take. What is answered later changes the screen when it comes.
  package static let patience = 60

  /// How long one waits who will not be there for a late answer, in milliseconds.
  package var longestPatience: Int {
    environment("SSH_CONNECTION").map { !$0.isEmpty } == true ? 1500 : 500
  }
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
  /// What rows have to be that are printed, and stay when the program has ended.
  package var printed = RowEncoding.visual
  /// Whether the terminal remembers ``start`` for each row written after it, so that printed rows stay right
  /// behind ``stop``.
  package var remembersRows = false
  /// Whether harakat come out on their letters.
  package var drawsMarks = false
  /// Whether its background is light; nil when it does not tell.
  package var isLight: Bool?
  /// Whether it shows what comes between `CSI ? 2026 h` and `l` at once.
  package var synchronizes = false
  /// Whether it makes links of OSC 8.
  package var opensLinks = false
  /// Whether it gives back the title it had before ours.
  package var restoresTitle = false
  /// Whether OSC 52 does no harm.
  package var takesClipboard = true
  /// Whether the mouse can be listened to without harm.
  package var takesMouse = true
  /// Why, in a few words.
  package var reason = "paints cells as they are sent"

  package init() {}

  /// What is sent of ``stop`` before the screen is left: mlterm orders the rows it uncovers as it was told
  /// then.
  var stopOnScreen: [UInt8] { remembersRows ? [] : stop }
  /// What is sent when it has been left: the row the cursor comes back to may have taken ``start``.
  var stopAfterwards: [UInt8] { remembersRows ? stop : [] }
}

extension TerminalProfile {
  /// Draws the conclusion; `outside` is what the terminal outside a multiplexer answered. The font is looked
  /// at for kitty only.
  package init(_ answers: Answers, outside: Answers? = nil, in surroundings: Surroundings) {
    self.init()
    conclude(answers, outside, surroundings)
    apply(surroundings.setting)
  }

  private mutating func conclude(
    _ answers: Answers, _ outside: Answers?, _ surroundings: Surroundings
  ) {
    let environment = surroundings.environment
    guard environment("TERM")?.hasPrefix("linux") != true else {
      name = "Linux console"
      takesClipboard = false
      return
    }
    multiplexer = Multiplexer(answers, environment)
    let told = multiplexer == nil ? answers : outside ?? Answers()
    let known = KnownTerminal.all.first {
      $0.gave(version: told.version, secondary: told.secondary, environment: environment)
    }
    name = known?.name
    concludeFeatures(answers, outside, known)
    drawsMarks = known?.drawsMarks == true && multiplexer == nil
    if multiplexer == nil, let bidi = answers.bidiSupport, bidi == 1 || bidi == 2 {
      return useBidiSupport(wasImplicit: bidi == 1)
    }
    guard let known else { return }
    reason = known.reason
    encoding = multiplexer == nil ? known.encoding : known.encodingBehind
    printed = known.encodingBehind
    if multiplexer == nil {
      start = Array(known.start.utf8)
      stop = Array(known.stop.utf8)
    }
    guard known.name == "kitty" else { return }
    if surroundings.kittyForcesLTR {
      encoding = .visual
      printed = .visual
      drawsMarks = multiplexer == nil
      reason = "kitty with force_ltr, as the configuration says"
    } else if KnownTerminal.hasArabic(font: told.font ?? "") {
      encoding = .tokens
      printed = .tokens
    }
  }

  private mutating func concludeFeatures(
    _ answers: Answers, _ outside: Answers?, _ known: KnownTerminal?
  ) {
    isLight = (answers.background ?? outside?.background).map { RGB($0).isLight }
    let mode = answers.synchronization
    synchronizes = mode == 1 || mode == 2
    // tmux keeps a title for each pane; links go no further than to it.
    opensLinks = multiplexer == nil && known?.opensLinks == true
    restoresTitle = multiplexer == .tmux || multiplexer == nil && known?.restoresTitle == true
    takesClipboard = multiplexer != .screen
    // Measured: 4.9 keeps the escape key back until another one follows while it looks for the mouse.
    takesMouse = multiplexer != .screen
  }

  /// BDSM reset and direction left to right (terminal-wg BiDi 0.2). Where it was reset already, some
  /// terminal's default, it is left so.
  private mutating func useBidiSupport(wasImplicit: Bool) {
    start = Array((wasImplicit ? "\u{1B}[8l\u{1B}[1 k" : "\u{1B}[1 k").utf8)
    stop = Array((wasImplicit ? "\u{1B}[8h\u{1B}[ k" : "\u{1B}[ k").utf8)
    remembersRows = true
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
    printed = encoding
    reason = "bidi-output is \(setting.rawValue)"
    guard setting != .visual else { return }
    start = []
    stop = []
    remembersRows = false
    drawsMarks = false
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
