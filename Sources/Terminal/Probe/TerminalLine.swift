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

extension TerminalProfile {
  /// Asks the terminal.
  ///
  /// - Returns: the conclusion, every byte that came meanwhile, keys among them, and what still listens
  ///   for answers when they have not all come.
  static func detect(
    _ terminal: Descriptors, in surroundings: Surroundings
  ) -> (profile: TerminalProfile, heard: [UInt8], late: AnswerReader?) {
    guard surroundings.asks else {
      return (TerminalProfile(Answers(), in: surroundings), [], nil)
    }
    let line = TerminalLine(terminal)
    defer { line.close() }
    var probe = Probe(line: line, patience: Surroundings.patience)
    probe.identify()
    var profile = TerminalProfile(probe.answers, in: surroundings)
    if profile.name == "kitty", profile.multiplexer == nil, profile.encoding == .words {
      probe.askForFont()
      profile = TerminalProfile(probe.answers, in: surroundings)
    }
    return (profile, probe.heard, probe.answers.isComplete ? nil : probe.reader)
  }
}

extension Surroundings {
  /// Those of this process.
  init(setting: BidiOutput, kittyForcesLTR: Bool) {
    self.init(
      environment: variable, outerVersion: askTmux, setting: setting,
      kittyForcesLTR: kittyForcesLTR)
  }
}

/// XTVERSION of the terminal outside tmux; nil when there is no tmux to ask or it does not know.
private func askTmux() -> String? {
  guard variable("TMUX") != nil else { return nil }
  return firstLine(of: ["tmux", "display-message", "-p", "#{client_termtype}"], within: 300)
}

/// The first line another program prints, nil when it fails or takes longer.
private func firstLine(of arguments: [String], within patience: Int) -> String? {
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
  guard let line = output?.split(separator: 0x0A).first else { return nil }
  return String(decoding: line, as: UTF8.self)
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
