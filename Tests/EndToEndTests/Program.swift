import Foundation

/// The built program with a home, a configuration and an archive of its own.
struct Program {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let path = root + "/.build/debug/khabar"
  static let edition = root + "/data/edition"
  static let editionCount = 71

  let folder: TemporaryFolder

  /// A program with an empty archive.
  init() throws { folder = try TemporaryFolder() }

  /// A program whose archive holds the shipped edition.
  static func withEdition() throws -> Program {
    let program = try Program()
    try FileManager.default.copyItem(atPath: importedEdition.get().archive, toPath: program.archive)
    return program
  }

  /// The edition is imported once; each test works on a copy.
  private static let importedEdition: Result<Program, any Error> = Result {
    let program = try Program()
    let outcome = try program.run("--edition", edition)
    guard outcome.code == 0 else { throw Overdue(description: outcome.errors) }
    // A static value has no end of its own.
    atexit {
      guard let path = try? Program.importedEdition.get().folder.path else { return }
      try? FileManager.default.removeItem(atPath: path)
    }
    return program
  }

  var archive: String { folder.path + "/archive.sqlite" }

  /// Everything the program sees of its surroundings.
  var environment: [String: String] {
    [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TZ": "UTC",
      "XDG_DATA_HOME": folder.path + "/data", "XDG_CONFIG_HOME": folder.path + "/config",
      "XDG_STATE_HOME": folder.path + "/state", "KHABAR_ARCHIVE": archive,
      "LC_ALL": "C.UTF-8", "TERM": "tmux-256color", "SWIFT_BACKTRACE": "enable=no",
    ]
  }

  /// Runs a command to its end, its output in a file.
  func run(
    _ arguments: String..., environment: [String: String]? = nil, input: String? = nil
  ) throws -> Outcome {
    try launch(
      Self.path, arguments, environment: environment ?? self.environment, input: input, in: folder)
  }

  /// Runs a line of shell in which `$KHABAR` is the program.
  func shell(_ line: String) throws -> Outcome {
    var environment = environment
    environment["KHABAR"] = Self.path
    return try launch("/bin/bash", ["-c", line], environment: environment, in: folder)
  }

  /// Opens the reader in a terminal of that size for the time of `body`.
  @discardableResult
  func read<Result>(
    _ arguments: String..., columns: Int = 80, rows: Int = 24,
    environment: [String: String]? = nil, _ body: (Tmux) throws -> Result
  ) throws -> Result {
    try Tmux.run(
      [Self.path] + arguments, environment: environment ?? self.environment, columns: columns,
      rows: rows, in: folder, body)
  }

  // MARK: What the archive holds

  struct Article: Decodable, Equatable {
    var id: Int64
    var externalID: String?
    var title: String
    var category: String
    var date: String?
    var author: String?
    var read: Bool
    var starred: Bool
  }

  private struct List: Decodable { var articles: [Article] }

  func articles(_ conditions: String...) throws -> [Article] {
    let outcome = try launch(
      Self.path, ["list", "--json"] + conditions, environment: environment, in: folder)
    return try JSONDecoder().decode(List.self, from: Data(outcome.output.utf8)).articles
  }

  func readTitles() throws -> Set<String> { Set(try articles().filter(\.read).map(\.title)) }
}
