import CNcurses
import Typesetting

/// Synchronised output (private mode 2026): what stands between the two is shown at once.
enum Synchronization {
  static let begin = Array("\u{1B}[?2026h".utf8)
  static let end = Array("\u{1B}[?2026l".utf8)
}

/// The window's title (OSC 2), and the stack it is kept on meanwhile (XTWINOPS 22 and 23).
package enum WindowTitle {
  static let save = Array("\u{1B}[22;2t".utf8)
  static let restore = Array("\u{1B}[23;2t".utf8)

  /// Titles come from outside too: without controls and format characters, and not at any length.
  package static func set(_ title: String) -> [UInt8] {
    let shown = title.unicodeScalars.lazy.filter {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
      default: true
      }
    }.prefix(120)
    return Array("\u{1B}]2;".utf8) + Array(String(String.UnicodeScalarView(shown)).utf8)
      + Array("\u{1B}\\".utf8)
  }
}

/// Cells that lead to an address (OSC 8).
package enum Hyperlinks {
  /// With the colours, so that ncurses finds both as it left them.
  static let saveCursor = Array("\u{1B}7".utf8)
  static let restoreCursor = Array("\u{1B}8".utf8)
  private static let longestAddress = 2000

  /// What opens a link; nil for an address that is not of the web or mail, or is too long to be sent.
  package static func open(_ address: String) -> String? {
    guard
      ["http://", "https://", "mailto:"].contains(where: { address.lowercased().hasPrefix($0) })
    else { return nil }
    var sent = ""
    for byte in address.utf8 {
      if (0x21...0x7E).contains(byte) {
        sent.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        sent += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    guard sent.utf8.count <= longestAddress else { return nil }
    // Rows with the same name are one link to the terminal.
    return "\u{1B}]8;id=\(name(of: address));\(sent)\u{1B}\\"
  }

  package static let close = "\u{1B}]8;;\u{1B}\\"

  private static func name(of address: String) -> UInt32 {
    address.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }  // FNV-1a
  }

  /// Writes the cells of an encoded row that lead somewhere, and those that no longer do, where
  /// `wasLinked` says by visual column what the row was before.
  static func overlay(
    _ row: EncodedRow, row number: Int, links: [String], wasLinked: [Bool]?,
    preparation: RowPreparation
  ) -> [UInt8] {
    var text = ""
    var run: (start: Int, link: UInt16, cells: [Cell])?
    func flush() {
      guard let ended = run else { return }
      let address = links.indices.contains(Int(ended.link) - 1) ? links[Int(ended.link) - 1] : ""
      let opening = open(address)
      text += "\u{1B}[\(number + 1);\(ended.start + 1)H" + (opening ?? "")
      text += preparation.painted(ended.cells) + (opening == nil ? "" : close)
      run = nil
    }
    for (column, cell) in row.cells.enumerated() {
      let isStale = wasLinked.map { $0.indices.contains(column) && $0[column] } ?? false
      guard cell.style.link != 0 || isStale else {
        if cell.width > 0 { flush() }
        continue
      }
      if run?.link != cell.style.link { flush() }
      if run == nil { run = (column, cell.style.link, []) }
      run?.cells.append(cell)
    }
    flush()
    return Array(text.utf8)
  }
}

extension RowPreparation {
  /// The cells with the control sequences that give them the look ncurses gives them.
  func painted(_ cells: [Cell]) -> String {
    var text = ""
    var look: (UInt32, Int32, Int32)?
    for cell in prepare(cells, columns: cells.count) {
      let own = (cell.attributes, cell.foreground, cell.background)
      if look.map({ $0 != own }) ?? true {
        look = own
        text += "\u{1B}[0" + Self.parameters(cell) + "m"
      }
      for value in [
        cell.scalars.0, cell.scalars.1, cell.scalars.2, cell.scalars.3, cell.scalars.4,
      ] where value != 0 {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }

  /// The parameters of SGR (ECMA-48 8.3.117) after the one that resets all.
  private static func parameters(_ cell: shim_cell) -> String {
    let attributes: [(Int, String)] = [
      (SHIM_BOLD, ";1"), (SHIM_DIM, ";2"), (SHIM_ITALIC, ";3"), (SHIM_UNDERLINE, ";4"),
      (SHIM_REVERSE, ";7"), (SHIM_CONCEALED, ";8"),
    ]
    let set = attributes.filter { cell.attributes & UInt32($0.0) != 0 }.map(\.1).joined()
    return set + color(cell.foreground, 30) + color(cell.background, 40)
  }

  /// `first` is 30 for the foreground, 40 for the background; colours as ncurses counts them.
  private static func color(_ color: Int32, _ first: Int32) -> String {
    switch color {
    case ..<0: ""
    case 0..<8: ";\(first + color)"
    case 8..<16: ";\(first + 60 + color - 8)"
    case 16..<256: ";\(first + 8);5;\(color)"
    default: ";\(first + 8);2;\(color >> 16 & 255);\(color >> 8 & 255);\(color & 255)"
    }
  }
}
