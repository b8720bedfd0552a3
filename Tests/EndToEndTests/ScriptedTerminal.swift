import Foundation

/// A terminal that answers what it is told to, when it is told to, and keeps every byte it is sent.
final class ScriptedTerminal {
  /// What it answers to the questions, in pieces with the milliseconds that pass before each.
  struct Script {
    var pieces: [(after: UInt32, bytes: String)]

    init(_ replies: String) { pieces = [(0, replies)] }
    init(pieces: [(UInt32, String)]) { self.pieces = pieces }

    /// One byte at a time.
    init(slowly replies: String) { pieces = replies.unicodeScalars.map { (1, String($0)) } }
  }

  private let master: Int32
  private let slave: Int32
  private let process: pid_t
  private let script: Script
  /// The program's folder, which lasts as long as the terminal.
  private let folder: TemporaryFolder
  private var hasAnswered = false
  private(set) var sent: [UInt8] = []
  let modesBefore: [UInt8]

  /// Starts a program on it as the leader of its own session.
  init(
    _ program: String, _ arguments: [String] = [], environment: [String: String],
    in folder: TemporaryFolder, answers script: Script
  ) throws {
    self.script = script
    self.folder = folder
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, nil, nil, &size) == 0, ttyname_r(slave, &name, name.count) == 0
    else {
      throw Overdue(description: "no pseudo-terminal")
    }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    (self.master, self.slave) = (master, slave)
    modesBefore = Self.modes(of: slave)
    process = try Self.start(
      [program] + arguments, environment,
      on: String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(master)
    close(slave)
  }

  private static func start(
    _ arguments: [String], _ environment: [String: String], on terminal: String
  ) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&files, descriptor, terminal, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which is not imported: a leader of a session gets the first terminal it opens.
    // The threads of the tests hold signals back, and a child would inherit that.
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGMASK))
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawn(&process, arguments[0], &files, &attributes, &words, &variables)
    guard failure == 0 else { throw Overdue(description: String(cString: strerror(failure))) }
    return process
  }

  /// The modes the terminal has now, as bytes to compare.
  var modes: [UInt8] { Self.modes(of: slave) }

  private static func modes(of descriptor: Int32) -> [UInt8] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
  }

  /// Whether something typed or answered waits for the next program.
  var hasUnreadInput: Bool {
    var raw = termios()
    tcgetattr(slave, &raw)
    cfmakeraw(&raw)
    tcsetattr(slave, TCSANOW, &raw)
    var request = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  func type(_ keys: String) {
    _ = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  func signal(_ number: Int32) { kill(process, number) }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Reads until `text` was sent after the place `from`.
  /// - Returns: the place behind it.
  @discardableResult
  func wait(for text: String, from: Int = 0) throws -> Int {
    let wanted = Array(text.utf8)
    let deadline = Date() + 20
    while true {
      if from <= sent.count, let range = sent[from...].firstRange(of: wanted) {
        return range.upperBound
      }
      guard Date() < deadline, read(within: 100) else {
        throw Overdue(
          description: "\(text.debugDescription) was not sent, but "
            + String(decoding: sent, as: UTF8.self).debugDescription)
      }
    }
  }

  /// Reads until nothing has come for a while.
  func settle() {
    var quiet = 0
    while quiet < 4 {
      let count = sent.count
      _ = read(within: 60)
      quiet = sent.count == count ? quiet + 1 : 0
    }
  }

  /// Reads until something has come after the place `from`, and then nothing for a while.
  func settle(from: Int) throws {
    let deadline = Date() + 20
    while sent.count <= from {
      guard Date() < deadline else { throw Overdue(description: "nothing was sent") }
      _ = read(within: 60)
    }
    settle()
  }

  /// Reads what comes at once.
  func settleShortly() { _ = read(within: 20) }

  /// Reads to the end of the program.
  /// - Returns: the exit code as a shell gives it.
  func end() throws -> Int32 {
    let deadline = Date() + 20
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      _ = read(within: 20)
      guard Date() < deadline else { throw Overdue(description: "the program does not end") }
    }
    while read(within: 50) {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// False when nothing came and nothing will; true also when the time is over.
  private func read(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return milliseconds > 50 }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    sent += chunk.prefix(count)
    answer()
    return true
  }

  private func answer() {
    guard !hasAnswered, sent.firstRange(of: Array("\u{1B}[c".utf8)) != nil else { return }
    hasAnswered = true
    for piece in script.pieces {
      usleep(piece.after * 1000)
      type(piece.bytes)
    }
  }
}

extension Sequence<UInt8> {
  /// How often each private mode was left on, by its number, and the last state of each.
  var privateModes: [Int: Bool] {
    var states: [Int: Bool] = [:]
    let text = String(decoding: Array(self), as: UTF8.self)
    for match in text.matches(of: /\x1B\[\?([0-9;]+)([hl])/) {
      for number in match.output.1.split(separator: ";").compactMap({ Int($0) }) {
        states[number] = match.output.2 == "h"
      }
    }
    return states
  }
}
