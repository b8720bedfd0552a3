import Glibc

/// The terminal's two ends.
struct Descriptors {
  /// Standard input, or the controlling terminal when that is redirected.
  let input: Int32
  let output: Int32
  private let opened: Int32?

  init() throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    output = STDOUT_FILENO
    if isatty(STDIN_FILENO) == 1 {
      input = STDIN_FILENO
      opened = nil
      return
    }
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .noTerminal }
    input = descriptor
    opened = descriptor
  }

  /// The terminal the process belongs to, whatever its standard streams are.
  init(controlling: Void) throws(TerminalError) {
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .noTerminal }
    input = descriptor
    output = descriptor
    opened = descriptor
  }

  /// Sends bytes at once. ncurses empties its buffer after every painting, so they come in order.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var polled = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        guard poll(&polled, 1, 1000) > 0 else { return }
      } else if errno != EINTR {
        return
      }
    }
  }

  func close() {
    if let opened { _ = Glibc.close(opened) }
  }
}
