import Typesetting

extension Theme {
  /// Colours for a dark screen; needs 256 colours or more to be seen as meant.
  package static let dark = Theme(
    ground: .rgb(0x15171C), ink: .rgb(0xD8D8D4), strong: .rgb(0xF4F3EE), dim: .rgb(0x7D808A),
    accent: .rgb(0xE8A33D), bar: .rgb(0x20242E), selection: .rgb(0x2C3244), link: .rgb(0x5BC0BE),
    line: .rgb(0x4A4D55), error: .rgb(0xE06C62), match: .rgb(0x5C4A1E),
    categories: [0xE8A33D, 0x7FA7E8, 0xB58CDB, 0x7DBB7A, 0x5BC0BE, 0xE0716B, 0xD8A0B8, 0xC3B96A])

  /// Colours for a light screen.
  package static let light = Theme(
    ground: .rgb(0xFBFAF6), ink: .rgb(0x2B2C30), strong: .rgb(0x0E0F12), dim: .rgb(0x7A7C84),
    accent: .rgb(0xA65A00), bar: .rgb(0xECEAE2), selection: .rgb(0xDDE4F2), link: .rgb(0x0B6E75),
    line: .rgb(0xC2C0B8), error: .rgb(0xB3261E), match: .rgb(0xF6DE9A),
    categories: [0xA65A00, 0x2A5FB0, 0x7A3FA8, 0x2F7A2D, 0x0B6E75, 0xB3342D, 0x9A3F6B, 0x6F6710])

  /// The terminal's own 16 colours on its own background, which may be dark or light: only colours
  /// that are read on both.
  package static let sixteen = Theme(
    ground: .standard, ink: .standard, strong: .standard, dim: .palette(8), accent: .palette(5),
    bar: .standard, selection: nil, link: .palette(12), line: .palette(8), error: .palette(1),
    match: nil,
    categories: [.palette(5), .palette(12), .palette(1)])

  /// No colour at all.
  package static let monochrome = Theme(
    ground: .standard, ink: .standard, strong: .standard, dim: .standard, accent: .standard,
    bar: .standard, selection: nil, link: .standard, line: .standard, error: .standard, match: nil,
    categories: [])

  private init(
    ground: Color, ink: Color, strong: Color, dim: Color, accent: Color, bar: Color,
    selection: Color?, link: Color, line: Color, error: Color, match: Color?,
    categories: [Color]
  ) {
    // Where dim ink has no colour of its own the attribute must tell.
    let faint: Attributes = dim == .standard ? .dim : []
    let barBack: Attributes = bar == .standard ? .reverse : []
    text = Style(ink, on: ground)
    self.strong = Style(strong, on: ground, .bold)
    self.dim = Style(dim, on: ground, faint)
    self.accent = Style(accent, on: ground, .bold)
    title = Style(strong, on: ground, .bold)
    quote = Style(dim, on: ground, faint.union(.italic))
    self.link = Style(link, on: ground, .underline)
    hairline = Style(line, on: ground, faint)
    heading = Style(accent, on: ground, .bold)
    star = Style(accent, on: ground)
    number = Style(link, on: ground, .bold)
    self.bar = Style(strong, on: bar, barBack)
    barDim = Style(bar == .standard ? .standard : dim, on: bar, barBack)
    barAccent = Style(bar == .standard ? .standard : accent, on: bar, barBack.union(.bold))
    self.error = Style(error, on: bar, barBack.union(.bold))
    self.match = match.map { Style(strong, on: $0) } ?? Style(ink, on: ground, .underline)
    currentMatch =
      match.map { _ in Style(ground, on: accent, .bold) } ?? Style(ink, on: ground, .reverse)
    panel = Style(ink, on: bar == .standard ? .standard : bar)
    selected = selection.map { .background($0) } ?? .reverse
    self.categories = categories
  }

  private init(
    ground: Color, ink: Color, strong: Color, dim: Color, accent: Color, bar: Color,
    selection: Color, link: Color, line: Color, error: Color, match: Color, categories: [UInt32]
  ) {
    self.init(
      ground: ground, ink: ink, strong: strong, dim: dim, accent: accent, bar: bar,
      selection: .some(selection), link: link, line: line, error: error, match: .some(match),
      categories: categories.map { Color.rgb($0) })
  }
}
