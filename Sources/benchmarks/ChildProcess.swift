import Foundation

/// A program started with streams of our choosing.
struct ChildProcess {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// glibc's POSIX_SPAWN_SETSID.
  private static let ownSession: Int16 = 0x80

  let id: pid_t

  /// Starts the program in a session of its own. It belongs to the terminal of that path; without one
  /// its input and output are nowhere.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], terminal: String?
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal ?? "/dev/null", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    if terminal != nil { posix_spawn_file_actions_adddup2(&actions, 0, 2) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.ownSession)

    let texts = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0 + "=" + $1) } + [nil]
    defer { (texts + variables).forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, &attributes, texts, variables)
    guard code == 0 else {
      throw Failure(description: "\(program): \(String(cString: strerror(code)))")
    }
    id = child
  }

  /// Waits for the end.
  ///
  /// - Returns: the most memory the program was seen to hold, in bytes.
  @discardableResult
  func wait() throws -> Double { try usage().memory }

  /// Waits for the end.
  ///
  /// - Returns: the most memory the program was seen to hold, in bytes, and the seconds that it computed
  ///   on all processors.
  func usage() throws -> (memory: Double, computed: Double) {
    var status: Int32 = 0
    var most = 0.0
    var spent = rusage()
    while true {
      // What the system itself keeps would count the memory of the parent too.
      let held = memory("VmHWM")
      if held > most { most = held }
      switch wait4(id, &status, WNOHANG, &spent) {
      case 0: usleep(2_000)
      case id:
        guard status == 0 else { throw Failure(description: "the program ended with \(status)") }
        let times = [spent.ru_utime, spent.ru_stime]
        return (most, times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 })
      default: throw Failure(description: String(cString: strerror(errno)))
      }
    }
  }

  /// A line of `/proc/…/status` such as `VmRSS`, in bytes.
  func memory(_ name: String) -> Double {
    let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    let figure = line?.split(separator: " ").dropLast().last.flatMap { Double($0) }
    return (figure ?? .nan) * 1024
  }
}
