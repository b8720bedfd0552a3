import Terminal
import Testing
import Typesetting

@Suite struct `Colours a terminal does not have` {
  private let indexed = ColorReduction(depth: .indexed, count: 256, hasDefaults: true)
  private let sixteen = ColorReduction(depth: .sixteen, count: 16, hasDefaults: true)
  private let eight = ColorReduction(depth: .sixteen, count: 8, hasDefaults: true)

  @Test(arguments: [
    (0x000000, 16), (0xFFFFFF, 231), (0xFF0000, 196), (0x5F87AF, 67), (0x080808, 232),
    (0xEEEEEE, 255), (0x808080, 244), (0x101418, 233), (0x243040, 236), (0xFE0102, 196),
  ])
  func `24 bits become the nearest of xterm's 240`(rgb: Int, index: Int) {
    let reduced = indexed.reduce(Style(.rgb(UInt32(rgb))))
    #expect(reduced == ReducedColors(foreground: Int32(index), background: -1))
  }

  @Test(arguments: [
    (0x000000, 0), (0x101418, 0), (0xE0E0E0, 7), (0xFFFFFF, 15), (0x808080, 8), (0xFF2020, 9),
    (0xC01010, 1), (0x10C010, 2), (0xFFFF40, 11), (0x0000E0, 4), (0x40FFFF, 14),
  ])
  func `24 bits become the nearest of 16`(rgb: Int, index: Int) {
    #expect(sixteen.reduce(Style(.rgb(UInt32(rgb)))).foreground == Int32(index))
  }

  @Test func `every colour of the cube and every grey is its own nearest`() {
    for index in 16..<256 {
      let levels = [0, 95, 135, 175, 215, 255]
      let place = index - 16
      let rgb =
        index >= 232
        ? (8 + 10 * (index - 232)) * 0x010101
        : levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6]
      let found = indexed.reduce(Style(.rgb(UInt32(rgb)))).foreground
      // The cube's own greys may also be found among the greys.
      let isGrey = index < 232 && place / 36 == place % 6 && place / 6 % 6 == place % 6
      #expect(found == Int32(index) || isGrey)
    }
  }

  @Test func `bright text is bold where there are eight colours`() {
    #expect(
      eight.reduce(Style(.palette(9), on: .palette(12)))
        == ReducedColors(foreground: 1, background: 4, bold: true))
  }

  @Test func `text never takes the colour of its ground`() {
    #expect(eight.reduce(Style(.palette(12), on: .palette(4))).foreground == 7)
    #expect(eight.reduce(Style(.palette(7), on: .palette(15))).foreground == 0)
  }

  @Test func `a terminal without default colours gets white on black`() {
    let plain = ColorReduction(depth: .sixteen, count: 8, hasDefaults: false)
    #expect(plain.reduce(.plain) == ReducedColors(foreground: 7, background: 0))
  }

  @Test func `no colours means none`() {
    let none = ColorReduction(depth: .none, count: 0, hasDefaults: false)
    #expect(
      none.reduce(Style(.rgb(0xFF0000), on: .palette(4)))
        == ReducedColors(foreground: -1, background: -1))
  }

  @Test func `24-bit colours stay as they are and never fall into the palette`() {
    let direct = ColorReduction(depth: .direct, count: 1 << 24, hasDefaults: true)
    #expect(direct.reduce(Style(.rgb(0x123456))).foreground == 0x123456)
    #expect(direct.reduce(Style(.rgb(0x000000))).foreground == 0x010101)
    #expect(direct.reduce(Style(.rgb(0x000004))).foreground == 16)
    #expect(direct.reduce(Style(.palette(12))).foreground == 12)
  }

  @Test(arguments: [
    (-1, [:], ColorDepth.none), (8, [:], .sixteen), (16, [:], .sixteen), (256, [:], .indexed),
    (1 << 24, [:], .direct), (256, ["COLORTERM": "truecolor"], .direct),
    (256, ["COLORTERM": "24bit"], .direct), (8, ["COLORTERM": "truecolor"], .sixteen),
    (256, ["COLORTERM": "yes"], .indexed), (256, ["NO_COLOR": "1"], .none),
    (256, ["NO_COLOR": ""], .indexed),
    (256, ["COLORTERM": "truecolor", "STY": "1.pts"], .indexed),
    (256, ["COLORTERM": "truecolor", "STY": "1.pts", "TMUX": "/tmp/x"], .direct),
  ])
  func `the environment and the entry decide the depth together`(
    colors: Int, variables: [String: String], depth: ColorDepth
  ) {
    #expect(ColorDepth(colors: colors, direct: false) { variables[$0] } == depth)
  }

  @Test func `an entry that says RGB has 24 bits`() {
    #expect(ColorDepth(colors: 256, direct: true) { _ in nil } == .direct)
  }
}
