import Glibc
import Reader
import Terminal
import Typesetting

/// Standard output as a place for typeset text.
struct Output {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether rows are laid out: on a terminal, and wherever a width was asked for. Everywhere else the
  /// reader is a program, an Emacs or a braille display, which all want logical text.
  static func isLaidOut(width: Int? = nil) -> Bool {
    width != nil || isTerminal && Paths.environment("TERM") != "dumb"
  }

  let columns: Int
  /// Tashkeel is shown where it is known to come out on its letters; a file or another program gets it as
  /// it is written.
  let settings: Settings
  private let printing: Printing

  /// Asks the terminal, if standard output is one, how rows have to be sent.
  init(_ interface: Interface, width: Int? = nil) {
    columns = width ?? Self.columns
    printing =
      Self.isTerminal
      ? Printing(
        bidiOutput: interface.configuration.bidiOutput,
        kittyForcesLTR: interface.configuration.kittyForcesLTR) : Printing()
    settings = interface.settings(
      colors: Self.colors, drawsMarks: !Self.isTerminal || printing.drawsMarks)
  }

  /// The terminal's width, `COLUMNS`, or 80.
  private static var columns: Int {
    var window = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 {
      return Int(window.ws_col)
    }
    return Paths.environment("COLUMNS").flatMap { Int($0) }.map { min(max(20, $0), 1000) } ?? 80
  }

  /// Colours of plain output: the terminal's own 16, none in a pipe or with `NO_COLOR`.
  private static var colors: ColorDepth {
    isTerminal && Paths.environment("NO_COLOR") == nil && Paths.environment("TERM") != "dumb"
      ? .sixteen : .none
  }

  /// Prints the rows of a frame, blanks at their ends cut, styled when it goes to a terminal.
  func print(_ frame: Frame) throws(Failure) {
    try print(rows: (0..<frame.size.rows).map { Array(frame.row($0)) })
  }

  /// Prints sentences of the interface, a row each on a terminal, a line each elsewhere.
  func print(sentences: [Phrase]) throws(Failure) {
    guard Self.isLaidOut() else { return try emit(sentences.map { $0.text + "\n" }.joined()) }
    try print(
      rows: sentences.map {
        typesetLine(
          $0.text, columns: 1000, setting: settings.interfaceSetting, isolates: $0.fields
        ).cells
      })
  }

  private func print(rows: [[Cell]]) throws(Failure) {
    let styled = Self.colors != .none
    var text = Self.text(printing.start)
    for row in rows {
      var cells = row
      while let last = cells.last, last.base == " ", last.marks == .zero { cells.removeLast() }
      cells = printing.encoding.encode(cells).cells
      text += styled ? Self.styled(cells) : Self.plain(cells)
      text += "\n"
    }
    try emit(text + Self.text(printing.stop))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func plain(_ cells: [Cell]) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in cells { scalars.append(contentsOf: cell.scalars) }
    return String(scalars)
  }

  private static func styled(_ cells: [Cell]) -> String {
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
      (.concealed, "8"),
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
