import Foundation

/// A folder of its own below the system's temporary one, removed with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    // Short, because the path of a Unix socket must be.
    path = "/tmp/khabar-" + UUID().uuidString.prefix(8).lowercased()
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// - Returns: the path of the new file.
  @discardableResult
  func write(_ content: String, to name: String) throws -> String {
    try write(Data(content.utf8), to: name)
  }

  @discardableResult
  func write(_ content: Data, to name: String) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try content.write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// What a program that has ended left behind.
struct Outcome {
  var output: String
  var errors: String
  /// 128 and the signal's number when a signal ended it.
  var code: Int32
  /// The most memory that the program was seen to hold, in bytes, when that was asked for.
  var memory = 0

  var outputLines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }
  var errorLines: [Substring] { errors.split(separator: "\n") }
}

struct Overdue: Error, CustomStringConvertible {
  let description: String
}

/// Runs a program to its end, at most a minute.
///
/// What it starts in turn and leaves behind, such as a server, is not waited for.
func launch(
  _ path: String, _ arguments: [String], environment: [String: String],
  input: String? = nil, in folder: TemporaryFolder, watchesMemory: Bool = false
) throws -> Outcome {
  let name = UUID().uuidString.prefix(8)
  let output = folder.path + "/output-\(name)"
  let errors = folder.path + "/errors-\(name)"
  let source = try input.map { try folder.write($0, to: "input-\(name)") } ?? "/dev/null"
  let process = try spawn(
    path, arguments, environment: environment, input: source, output: output, errors: errors)
  var memory = 0
  let status = try status(of: process, path) {
    if watchesMemory { memory = max(memory, mostMemory(of: process)) }
  }
  return Outcome(
    output: content(of: output), errors: content(of: errors), code: status, memory: memory)
}

/// The text of a file, empty when there is none.
func content(of path: String) -> String {
  String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
}

private func spawn(
  _ path: String, _ arguments: [String], environment: [String: String], input: String,
  output: String, errors: String
) throws -> pid_t {
  var files = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&files)
  defer { posix_spawn_file_actions_destroy(&files) }
  let writing = O_WRONLY | O_CREAT | O_TRUNC
  posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&files, 1, output, writing, 0o600)
  posix_spawn_file_actions_addopen(&files, 2, errors, writing, 0o600)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // The threads of the tests hold signals back, and a child would inherit that: a tmux server would never
  // end, nor the shells in it.
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  var words = ([path] + arguments).map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { (words + variables).forEach { free($0) } }
  var process = pid_t()
  let failure = posix_spawn(&process, path, &files, &attributes, &words, &variables)
  guard failure == 0 else {
    throw Overdue(description: "\(path): \(String(cString: strerror(failure)))")
  }
  return process
}

/// In bytes, up to now; 0 when the process has ended.
private func mostMemory(of process: pid_t) -> Int {
  let line = content(of: "/proc/\(process)/status").split(separator: "\n").first {
    $0.hasPrefix("VmHWM:")
  }
  return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) * 1024
}

/// Waits for the end of a process; `watch` is called again and again until then.
private func status(
  of process: pid_t, _ path: String, watch: () -> Void
) throws -> Int32 {
  let deadline = Date() + 60
  var status: Int32 = 0
  while waitpid(process, &status, WNOHANG) == 0 {
    guard Date() < deadline else {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
      throw Overdue(description: "\(path) did not end within a minute")
    }
    watch()
    usleep(2_000)
  }
  let signal = status & 0x7F
  return signal == 0 ? status >> 8 & 0xFF : 128 + signal
}
