import ArgumentParser
import Reader

import Typesetting

/// `khabar typeset`
struct Typeset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "typeset",
    abstract: "Lay out text from standard input: each output row in visual order.",
    discussion: "Every input line is a paragraph of its own. Without --width lines are not broken.")

  enum BaseDirection: String, ExpressibleByArgument, CaseIterable { case auto, rtl, ltr }
  enum Justify: String, ExpressibleByArgument, CaseIterable { case none, spaces, kashida }

  @Option(help: "Columns of a row.")
  var width: Int?

  @Option(help: "Direction of the paragraphs: auto, rtl or ltr.")
  var direction: BaseDirection = .auto

  @Option(help: "How rows are filled: none, spaces or kashida.")
  var justify: Justify = .none

  @Flag(help: "Join the letters (presentation forms); otherwise they keep their code points.")
  var shape = false

  func validate() throws {
    guard width.map({ (1...100_000).contains($0) }) ?? true else {
      throw ValidationError("--width is a number of columns from 1 on.")
    }
  }

  func run() throws {
    var setting = Setting(joins: shape)
    setting.fallback = direction == .rtl ? .rightToLeft : .leftToRight
    switch direction {
    case .auto: setting.direction = .automatic
    case .rtl: setting.direction = .fixed(.rightToLeft)
    case .ltr: setting.direction = .fixed(.leftToRight)
    }
    setting.justification = Justification(rawValue: justify.rawValue) ?? .none
    while let line = readLine(strippingNewline: true) {
      let rows = typeset(line, columns: width ?? .max / 4, setting: setting)
      try emit(rows.map { $0.text + "\n" }.joined())
      if rows.isEmpty { try emit("\n") }
    }
  }
}

/// `khabar keys`
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List the reader's keys, with the names that config.toml uses.")

  @Option(help: "Language of the list: ar or en.")
  var lang: String?

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let interface = Interface(language: lang)
    if json { return try JSON.print(KeyTable(interface)) }
    try Output.print(
      printedKeys(
        columns: Output.columns, settings: interface.printedSettings,
        keymap: interface.keymap))
  }
}

/// The command table as JSON.
private struct KeyTable: Encodable {
  struct Entry: Encodable {
    var command: String
    var keys: [String]
    var does: String
  }

  var keys: [Entry]

  init(_ interface: Interface) {
    keys = Binding.table.map {
      Entry(
        command: $0.command.rawValue, keys: interface.keymap.labels(of: $0.command),
        does: interface.strings.commands($0.command))
    }
  }
}
