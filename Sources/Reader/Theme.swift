package import Typesetting

/// What each thing on the screen looks like. Built for the colours a terminal has; all of them keep the
/// same order of importance, by colour, bold and dim where there are colours, by bold, dim and reverse
/// where there are none.
package struct Theme: Sendable {
  /// Ordinary text; its background is the screen's.
  package var text: Style
  package var strong: Style
  package var dim: Style
  package var accent: Style
  package var title: Style
  package var quote: Style
  package var link: Style
  package var hairline: Style
  package var heading: Style
  package var star: Style
  package var number: Style
  package var bar: Style
  package var barDim: Style
  package var barAccent: Style
  package var error: Style
  package var match: Style
  package var currentMatch: Style
  package var panel: Style
  /// Changes the cells of the selected row.
  package var selected: Selection
  /// The colours categories take, by name.
  package var categories: [Color]

  package enum Selection: Sendable { case background(Color), reverse }

  package func select(_ style: inout Style) {
    switch selected {
    case .background(let color): style.background = color
    case .reverse:
      // Reversed colours would be blocks of paint; the row is one bar.
      style.foreground = .standard
      style.attributes.formUnion(.reverse)
      style.attributes.remove(.dim)
    }
  }

  /// A category's colour: always the same for the same name.
  package func category(_ name: String, _ attributes: Attributes = []) -> Style {
    var style = text
    style.attributes = attributes
    guard !categories.isEmpty, !name.isEmpty else { return style }
    var hash: UInt32 = 2_166_136_261  // FNV-1a
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    style.foreground = categories[Int(hash % UInt32(categories.count))]
    return style
  }
}
