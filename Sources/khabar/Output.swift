import Glibc
import Reader
import Terminal
import Typesetting

/// Standard output as a place for typeset text.
enum Output {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The terminal's width, `COLUMNS`, or 80.
  static var columns: Int {
    var window = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 {
      return Int(window.ws_col)
    }
    return Paths.environment("COLUMNS").flatMap { Int($0) }.map { min(max(20, $0), 1000) } ?? 80
  }

  /// Colours of plain output: the terminal's own 16, none in a pipe or with `NO_COLOR`.
  static var colors: ColorDepth {
    isTerminal && Paths.environment("NO_COLOR") == nil && Paths.environment("TERM") != "dumb"
      ? .sixteen : .none
  }

  /// Prints the rows of a frame, blanks at their ends cut, styled when it goes to a terminal.
  static func print(_ frame: Frame) throws(Failure) {
    let styled = colors != .none
    var text = ""
    for row in 0..<frame.size.rows {
      var cells = frame.row(row)
      while let last = cells.last, last.base == " ", last.marks == .zero { cells.removeLast() }
      text += styled ? self.styled(cells) : plain(cells)
      text += "\n"
    }
    try emit(text)
  }

  private static func plain(_ cells: ArraySlice<Cell>) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in cells { scalars.append(contentsOf: cell.scalars) }
    return String(scalars)
  }

  private static func styled(_ cells: ArraySlice<Cell>) -> String {
    var text = ""
    var style = Style.plain
    for cell in cells {
      if cell.style != style {
        style = cell.style
        text += "\u{1B}[" + parameters(of: style) + "m"
      }
      text.unicodeScalars.append(contentsOf: cell.scalars)
    }
    return style == .plain ? text : text + "\u{1B}[m"
  }

  /// The parameters of SGR (ECMA-48 §8.3.117) that set a style from nothing.
  private static func parameters(of style: Style) -> String {
    var parameters = ["0"]
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in attributes where style.attributes.contains(attribute) {
      parameters.append(code)
    }
    if case .palette(let index) = style.foreground {
      parameters.append(String(index < 8 ? 30 + Int(index) : 82 + Int(index)))
    }
    if case .palette(let index) = style.background {
      parameters.append(String(index < 8 ? 40 + Int(index) : 92 + Int(index)))
    }
    return parameters.joined(separator: ";")
  }
}
