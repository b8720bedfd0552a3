package import Typesetting

/// How many colours the terminal shows.
package enum ColorDepth: Int, Comparable, Sendable {
  /// None, or the person asked for none (`NO_COLOR`).
  case none
  /// The palette: 16 colours, or 8 with bold for the bright ones.
  case sixteen
  /// The palette, a 6×6×6 cube and 24 greys, as xterm has them.
  case indexed
  /// 24-bit colours beside the palette.
  case direct

  package static func < (one: ColorDepth, other: ColorDepth) -> Bool {
    one.rawValue < other.rawValue
  }

  /// What the environment and the terminfo entry promise together.
  ///
  /// - Parameters:
  ///   - colors: the terminfo number `colors`; -1 when absent.
  ///   - direct: whether the entry says RGB or Tc.
  ///   - environment: the value of an environment variable.
  package init(colors: Int, direct: Bool, environment: (String) -> String?) {
    guard (environment("NO_COLOR") ?? "").isEmpty, colors >= 8 else {
      self = .none
      return
    }
    let claimed = ["truecolor", "24bit"].contains(environment("COLORTERM") ?? "")
    // GNU screen passes COLORTERM on from outside but does not know 24-bit colours.
    let inScreen = environment("STY") != nil && environment("TMUX") == nil
    switch colors {
    case ..<256: self = .sixteen
    case (1 << 24)...: self = .direct
    default: self = direct || (claimed && !inScreen) ? .direct : .indexed
    }
  }
}

/// The colours of one cell as ncurses counts them, -1 for the terminal's own; and whether bold has
/// to stand in for a bright colour.
package struct ReducedColors: Equatable {
  package var foreground: Int32
  package var background: Int32
  package var bold: Bool

  package init(foreground: Int32, background: Int32, bold: Bool = false) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
  }
}

/// Reduces the theme's colours to those of one terminal.
package struct ColorReduction {
  let depth: ColorDepth
  /// 8 where bright colours are made with bold; 16 or more elsewhere.
  let count: Int
  /// Whether -1 stands for the terminal's own colours; if not, white on black are taken for them.
  let hasDefaults: Bool

  package init(depth: ColorDepth, count: Int, hasDefaults: Bool) {
    self.depth = depth
    self.count = count
    self.hasDefaults = hasDefaults
  }

  package func reduce(_ style: Style) -> ReducedColors {
    guard depth != .none else { return ReducedColors(foreground: -1, background: -1) }
    var reduced = ReducedColors(
      foreground: number(style.foreground) ?? (hasDefaults ? -1 : 7),
      background: number(style.background) ?? (hasDefaults ? -1 : 0))
    guard count < 16 else { return reduced }
    if reduced.foreground >= 8 {
      reduced.foreground -= 8
      reduced.bold = true
    }
    if reduced.background >= 8 { reduced.background -= 8 }
    // Text in the colour of its ground would vanish.
    if reduced.foreground == reduced.background, reduced.foreground >= 0,
      style.foreground != style.background
    {
      reduced.foreground = reduced.background == 7 ? 0 : 7
    }
    return reduced
  }

  /// The number of a colour, nil for the terminal's own.
  private func number(_ color: Color) -> Int32? {
    switch color {
    case .standard:
      return nil
    case .palette(let index):
      return Int32(index & 15)
    case .rgb(let rgb):
      let color = RGB(rgb)
      switch depth {
      case .none: return nil
      case .sixteen: return Int32(color.nearestOf16)
      case .indexed: return Int32(color.nearestOf256)
      // 0 to 15 are the palette: the darkest blues give way by a shade nobody sees.
      case .direct: return Int32(max(rgb & 0xFFFFFF, rgb & 0xFFFFFF == 0 ? 0x010101 : 16))
      }
    }
  }
}

/// A 24-bit colour in its three parts.
struct RGB: Equatable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ rgb: UInt32) {
    red = Int(rgb >> 16 & 0xFF)
    green = Int(rgb >> 8 & 0xFF)
    blue = Int(rgb & 0xFF)
  }

  /// Nearer to white than to black, as the eye weighs the parts (ITU-R BT.709).
  var isLight: Bool { 2126 * red + 7152 * green + 722 * blue >= 5000 * 255 }

  /// Distance as the eye weighs it: green most, and red against blue by how red the colours are.
  func distance(to other: RGB) -> Int {
    let mean = (red + other.red) / 2
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return ((512 + mean) * r * r) / 256 + 4 * g * g + ((767 - mean) * b * b) / 256
  }

  /// The nearest of colours 16 to 255; the first 16 are left out because people redefine them.
  var nearestOf256: Int {
    let cube = 16 + 36 * Self.step(red) + 6 * Self.step(green) + Self.step(blue)
    let grey = 232 + min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    return distance(to: Self.indexed(grey)) < distance(to: Self.indexed(cube)) ? grey : cube
  }

  /// The nearest of the 16, taken as xterm paints them.
  var nearestOf16: Int {
    var best = 0
    for index in 1..<16 where distance(to: Self.xterm16[index]) < distance(to: Self.xterm16[best]) {
      best = index
    }
    return best
  }

  /// What xterm shows for colours 16 to 255.
  static func indexed(_ index: Int) -> RGB {
    if index >= 232 {
      let level = UInt32(8 + 10 * (index - 232))
      return RGB(level << 16 | level << 8 | level)
    }
    let place = index - 16
    return RGB(levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6])
  }

  private static let levels: [UInt32] = [0, 95, 135, 175, 215, 255]

  /// The step of the cube nearest to one part.
  private static func step(_ part: Int) -> Int {
    part < 48 ? 0 : part < 115 ? 1 : min(5, (part - 35) / 40)
  }

  private static let xterm16: [RGB] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { RGB($0) }
}
