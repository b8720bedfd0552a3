import Archive
import ArgumentParser
import Articles
import Foundation
import Reader
import Terminal
import Typesetting

/// `khabar doctor`
///
/// Its report is in English and Latin letters whatever the interface's language: it is read where Arabic
/// may not be readable, and sent to who can help.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what was found out about this terminal and why; show a test card.",
    discussion: """
      On a terminal the report is followed by a test card, from which the right setting can be picked and \
      saved in config.toml.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "The test card at once, without the report.")
  var card = false

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let interface = Interface(language: common.lang)
    if card { return try pick(interface.configuration) }
    let report = Report(interface, archivePath: archivePath, asksControllingTerminal: json)
    if json { return try JSON.print(report) }
    try emit(report.text)
    guard Output.isTerminal, isatty(STDIN_FILENO) == 1 else { return }
    try emit("\nLook at the test card now? [Y/n] ")
    guard ["", "y", "yes", "ن", "نعم"].contains((readLine() ?? "n").lowercased()) else { return }
    try pick(interface.configuration)
  }

  private var archivePath: String { Paths.expandingTilde(common.archive ?? Paths.archive) }

  private func pick(_ configuration: Configuration) throws {
    let choice: TestCard.Choice?
    do {
      choice = try TestCard.show(configuration)
    } catch {
      throw Failure(error)
    }
    guard let choice else { return try emit("Nothing was changed.\n") }
    let file = ConfigurationFile()
    try file.set("bidi-output", to: choice.setting.rawValue)
    if let tashkeel = choice.tashkeel { try file.set("tashkeel", to: tashkeel) }
    try emit("Saved in \(file.path): bidi-output = \"\(choice.setting.rawValue)\"")
    try emit((choice.tashkeel.map { ", tashkeel = \"\($0)\"" } ?? "") + "\n")
  }
}

extension Doctor {
  /// All there is to tell. Encoded as it is for `--json`.
  struct Report: Encodable {
    struct Terminal: Encodable {
      var term: String
      var columns: Int?
      var rows: Int?
      var name: String?
      var version: String?
      var multiplexer: String?
      var asked: [String] = []
      var answered: [String] = []
      var milliseconds: Int
      var bidiOutput: String
      var encoding: String
      var reason: String
      var start: String
      var stop: String
      var tashkeel: Bool
      var font: String?
      var colors: String
      var terminfoColors: Int
      var background: String?
      var theme: String
      var links: Bool
      var title: Bool
      var synchronizedOutput: Bool
    }

    struct Locale: Encodable {
      var variable: String?
      var value: String?
      var interface: String
    }

    struct Settings: Encodable {
      var path: String
      var exists: Bool
      var complaints: [String]
    }

    struct Archived: Encodable {
      var path: String
      var exists: Bool
      var bytes: Int?
      var articles: Int?
      var unread: Int?
      var faults: [String] = []
    }

    var terminal: Terminal?
    /// Why there is none.
    var noTerminal: String?
    var variables: [String: String]
    var locale: Locale
    var configuration: Settings
    /// Monospaced fonts of this machine with joined Arabic letters; nil when it cannot say.
    var fonts: [String]?
    var archive: Archived
  }
}

extension Doctor.Report {
  fileprivate init(_ interface: Interface, archivePath: String, asksControllingTerminal: Bool) {
    let settings = interface.configuration
    do {
      let examination = try Examination(
        bidiOutput: settings.bidiOutput, kittyForcesLTR: settings.kittyForcesLTR,
        usesControllingTerminal: asksControllingTerminal && !Output.isTerminal)
      terminal = Terminal(examination, interface)
    } catch {
      noTerminal = error.description
    }
    variables = Dictionary(
      uniqueKeysWithValues: Self.telling.compactMap { name in
        Paths.environment(name).map { (name, printable($0)) }
      })
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].first { Paths.environment($0) != nil }
    locale = Locale(
      variable: named, value: named.flatMap { Paths.environment($0) }.map(printable),
      interface: interface.strings.language)
    configuration = Settings(
      path: Paths.configuration,
      exists: FileManager.default.fileExists(atPath: Paths.configuration),
      complaints: settings.complaints)
    fonts = Self.arabicFonts()
    archive = Archived(path: archivePath)
  }

  /// What terminals, multiplexers and connections say of themselves.
  private static let telling = [
    "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORTERM", "COLORFGBG", "NO_COLOR", "TMUX",
    "STY", "SSH_CONNECTION", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "MLTERM",
    "XTERM_VERSION", "ALACRITTY_WINDOW_ID", "WT_SESSION", "LC_TERMINAL",
  ]

  /// Those fontconfig knows to have alef and lam-alef in their joined forms.
  private static func arabicFonts() -> [String]? {
    guard let path = Program.path(of: "fc-list"),
      let output = Program.output(of: path, [":spacing=100:charset=fe8e fefb", "family"])
    else { return nil }
    let names = output.split(separator: "\n").compactMap { $0.split(separator: ",").first }
    return Set(names.map { printable(String($0)) }).sorted()
  }
}

extension Doctor.Report.Terminal {
  fileprivate init(_ examination: Examination, _ interface: Interface) {
    let profile = examination.profile
    let told = examination.outside ?? examination.answers
    term = printable(examination.term)
    columns = examination.size?.columns
    rows = examination.size?.rows
    name = profile.name
    version = told.version
    multiplexer = profile.multiplexer?.rawValue
    asked = examination.questions.map {
      ($0.isForOutside ? "outside: " : "") + escaped($0.bytes)
    }
    answered = replies(examination.heard).map(escaped)
    milliseconds = examination.milliseconds
    bidiOutput = interface.configuration.bidiOutput.rawValue
    encoding = profile.summary
    reason = profile.reason
    start = escaped(profile.start)
    stop = escaped(profile.stop)
    tashkeel = profile.drawsMarks
    font = told.font
    colors = "\(examination.colors)"
    terminfoColors = examination.terminfoColors
    let color = examination.answers.background ?? examination.outside?.background
    background = color.map { "#" + String($0 | 0x1000000, radix: 16).dropFirst() }
    theme = profile.isLight == true ? "light" : "dark"
    links = profile.opensLinks
    title = profile.restoresTitle
    synchronizedOutput = profile.synchronizes
  }
}

extension Doctor.Report.Archived {
  /// Opens only what is there: a doctor makes no archive.
  fileprivate init(path: String) {
    self.path = path
    exists = FileManager.default.fileExists(atPath: path)
    guard exists else { return }
    bytes = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    do {
      let archive = try Archive.open(at: path)
      if let rescue = archive.rescue { faults.append(rescue.description) }
      let totals = try archive.totals()
      articles = totals.total
      unread = totals.unread
      faults += try archive.check()
    } catch let error as ArchiveError {
      faults.append(error.description)
    } catch {
      faults.append("\(error)")
    }
  }
}

// MARK: As text

extension Doctor.Report {
  fileprivate var text: String {
    var lines: [String] = ["Terminal"]
    lines += terminal?.lines ?? ["  none: \(noTerminal ?? "")"]
    lines += ["", "Surroundings"]
    lines += variables.sorted { $0.key < $1.key }.map { "  \($0.key)=\($0.value)" }
    lines.append(
      "  language of the interface: \(locale.interface)"
        + (locale.variable.map { ", from the configuration or \($0)" } ?? ""))
    lines.append(
      "  configuration: \(configuration.path)" + (configuration.exists ? "" : " (none yet)"))
    lines += configuration.complaints.map { "  ! \($0)" }
    lines += ["", "Fonts", "  " + fontHint, "", "Archive"] + archive.lines
    return lines.joined(separator: "\n") + "\n"
  }

  private var fontHint: String {
    guard let fonts else {
      return "fontconfig is not here to be asked; the terminal's font needs U+FE70 to U+FEFC"
    }
    guard !fonts.isEmpty else {
      return "no monospaced font with joined Arabic letters here; DejaVu Sans Mono is one"
    }
    return "monospaced, with joined Arabic letters, on this machine: "
      + fonts.joined(separator: ", ")
  }
}

extension Doctor.Report.Terminal {
  fileprivate var lines: [String] {
    var lines: [String] = []
    func add(_ name: String, _ value: String) { lines.append("  \(name): \(value)") }
    add("TERM", term + (columns.map { ", \($0)×\(rows ?? 0)" } ?? ""))
    for question in asked { add("asked", question) }
    for answer in answered { add("answered", answer) }
    if asked.isEmpty { add("asked", "nothing, this terminal need not be asked") }
    if !asked.isEmpty, answered.isEmpty { add("answered", "nothing in time") }
    add("took", "\(milliseconds) ms")
    add("is", (name ?? "none that needs anything") + (multiplexer.map { " behind \($0)" } ?? ""))
    if let font { add("its font", font.isEmpty ? "not told" : font) }
    add("rows are sent", "\(encoding), because it \(reason)")
    if bidiOutput != "auto" { add("bidi-output", bidiOutput) }
    if !start.isEmpty { add("sent first", start) }
    if !stop.isEmpty { add("sent last", stop) }
    add("tashkeel", tashkeel ? "shown" : "hidden, the terminal may lose it")
    add("colours", "\(colors) (terminfo says \(terminfoColors))")
    add("background", (background ?? "not told") + ", so the theme is \(theme) when it is auto")
    let features = [
      ("links", links), ("window title", title), ("synchronised output", synchronizedOutput),
    ]
    for (feature, isThere) in features { add(feature, isThere ? "yes" : "no") }
    return lines
  }
}

extension Doctor.Report.Archived {
  fileprivate var lines: [String] {
    guard exists else { return ["  \(path): none yet"] }
    var lines = ["  \(path): \(bytes ?? 0) bytes"]
    if let articles { lines.append("  \(articles) articles, \(unread ?? 0) unread") }
    lines += faults.isEmpty ? ["  sound"] : faults.map { "  ! \($0)" }
    return lines
  }
}

/// Bytes as they would be written in a shell's `$'…'`.
private func escaped(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    switch byte {
    case 0x1B: "\\e"
    case 0x07: "\\a"
    case 0x5C: "\\\\"
    case 0x20..<0x7F: String(Unicode.Scalar(byte))
    default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }.joined()
}

/// What was heard, cut before each escape that begins a reply.
private func replies(_ bytes: [UInt8]) -> [[UInt8]] {
  var replies: [[UInt8]] = []
  for (index, byte) in bytes.enumerated() {
    let begins =
      byte == 0x1B && !(bytes.indices.contains(index + 1) && bytes[index + 1] == 0x5C)
    if begins || replies.isEmpty { replies.append([]) }
    replies[replies.count - 1].append(byte)
  }
  return replies
}

/// What came from outside, without controls.
private func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.filter {
        $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
      }))
}
