import ArgumentParser
import Reader

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
    guard Output.isLaidOut() else {
      let entries = KeyTable(interface).keys
      return try emit(
        entries.map { "\($0.command)\t\($0.keys.joined(separator: " "))\t\($0.does)\n" }.joined())
    }
    let output = Output(interface)
    try output.print(
      printedKeys(columns: output.columns, settings: output.settings, keymap: interface.keymap))
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
