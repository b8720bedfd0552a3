/// Why the reader cannot use this terminal, in one sentence for the person.
package enum TerminalError: Error, Equatable, CustomStringConvertible {
  case noTerminal
  case unset
  case unknown(String)
  case unfit(String)
  case noUTF8
  case refused(String)

  package var description: String {
    switch self {
    case .noTerminal:
      "the reader needs a terminal on standard output; `khabar list` writes to files and pipes"
    case .unset:
      "TERM is not set, so the terminal's language is unknown; try TERM=xterm-256color"
    case .unknown(let name):
      "TERM=\(printable(name)) is not known to this system; try TERM=xterm-256color"
    case .unfit(let name):
      "TERM=\(printable(name)) cannot move the cursor; try `khabar list`, or TERM=xterm-256color"
    case .noUTF8:
      "this system has no UTF-8 locale (not even C.UTF-8), so Arabic cannot be shown"
    case .refused(let name):
      "ncurses could not start on TERM=\(printable(name))"
    }
  }
}

/// `TERM` comes from outside: shown without controls, and not at any length.
private func printable(_ name: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in name.unicodeScalars.prefix(40) {
    scalars.append((0x21...0x7E).contains(scalar.value) ? scalar : "?")
  }
  return String(scalars)
}
