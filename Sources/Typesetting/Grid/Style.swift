/// How a cell is painted: two colours and a set of attributes.
package struct Style: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes
  /// Where the cell leads: the place in ``Frame/links``, counted from 1; 0 for nowhere.
  package var link: UInt16 = 0

  package init(
    _ foreground: Color = .standard, on background: Color = .standard,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours, no attribute.
  package static let plain = Style()
}

/// A colour as the theme names it; the terminal driver reduces it to what the terminal has.
package enum Color: Hashable, Sendable {
  /// The terminal's default foreground or background.
  case standard
  /// One of the 16 colours of ECMA-48 and aixterm: 0–7 normal, 8–15 bright.
  case palette(UInt8)
  /// 24-bit colour, `0xRRGGBB`.
  case rgb(UInt32)
}

package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
  /// Nothing but the background is seen.
  package static let concealed = Attributes(rawValue: 32)
}
