import Articles
import Reader
import Testing
import Typesetting

@Suite struct KeymapTests {
  private let places: [Binding.Places] = [.list, .article, [.article, .found]]

  @Test func `every command has a key that does it`() {
    for direction in [Direction.leftToRight, .rightToLeft] {
      let keymap = Keymap(direction: direction)
      for binding in Binding.table {
        #expect(!keymap.hint(binding.command).isEmpty)
        let reached = places.contains { place in
          allKeys.contains { keymap.command(for: $0, at: place, layout: .latin) == binding.command }
        }
        #expect(reached, "\(binding.command)")
      }
    }
    #expect(Set(Binding.table.map(\.command)) == Set(Command.allCases))
  }

  @Test func `every command has a phrase in both languages`() {
    for strings in [Strings.arabic(), .english] {
      let phrases = Command.allCases.map(strings.commands)
      #expect(phrases.allSatisfy { !$0.isEmpty })
      #expect(CommandGroup.allCases.allSatisfy { !strings.groups($0).isEmpty })
    }
  }

  @Test func `no two commands share a key in one place`() {
    for place in [Binding.Places.list, .article, .found] {
      var seen: [KeyName: Command] = [:]
      for binding in Binding.table where binding.places.contains(place) {
        for key in binding.keys {
          if place == .list, key == "q" { continue }  // `back` works in articles only
          #expect(seen[key] == nil || key == "q", "\(key) in two commands")
          seen[key] = binding.command
        }
      }
    }
  }

  @Test func `q goes back from an article and quits in the list`() {
    let keymap = Keymap(direction: .rightToLeft)
    #expect(keymap.command(for: .character("q"), at: .list, layout: .latin) == .quit)
    #expect(keymap.command(for: .character("q"), at: .article, layout: .latin) == .back)
  }

  // MARK: Layouts

  /// Keys of the Latin layout and what they send on another one, unshifted and shifted, by XKB's
  /// `ara(basic)`, `ir(pes_part_basic)` and `il(basic)`.
  static let boards: [(KeyboardLayout, latin: String, sent: String)] = [
    (
      .arabic, "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
      "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\u{FEFB}ىةوزظ"
    ),
    (
      .arabic, "QWERTYUIOPASDFGHJKLZXCVBNM?{}",
      "\u{64E}\u{64B}\u{64F}\u{64C}\u{FEF9}إ`÷×؛\u{650}\u{64D}][\u{FEF7}أـ،/~\u{652}}{\u{FEF5}آ'؟<>"
    ),
    (
      .persian, "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
      "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./"
    ),
    (
      .persian, "QWERTYUIOPASDFGHJKLZXCVBNM?@",
      "\u{652}\u{64C}\u{64D}\u{64B}\u{64F}\u{650}\u{64E}\u{651}][ؤئيإأآة»«ك\u{653}ژ\u{670}\u{200C}\u{654}ء؟٬"
    ),
    (.hebrew, "qwertyuiop[]asdfghjkl;'zxcvbnm,./", "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ."),
  ]

  @Test(arguments: boards)
  func `each key of a layout stands for the Latin key in its place`(
    layout: KeyboardLayout, latin: String, sent: String
  ) {
    #expect(latin.unicodeScalars.count == sent.unicodeScalars.count)
    for (key, scalar) in zip(latin.unicodeScalars, sent.unicodeScalars) {
      #expect(
        layout.latinKey(of: scalar) == key, "\(layout): U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test(arguments: boards)
  func `every command works from every layout, told by what was typed before`(
    layout: KeyboardLayout, latin: String, sent: String
  ) {
    let telling: Unicode.Scalar =
      switch layout {
      case .arabic: "ة"
      case .persian: "پ"
      case .hebrew: "ש"
      case .latin: "a"
      }
    let learnt = KeyboardLayout.latin.after(typing: telling)
    #expect(learnt == layout)
    let keymap = Keymap(direction: .rightToLeft)
    for (key, scalar) in zip(latin.unicodeScalars, sent.unicodeScalars) {
      for place in places {
        guard let wanted = keymap.command(for: .character(key), at: place, layout: .latin),
          // See «a slash searches».
          layout != .arabic || scalar != "/"
        else { continue }
        let now = learnt.after(typing: scalar)
        #expect(
          keymap.command(for: .character(scalar), at: place, layout: now) == wanted,
          "\(layout) \(key)")
      }
    }
  }

  @Test func `a slash searches, after Arabic was typed too`() {
    let keymap = Keymap(direction: .rightToLeft)
    let slash = Key.character("/")
    #expect(keymap.command(for: slash, at: .list, layout: .arabic) == .search)
    #expect(keymap.command(for: slash, at: .article, layout: .arabic) == .find)
    #expect(keymap.command(for: slash, at: .list, layout: .hebrew) == .quit)
  }

  @Test func `Hebrew capitals are the Latin ones`() {
    let keymap = Keymap(direction: .rightToLeft)
    let layout = KeyboardLayout.hebrew.after(typing: "N")
    #expect(layout == .hebrew)
    #expect(keymap.command(for: .character("N"), at: .list, layout: layout) == .previousUnread)
  }

  @Test func `letters of one layout only tell which one is on`() {
    #expect(KeyboardLayout.latin.after(typing: "ک") == .persian)
    #expect(KeyboardLayout.arabic.after(typing: "ی") == .persian)
    #expect(KeyboardLayout.persian.after(typing: "ة") == .arabic)
    #expect(KeyboardLayout.persian.after(typing: "ى") == .arabic)
    #expect(KeyboardLayout.arabic.after(typing: "ק") == .hebrew)
    #expect(KeyboardLayout.hebrew.after(typing: "ش") == .arabic)
    #expect(KeyboardLayout.arabic.after(typing: "j") == .latin)
    #expect(KeyboardLayout.persian.after(typing: "د") == .persian)
    #expect(KeyboardLayout.arabic.after(typing: "/") == .arabic)
  }

  @Test func `signs of a Latin keyboard mean nothing else`() {
    let keymap = Keymap(direction: .rightToLeft)
    for sign in "'.,;{}<>:\"`~\\|".unicodeScalars {
      for place in places {
        #expect(keymap.command(for: .character(sign), at: place, layout: .latin) == nil)
      }
    }
  }

  @Test func `signs on a Latin keyboard mean themselves until a letter tells otherwise`() {
    var desk = Desk(layout: .arabic)
    desk.go(.enter)
    desk.type("/")
    #expect(desk.model.panel != nil)
    desk.go(.escape, .right)
    desk.type("ت")
    // On the Arabic layout this is the key of D.
    #expect(desk.model.strings.digits == .arabic)
    desk.type("]")
    #expect(desk.model.strings.digits == .latin)
  }

  @Test func `a whole walk is typed on an Arabic keyboard`() {
    var desk = Desk(layout: .arabic)
    desk.type("تت")  // j j
    #expect(desk.selectedID == 10)
    desk.type("م")  // l
    #expect(desk.articleID == 10)
    desk.type("ض")  // q
    #expect(desk.model.article == nil)
    desk.type("ة")  // m
    #expect(desk.shelf.headlines[2].isRead == false)
    desk.type("؟")  // ?
    #expect(desk.model.panel == .help(top: 0))
  }

  // MARK: Names and rebinding

  @Test func `a bound key replaces the defaults and wins over other commands`() {
    let keymap = Keymap(direction: .leftToRight, rebound: [.toggleStar: ["j"]])
    #expect(keymap.command(for: .character("j"), at: .list, layout: .latin) == .toggleStar)
    #expect(keymap.command(for: .character("s"), at: .list, layout: .latin) == nil)
    #expect(keymap.command(for: .down, at: .list, layout: .latin) == .down)
    #expect(keymap.hint(.toggleStar) == "j")
  }

  @Test func `arrows point the way one reads`() {
    #expect(Keymap(direction: .rightToLeft).labels(of: .open) == ["←", "Enter", "l"])
    #expect(Keymap(direction: .leftToRight).labels(of: .open) == ["→", "Enter", "l"])
    let mirrored = Keymap(direction: .rightToLeft)
    #expect(mirrored.command(for: .left, at: .list, layout: .latin) == .open)
    #expect(mirrored.command(for: .right, at: .article, layout: .latin) == .back)
    let plain = Keymap(direction: .leftToRight)
    #expect(plain.command(for: .right, at: .list, layout: .latin) == .open)
    #expect(plain.command(for: .left, at: .article, layout: .latin) == .back)
  }

  @Test func `key names are read as people write them, and written back`() throws {
    let names: [(String, Key)] = [
      ("j", .character("j")), ("J", .character("J")), ("Space", .character(" ")),
      ("ctrl-r", .control("r")), ("Ctrl+R", .control("r")), ("^R", .control("r")),
      ("C-r", .control("r")), ("PgDn", .pageDown), ("pgup", .pageUp), ("Enter", .enter),
      ("Return", .enter), ("Esc", .escape), ("Del", .delete), ("Tab", .tab), ("ن", .character("ن")),
    ]
    for (name, key) in names { #expect(KeyName(parsing: name)?.value == .key(key), "\(name)") }
    for name in ["", "Hyper-x", "Ctrl-", "Ctrl-12", "jj", "\u{7}"] {
      #expect(KeyName(parsing: name) == nil, "\(name)")
    }
    for binding in Binding.table {
      for key in binding.keys where key != .ahead && key != .behind {
        let label = key.label(.leftToRight)
        if ["↑", "↓"].contains(label) { continue }
        #expect(KeyName(parsing: label) == key, "\(label)")
      }
    }
  }

  @Test func `one to nine are digits in all three sets, zero is not`() {
    for zero in [0x30, 0x660, 0x6F0] as [UInt32] {
      #expect(Unicode.Scalar(zero).flatMap(digit) == nil)
      for value in 1...9 {
        #expect(Unicode.Scalar(zero + UInt32(value)).flatMap(digit) == value)
      }
      #expect(Unicode.Scalar(zero + 10).flatMap(digit) == nil)
    }
  }

  private var allKeys: [Key] {
    let named: [Key] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .tab, .backspace,
    ]
    let letters = (0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }
    return named + letters.map { .character($0) } + letters.map { .control($0) }
  }
}
