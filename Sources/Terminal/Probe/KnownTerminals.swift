/// A terminal we know how to treat, one row of ``all``.
///
/// What is not in the table paints every cell where it is told to, and needs nothing.
struct KnownTerminal: Sendable {
  let name: String
  /// How its XTVERSION begins.
  var version: String?
  /// The first version, as it stands after that beginning, which the row is about.
  var since: [Int] = []
  /// Whether these are its secondary device attributes.
  var secondary: @Sendable ([Int]) -> Bool = { _ in false }
  /// An environment variable it sets, and the value if others set it too. Variables leak into every
  /// terminal started from this one, so they count only where neither of the above was answered.
  var variable: (name: String, value: String?)?
  /// What its rows have to be when nothing stands before it.
  var encoding = RowEncoding.visual
  /// The same behind a multiplexer, which keeps ``start`` from it.
  var encodingBehind = RowEncoding.visual
  /// Makes it paint cells where it is told to.
  var start = ""
  /// Gives it back its own ordering.
  var stop = ""
  /// Whether it draws harakat on their letters.
  var drawsMarks = false
  /// Whether it makes links of OSC 8.
  var opensLinks = false
  /// Whether it keeps titles on a stack (XTWINOPS 22 and 23), so that ours can be taken back.
  var restoresTitle = false
  let reason: String

  static let all: [KnownTerminal] = [
    // Measured: 22.12. OSC 50 is "set font" elsewhere, so nobody else may get it.
    KnownTerminal(
      name: "Konsole", version: "Konsole",
      secondary: { $0.count > 1 && $0[0] <= 1 && $0[1] == 115 },
      variable: ("KONSOLE_VERSION", nil), encodingBehind: .logicalWithoutMirroring,
      start: "\u{1B}]50;BidiRenderingEnabled=false\u{7}",
      stop: "\u{1B}]50;BidiRenderingEnabled=true\u{7}", drawsMarks: true, opensLinks: true,
      reason: "reorders rows and joins, which a profile setting turns off"),
    // Measured: 3.9.
    KnownTerminal(
      name: "mlterm", version: "mlterm", secondary: { $0.first == 24 }, variable: ("MLTERM", nil),
      encodingBehind: .logicalConcealingBlanks, start: "\u{1B}]5379;use_ctl=false\u{7}",
      stop: "\u{1B}]5379;use_ctl=true\u{7}", drawsMarks: true,
      reason: "reorders rows and joins, which a command turns off"),
    // Measured: 0.26. Whether it is words or tokens its font decides.
    KnownTerminal(
      name: "kitty", version: "kitty",
      secondary: { $0.count > 1 && $0[0] == 1 && (4000..<5000).contains($0[1]) },
      variable: ("KITTY_WINDOW_ID", nil), encoding: .words, encodingBehind: .words,
      opensLinks: true, restoresTitle: true,
      reason: "reverses the letters of every Arabic word, and cannot be told not to"),
    // Measured: 0.70. From 0.58 on it answers DECRQM, which comes before this table.
    KnownTerminal(
      name: "VTE", version: "VTE(", secondary: { $0.count > 1 && $0[0] == 65 && $0[1] >= 1000 },
      variable: ("VTE_VERSION", nil), encodingBehind: .logical, start: "\u{1B}[8l",
      stop: "\u{1B}[8h", drawsMarks: true, opensLinks: true, restoresTitle: true,
      reason: "reorders paragraphs unless BDSM is reset"),
    // Measured: 0.78. It says nothing else of itself.
    KnownTerminal(
      name: "PuTTY", secondary: { $0.starts(with: [0, 136]) }, encoding: .logical,
      encodingBehind: .logical, reason: "reorders rows, and cannot be told not to"),
    // From documents.
    KnownTerminal(
      name: "Apple Terminal", secondary: { $0 == [1, 95, 0] },
      variable: ("TERM_PROGRAM", "Apple_Terminal"), encoding: .logical, encodingBehind: .logical,
      reason: "reorders rows, and cannot be told not to"),
    // From its source. Before 3.7 reordering was off by default.
    KnownTerminal(
      name: "iTerm2", version: "iTerm2 ", since: [3, 7], encoding: .logical,
      encodingBehind: .logical, opensLinks: true, restoresTitle: true,
      reason: "reorders rows, and cannot be told not to"),
    // Measured: xterm 379, rxvt-unicode 9.30. Here for their marks.
    KnownTerminal(
      name: "xterm", version: "XTerm(", secondary: { $0.first == 41 },
      variable: ("XTERM_VERSION", nil), drawsMarks: true, restoresTitle: true,
      reason: "paints cells as they are sent"),
    KnownTerminal(
      name: "rxvt-unicode", secondary: { $0.starts(with: [85, 95]) }, drawsMarks: true,
      reason: "paints cells as they are sent"),
    // Measured: foot 1.13, Alacritty 0.11, but for their links and titles, which are from documents.
    KnownTerminal(
      name: "foot", version: "foot(", secondary: { $0.count > 1 && $0[0] == 1 && $0[1] >= 10_000 },
      opensLinks: true, restoresTitle: true, reason: "paints cells as they are sent"),
    KnownTerminal(
      name: "Alacritty", secondary: { $0.count > 1 && $0[0] == 0 && (1000..<9000).contains($0[1]) },
      variable: ("ALACRITTY_WINDOW_ID", nil), opensLinks: true, restoresTitle: true,
      reason: "paints cells as they are sent"),
    // From their sources and documents.
    KnownTerminal(
      name: "WezTerm", version: "WezTerm ", variable: ("TERM_PROGRAM", "WezTerm"), opensLinks: true,
      reason: "paints cells as they are sent"),
    KnownTerminal(
      name: "mintty", version: "mintty ", secondary: { $0.first == 77 }, opensLinks: true,
      restoresTitle: true, reason: "reorders paragraphs unless BDSM is reset"),
    KnownTerminal(
      name: "ghostty", version: "ghostty ", secondary: { $0.starts(with: [1, 10]) },
      opensLinks: true, reason: "paints cells as they are sent"),
    KnownTerminal(
      name: "Windows Terminal", secondary: { $0 == [0, 10, 1] }, variable: ("WT_SESSION", nil),
      opensLinks: true, reason: "paints cells as they are sent"),
  ]

  /// Whether this is the terminal that gave these answers.
  func gave(version: String?, secondary: [Int]?, environment: (String) -> String?) -> Bool {
    if let version, !version.isEmpty { return matches(version) }
    if let secondary { return self.secondary(secondary) }
    guard let variable, let value = environment(variable.name), !value.isEmpty else { return false }
    return variable.value == nil || variable.value == value
  }

  private func matches(_ text: String) -> Bool {
    guard let version, text.hasPrefix(version) else { return false }
    let numbers = text.dropFirst(version.count).split { !("0"..."9").contains($0) }.map {
      Int($0) ?? 0
    }
    return !numbers.lexicographicallyPrecedes(since)
  }

  /// Monospace fonts with Arabic letters, by the beginning of their names without blanks, in lower
  /// case. With one of these kitty takes punctuation and digits that touch a word into its run.
  static let arabicFonts = [
    "dejavusansmono", "cascadia", "vazircode", "kawkabmono", "freemono", "couriernew", "unifont",
    "kacst", "firamono-arabic", "ibmplexmonoarabic", "notosansmonoarabic",
  ]

  static func hasArabic(font: String) -> Bool {
    let name = font.lowercased().filter { $0 != " " }
    return arabicFonts.contains { name.hasPrefix($0) }
  }
}
