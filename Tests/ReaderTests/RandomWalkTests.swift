import Articles
import Reader
import Testing
import Typesetting

/// SplitMix64: the same walk for the same seed on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct RandomWalkTests {
  static let hostile = [
    "\u{202E}\u{2066}\u{1B}[2Jمقلوب\u{0}", String(repeating: "\u{651}", count: 50),
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字", "👩‍👩‍👧‍👦 🇸🇾 عائلة",
    String(repeating: "ا", count: 500), "\n\r\t\u{85}\u{2028}\u{2029}", "",
    "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "\u{FEFF}\u{200B}\u{200D}\u{200C}",
  ]

  static var headlines: [Headline] {
    let odd = hostile.enumerated().map { index, text in
      Headline(
        id: Int64(100 - index), order: Int64(100 - index), title: text, category: text,
        date: civil(today - index / 2, hour: 23, minute: 59), dateText: text, author: text,
        source: text, url: text, language: ["ar", "en", nil, "ja"][index % 4],
        isRead: index % 3 == 0, isStarred: index % 2 == 0)
    }
    return odd + frontPage
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `no size and no keys break a frame`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var desk = Desk(
      Self.headlines, columns: Int.random(in: 1...300, using: &random),
      rows: Int.random(in: 1...100, using: &random),
      strings: Bool.random(using: &random) ? .english : .arabic(region: "SY"),
      theme: [Theme.dark, .light, .sixteen, .monochrome].randomElement(using: &random) ?? .dark,
      density: Settings.Density.allCases.randomElement(using: &random) ?? .compact)
    for _ in 0..<30 {
      desk.settle(desk.send(message(&random)))
      let frame = view(desk.model)
      #expect(frame.size == desk.model.size)
      try #require(frame.flaws == [])
      if let cursor = frame.cursor {
        #expect((0..<frame.size.columns).contains(cursor.column))
        #expect((0..<frame.size.rows).contains(cursor.row))
      }
      let list = desk.model.list
      #expect(list.rows.isEmpty || list.rows.indices.contains(list.selected))
    }
  }

  private func message(_ random: inout SplitMix) -> Message {
    switch Int.random(in: 0..<30, using: &random) {
    case 0:
      // Every size down to one cell, small ones often.
      let largest = Bool.random(using: &random) ? (300, 100) : (12, 6)
      return .resized(
        Size(
          columns: .random(in: 1...largest.0, using: &random),
          rows: .random(in: 1...largest.1, using: &random)))
    case 1: return .archiveChanged
    case 2: return .today(today + Int.random(in: -3...3, using: &random))
    case 3: return .working(Self.hostile.randomElement(using: &random))
    case 4: return .notice(Notice(Self.hostile.randomElement(using: &random) ?? ""))
    case 5:
      let side = Int.random(in: 0...60, using: &random)
      return .qr(QRCode(side: side, modules: Array(repeating: true, count: side * side)))
    default: return .key(key(&random))
    }
  }

  private func key(_ random: inout SplitMix) -> Key {
    let named: [Key] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab,
      .backspace, .delete, .function(5), .paste(Self.hostile.randomElement(using: &random) ?? ""),
    ]
    let letters = "jkgG][dlqhLnNmsAucU/SyYo@RwtvDzZTa?123٤۵تخةشפظ (".unicodeScalars
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let actions: [Key.Mouse.Action] = [.press, .doublePress, .wheelUp, .wheelDown]
      return .mouse(
        Key.Mouse(
          actions.randomElement(using: &random) ?? .press,
          at: Position(
            row: .random(in: 0...100, using: &random),
            column: .random(in: 0...300, using: &random))))
    case 1...3: return named.randomElement(using: &random) ?? .down
    case 4:
      let control = "abcdefhlruw".unicodeScalars.randomElement(using: &random)
      return .control(control ?? "r")
    default: return .character(letters.randomElement(using: &random) ?? "j")
    }
  }
}
