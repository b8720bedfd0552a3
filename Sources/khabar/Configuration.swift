import Archive
import Foundation
import Reader
import TOMLKit
import Terminal
import Typesetting

/// What `config.toml` says. Everything in it is optional; what it gets wrong is told and left out.
struct Configuration {
  var language: String?
  var theme: String?
  var density: String?
  var tashkeel: String?
  var justify: String?
  var substitutesLetters: Bool?
  /// Columns of characters of East_Asian_Width A.
  var ambiguousWidth: Int?
  var digits: String?
  /// Whether articles on the same event are one line.
  var stories: Bool?
  /// How rows are sent to the terminal.
  var bidiOutput = BidiOutput.auto
  /// kitty.conf says `force_ltr yes`.
  var kittyForcesLTR = false
  var keys: [Command: [KeyName]] = [:]
  /// Whether the reader fetches the feeds when it is opened.
  var refreshesOnStart = false
  /// Minutes between two refreshes in the reader; nil for none.
  var refreshMinutes: Int?
  /// Which articles of feeds are kept; nil for all.
  var retention: Retention?
  private static let names: Set<String> = [
    "language", "theme", "density", "tashkeel", "justify", "substitute-letters",
    "ambiguous-width", "digits", "bidi-output", "kitty-force-ltr", "refresh-on-start",
    "refresh-minutes", "keep-days", "keep-starred", "keep-unread", "stories", "keys",
  ]

  /// One sentence for each thing that was not understood.
  private(set) var complaints: [String] = []

  init(path: String = Paths.configuration) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      if FileManager.default.fileExists(atPath: path) {
        complaints.append("\(path) could not be read; it must be UTF-8 text")
      }
      return
    }
    do {
      let table = try TOMLTable(string: text)
      language = choice("language", of: ["ar", "en"], in: table, path)
      theme = choice("theme", of: ["auto", "dark", "light", "sixteen", "none"], in: table, path)
      density = choice("density", of: Settings.Density.allCases.map(\.rawValue), in: table, path)
      tashkeel = choice("tashkeel", of: ["auto", "shown", "hidden"], in: table, path)
      justify = choice(
        "justify", of: ["auto"] + Justification.allCases.map(\.rawValue), in: table, path)
      substitutesLetters = flag("substitute-letters", in: table, path)
      ambiguousWidth = number("ambiguous-width", from: 1...2, in: table, path)
      digits = choice("digits", of: Strings.Digits.allCases.map(\.rawValue), in: table, path)
      stories = flag("stories", in: table, path)
      bidiOutput =
        choice("bidi-output", of: BidiOutput.allCases.map(\.rawValue), in: table, path)
        .flatMap(BidiOutput.init(rawValue:)) ?? .auto
      kittyForcesLTR = flag("kitty-force-ltr", in: table, path) ?? false
      refreshesOnStart = flag("refresh-on-start", in: table, path) ?? false
      refreshMinutes = number("refresh-minutes", from: 0...10_080, in: table, path)
        .flatMap { $0 == 0 ? nil : $0 }
      if let days = number("keep-days", from: 0...36_500, in: table, path), days > 0 {
        retention = Retention(
          days: days, keepsStarred: flag("keep-starred", in: table, path) ?? true,
          keepsUnread: flag("keep-unread", in: table, path) ?? true)
      }
      readKeys(table, path)
      for name in table.keys where !Self.names.contains(name) {
        complaints.append("\(path): there is no setting \(name)")
      }
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      complaints.append("\(path), line \(line): \(error.description); the file is not used")
    } catch {
      complaints.append("\(path): \(error); the file is not used")
    }
  }

  private mutating func choice(
    _ name: String, of allowed: [String], in table: TOMLTable, _ path: String
  ) -> String? {
    guard let value = table[name] else { return nil }
    guard let text = value.string, allowed.contains(text) else {
      complaints.append("\(path): \(name) must be one of \(allowed.joined(separator: ", "))")
      return nil
    }
    return text
  }

  private mutating func flag(_ name: String, in table: TOMLTable, _ path: String) -> Bool? {
    guard let value = table[name] else { return nil }
    guard let flag = value.bool else {
      complaints.append("\(path): \(name) must be true or false")
      return nil
    }
    return flag
  }

  private mutating func number(
    _ name: String, from allowed: ClosedRange<Int>, in table: TOMLTable, _ path: String
  ) -> Int? {
    guard let value = table[name] else { return nil }
    guard let number = value.int, allowed.contains(number) else {
      complaints.append(
        "\(path): \(name) must be a number from \(allowed.lowerBound) to \(allowed.upperBound)")
      return nil
    }
    return number
  }

  private mutating func readKeys(_ table: TOMLTable, _ path: String) {
    guard let rebound = table["keys"]?.table else { return }
    for name in rebound.keys {
      guard let command = Command(rawValue: name) else {
        complaints.append("\(path): [keys] has no command \(name); `khabar keys` lists them")
        continue
      }
      let names =
        rebound[name]?.array.map { array in array.compactMap { $0.string } }
        ?? rebound[name]?.string.map { [$0] } ?? []
      let parsed = names.compactMap { KeyName(parsing: $0) }
      guard !parsed.isEmpty, parsed.count == names.count else {
        complaints.append(
          "\(path): \(name) needs keys such as \"j\", \"Ctrl-R\", \"PgDn\" or \"Enter\"")
        continue
      }
      keys[command] = parsed
    }
  }
}

/// What the environment and the configuration make of the interface.
struct Interface {
  let configuration: Configuration
  let strings: Strings

  /// - Parameter language: `ar` or `en`, when the person asked for one on the command line.
  init(language: String?) {
    configuration = Configuration()
    let locale = Locale.current
    var strings: Strings =
      switch language ?? configuration.language ?? locale.interface {
      case "en": .english
      default: .arabic(region: locale.region)
      }
    if let digits = configuration.digits.flatMap(Strings.Digits.init(rawValue:)) {
      strings.digits = digits
    }
    self.strings = strings
  }

  /// For the reader on a terminal.
  func settings(on screen: Screen) -> Settings {
    settings(
      colors: screen.colors, drawsMarks: screen.profile.drawsMarks,
      isLight: screen.profile.isLight)
  }

  /// For a place with so many colours; `drawsMarks` if harakat are known to come out on their letters.
  func settings(colors: ColorDepth, drawsMarks: Bool = false, isLight: Bool? = nil) -> Settings {
    var settings = Settings(
      strings: strings, theme: theme(colors: colors, isLight: isLight),
      density: configuration.density.flatMap(Settings.Density.init(rawValue:)) ?? .compact,
      showsMarks: showsMarks ?? drawsMarks)
    settings.justification = configuration.justify.flatMap(Justification.init(rawValue:))
    settings.substitutesLetters = configuration.substitutesLetters ?? true
    settings.ambiguousIsWide = configuration.ambiguousWidth == 2
    settings.groupsStories = configuration.stories ?? true
    return settings
  }

  var keymap: Keymap { Keymap(direction: strings.direction, rebound: configuration.keys) }

  private func theme(colors: ColorDepth, isLight: Bool?) -> Theme {
    switch (colors, configuration.theme) {
    case (.none, _), (_, "none"): .monochrome
    case (.sixteen, _), (_, "sixteen"): .sixteen
    case (_, "light"): .light
    case (_, "dark"): .dark
    default: isLight ?? Self.backgroundIsLight ? .light : .dark
    }
  }

  /// For terminals that do not answer: rxvt, Konsole and others tell their colours as «foreground;background» in the 16-colour palette.
  private static var backgroundIsLight: Bool {
    guard let colors = Paths.environment("COLORFGBG"),
      let background = colors.split(separator: ";").last.flatMap({ Int($0) })
    else { return false }
    return background == 7 || background == 15
  }

  /// What the person says about tashkeel; nil leaves it to the terminal.
  private var showsMarks: Bool? {
    switch configuration.tashkeel {
    case "shown": true
    case "hidden": false
    default: nil
    }
  }

  /// The language and country of `LC_ALL`, `LC_MESSAGES` or `LANG`.
  struct Locale {
    let language: String?
    let region: String?

    static var current: Locale {
      let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
      return Locale(names.lazy.compactMap { Paths.environment($0) }.first ?? "")
    }

    init(_ name: String) {
      let parts = name.prefix { $0 != "." && $0 != "@" }.split(separator: "_")
      let language = parts.first.map(String.init)
      self.language = ["C", "POSIX", nil].contains(language) ? nil : language
      region = parts.count > 1 ? String(parts[1]) : nil
    }

    /// Arabic when the locale says nothing; English for languages the interface does not speak.
    var interface: String { language == nil || language == "ar" ? "ar" : "en" }
  }
}
