import CNcurses
import Glibc

/// The real line, in raw mode from the beginning to ``close()`` so that replies do not show and keys
/// are not lost.
struct TerminalLine: ProbeLine {
  private let terminal: Descriptors

  init(_ terminal: Descriptors) {
    self.terminal = terminal
    shim_hush(terminal.input)
  }

  /// Ends raw mode, all but the echo: a reply that comes before ncurses listens must not show either.
  func close() {
    shim_unhush(terminal.input)
  }

  var now: Int { milliseconds() }

  /// Whether something was typed before anything was asked.
  var hasInput: Bool {
    var polled = pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  func send(_ bytes: [UInt8]) { terminal.write(bytes) }

  func receive(within milliseconds: Int) -> [UInt8]? {
    var polled = pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, Int32(clamping: milliseconds)) > 0 else { return [] }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(terminal.input, &chunk, chunk.count)
    if count > 0 { return Array(chunk.prefix(count)) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil
  }
}

/// All that was said between us and the terminal before the first frame.
struct Conversation {
  var answers = Answers()
  /// What the terminal outside a multiplexer answered.
  var outside: Answers?
  /// Every byte that came meanwhile, in order, keys among them.
  var heard: [UInt8] = []
  /// What still listens, because not all answers have come.
  var late: AnswerReader?
  var milliseconds = 0

  /// Asks the terminal, if the surroundings leave anything to ask. With `sparesKeys` it is not asked when
  /// keys are waiting, which would come out with the answers and be lost to whom they are for.
  init(
    with terminal: Descriptors, in surroundings: Surroundings,
    patience: Int = Surroundings.patience, sparesKeys: Bool = false
  ) {
    guard surroundings.asks else { return }
    let line = TerminalLine(terminal)
    defer { line.close() }
    guard !sparesKeys || !line.hasInput else { return }
    let start = line.now
    var probe = Probe(line: line, patience: patience)
    probe.identify()
    let profile = TerminalProfile(probe.answers, in: surroundings)
    if let multiplexer = profile.multiplexer {
      if probe.answers.isComplete { Self.ask(&probe, through: multiplexer, in: surroundings) }
    } else if profile.name == "kitty", profile.encoding == .words {
      probe.askForFont()
    }
    answers = probe.answers
    outside = probe.outside
    heard = probe.heard
    milliseconds = line.now - start
    let reader = probe.outsideReader ?? probe.reader
    late = reader.answers.isComplete && reader.answers.background != nil ? nil : reader
  }

  private static func ask(
    _ probe: inout Probe<TerminalLine>, through multiplexer: Multiplexer,
    in surroundings: Surroundings
  ) {
    let pane = multiplexer == .tmux ? TmuxPane() : nil
    pane?.letThrough()
    defer { pane?.restore() }
    probe.identifyOutside(through: multiplexer)
    let profile = TerminalProfile(probe.answers, outside: probe.outside, in: surroundings)
    if multiplexer == .tmux, profile.name == "kitty", profile.encoding == .words {
      probe.askForFont(through: multiplexer)
    }
  }
}

/// Our pane of tmux, which from 3.3 on lets nothing through to the terminal unless it is told to.
private struct TmuxPane {
  private let pane = variable("TMUX_PANE").map { ["-t", $0] } ?? []
  /// What the pane itself had been told before; nil when it took the setting of its window.
  private let before: String?

  init() {
    let output = output(
      of: ["tmux", "show-options", "-p", "-v"] + pane + ["allow-passthrough"], within: 300)
    before = output.flatMap { $0.isEmpty ? nil : $0 }
  }

  func letThrough() { set("on") }

  func restore() { set(before) }

  private func set(_ value: String?) {
    _ = output(
      of: ["tmux", "set-option", value == nil ? "-pqu" : "-pq"] + pane + ["allow-passthrough"]
        + (value.map { [$0] } ?? []), within: 300)
  }
}

extension Surroundings {
  /// Those of this process.
  init(setting: BidiOutput, kittyForcesLTR: Bool) {
    self.init(environment: variable, setting: setting, kittyForcesLTR: kittyForcesLTR)
  }
}

/// The first line another program prints, empty when it prints none; nil when it cannot be started or takes
/// longer.
private func output(of arguments: [String], within patience: Int) -> String? {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return nil }
  defer { close(ends[0]) }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  guard let child = spawn(arguments, output: ends[1]) else {
    close(ends[1])
    return nil
  }
  close(ends[1])
  let output = readAll(ends[0], within: patience)
  if output == nil { kill(child, SIGKILL) }
  while waitpid(child, nil, 0) < 0, errno == EINTR {}
  return output.map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
}

private func spawn(_ arguments: [String], output: Int32) -> pid_t? {
  var actions = posix_spawn_file_actions_t()
  guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  var child = pid_t()
  var list = arguments.map { strdup($0) } + [nil]
  defer { list.forEach { free($0) } }
  guard posix_spawnp(&child, arguments[0], &actions, nil, &list, environ) == 0 else { return nil }
  return child
}

/// What comes up to the end, at most 4096 bytes; nil when the end does not come in time.
private func readAll(_ descriptor: Int32, within patience: Int) -> [UInt8]? {
  let end = milliseconds() + patience
  var bytes: [UInt8] = []
  while bytes.count < 4096 {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let rest = end - milliseconds()
    guard rest > 0 else { return nil }
    guard poll(&polled, 1, Int32(clamping: rest)) > 0 else { continue }
    var chunk = [UInt8](repeating: 0, count: 1024)
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count > 0 { bytes += chunk.prefix(count) } else if errno != EINTR { return nil }
  }
  return nil
}
