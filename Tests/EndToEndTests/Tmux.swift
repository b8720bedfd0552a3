import Foundation
import ReorderingTerminals
import Synchronization
import Testing

/// A terminal of its own for one program: a tmux server with one window.
final class Tmux {
  /// What `stty -a` said before and after the program, its process number and its exit code are files
  /// here.
  private let files: String
  private let folder: TemporaryFolder
  private let socket = "khabar"

  /// Runs `command` in a window for the time of `body`; the server is gone afterwards.
  static func run<Result>(
    _ command: [String], environment: [String: String], columns: Int, rows: Int,
    in folder: TemporaryFolder, _ body: (Tmux) throws -> Result
  ) throws -> Result {
    let tmux = try Tmux(in: folder)
    defer { tmux.killServer() }
    try tmux.start(command, environment: environment, columns: columns, rows: rows)
    return try body(tmux)
  }

  private init(in folder: TemporaryFolder) throws {
    self.folder = folder
    files = folder.path + "/t" + UUID().uuidString.prefix(4)
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
  }

  private func start(
    _ command: [String], environment: [String: String], columns: Int, rows: Int
  ) throws {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }
    let variables = environment.map { quoted($0.key + "=" + $0.value) }.joined(separator: " ")
    let script = """
      stty -a > \(files)/before
      env -i \(variables) sh -c 'echo $$ > \(files)/process; exec "$@"' sh \
      \(command.map(quoted).joined(separator: " ")) 2> \(files)/errors
      echo $? > \(files)/code.part
      stty -a > \(files)/after
      mv \(files)/code.part \(files)/code
      exec sleep 120
      """
    let path = files + "/script"
    try Data(script.utf8).write(to: URL(fileURLWithPath: path))
    try tmux("new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh", path)
  }

  private func killServer() {
    _ = try? tmux("kill-server")
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    try launch(
      "/usr/bin/env", ["tmux", "-u", "-L", socket, "-f", "/dev/null"] + arguments,
      environment: [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": files, "TMUX_TMPDIR": files,
        "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh",
      ], in: folder
    ).output
  }

  // MARK: Keys

  /// Presses keys by tmux's names: `Left`, `Enter`, `C-r`; anything else is typed as it is.
  func press(_ keys: String...) throws {
    for key in keys {
      if key.utf8.count > 1, key.utf8.allSatisfy({ $0 < 0x80 }) {
        try tmux("send-keys", key)
      } else {
        try type(key)
      }
    }
  }

  /// Types text, character by character.
  func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

  func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  // MARK: Screen

  func screen() throws -> Screenshot { Screenshot(try tmux("capture-pane", "-p")) }

  /// The screen with its escape sequences for colours and attributes.
  func styledScreen() throws -> String { try tmux("capture-pane", "-p", "-e") }

  var isOnAlternateScreen: Bool {
    get throws { try tmux("display-message", "-p", "#{alternate_on}").hasPrefix("1") }
  }

  var showsCursor: Bool {
    get throws { try tmux("display-message", "-p", "#{cursor_flag}").hasPrefix("1") }
  }

  /// Waits until the screen is as wanted, and gives it.
  @discardableResult
  func wait(until condition: (Screenshot) throws -> Bool) throws -> Screenshot {
    let deadline = Date() + 20
    while true {
      let shown = try screen()
      // A screen half painted is none.
      if try condition(shown), try screen() == shown {
        Self.expectRightEverywhere(shown)
        return shown
      }
      guard Date() < deadline else {
        throw Overdue(description: "the screen did not become what was waited for:\n\(shown.text)")
      }
      usleep(20_000)
    }
  }

  /// Every screen a test waits for has to come out right in terminals that reorder, too.
  private static func expectRightEverywhere(_ screen: Screenshot) {
    for row in screen.rows where seen.withLock({ $0.insert(row).inserted }) {
      let wrong = terminalsShowingWrongly(row)
      if !wrong.isEmpty { Issue.record("\(wrong) would show this row otherwise: \(row)") }
    }
  }

  private static let seen = Mutex<Set<String>>([])

  /// Waits until some row reads so.
  @discardableResult
  func wait(for text: String) throws -> Screenshot { try wait { $0.reads(text) } }

  // MARK: The program

  /// Its process number.
  func process() throws -> pid_t {
    try waitForFile("process") { pid_t($0) }
  }

  /// Waits until it has ended.
  /// - Returns: the exit code as a shell gives it.
  @discardableResult
  func exitCode() throws -> Int32 { try waitForFile("code") { Int32($0) } }

  var errors: String { file("errors") }
  var modesBefore: String { file("before") }
  var modesAfter: String { file("after") }

  private func file(_ name: String) -> String {
    content(of: files + "/" + name)
  }

  private func waitForFile<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value {
    let deadline = Date() + 20
    while Date() < deadline {
      let text = file(name).trimmingCharacters(in: .whitespacesAndNewlines)
      if let value = parse(text) { return value }
      usleep(20_000)
    }
    throw Overdue(description: "the program did not end:\n\(try screen().text)\n\(errors)")
  }
}
