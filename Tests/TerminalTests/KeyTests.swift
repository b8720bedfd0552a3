import Terminal
import Testing
import Typesetting

/// The keys that come out of a stretch of bytes, with the wait after it taken as over.
private func keys(_ text: String, of terminal: KeySequences = KeySequences()) -> [Key] {
  keys(Array(text.utf8), of: terminal)
}

private func keys(_ bytes: [UInt8], of terminal: KeySequences = KeySequences()) -> [Key] {
  var decoder = KeyDecoder(keys: terminal)
  var keys = bytes.compactMap { decoder.consume($0) }
  if decoder.patience != nil, let last = decoder.timeOut() { keys.append(last) }
  return keys
}

@Suite struct `Keys from bytes` {
  @Test func `letters of every script, and marks, are characters`() {
    #expect(keys("jتש中😀") == ["j", "ت", "ש", "中", "😀"].map { .character($0) })
    #expect(keys("\u{64E}") == [.character("\u{64E}")])
  }

  @Test func `controls are keys of their own`() {
    #expect(
      keys("\u{12}\u{3}\t\r\n\u{7F}\u{8}\u{0}\u{1C}")
        == [.control("r"), .control("c"), .tab, .enter, .enter, .backspace, .backspace])
  }

  @Test(arguments: [
    ("[A", Key.up), ("OA", .up), ("[1;5D", .left), ("[d", .left), ("[H", .home), ("OF", .end),
    ("[1~", .home), ("[7~", .home), ("[4~", .end), ("[8~", .end), ("[3~", .delete),
    ("[5~", .pageUp), ("[6;2~", .pageDown), ("[Z", .backTab), ("OM", .enter), ("OP", .function(1)),
    ("[[C", .function(3)), ("[15~", .function(5)), ("[24;5~", .function(12)),
    ("[1;2P", .function(1)), ("[7$", .home), ("[5^", .pageUp), ("O5C", .right),
    ("Oy", .character("9")), ("Ok", .character("+")),
  ])
  func `escape sequences are keys`(sequence: String, key: Key) {
    #expect(keys("\u{1B}" + sequence) == [key])
    #expect(keys("x\u{1B}" + sequence + "y") == [.character("x"), key, .character("y")])
  }

  @Test(arguments: [
    "[?62;1;2c", "[8;0$y", "[?8;1$y", "[>41;379;0c", "[24;80R", "[12345z", "[97;5u",
    "]11;rgb:0000/0000/0000\u{7}", "]52;c;aGk=\u{1B}\\", "P>|XTerm(379)\u{1B}\\", "_Gi=1\u{1B}\\",
    "x", "ش", "[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26~", "[2~", "[",
    "[<0;1", "]0;never ended", "[<35;5;5M", "[<0;5;5m", "[<0;0;5M", "[<;;M", "[<99999999;1;1M",
    "[[3~", "O",
  ])
  func `what is no key is swallowed whole`(sequence: String) {
    #expect(keys("\u{1B}" + sequence) == [])
  }

  @Test func `the escape key is what nothing follows`() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
  }

  @Test func `an escape that breaks into a sequence begins a new one`() {
    #expect(keys("\u{1B}[12\u{1B}[B") == [.down])
  }

  @Test func `the wait is short for a lone escape only`() {
    var decoder = KeyDecoder()
    #expect(decoder.patience == nil)
    _ = decoder.consume(0x1B)
    #expect(decoder.patience == .escape)
    _ = decoder.consume(UInt8(ascii: "["))
    #expect(decoder.patience == .sequence)
    #expect(decoder.consume(UInt8(ascii: "A")) == .up)
    #expect(decoder.patience == nil)
  }

  @Test func `bytes that are no UTF-8 are no characters`() {
    #expect(keys([0xFF, 0xC0, 0x80, 0x61]) == [.character("a")])
    #expect(keys([0xD8, 0x61]) == [.character("a")])
    #expect(keys([0xE0, 0x80, 0x80, 0x61]) == [.character("a")])
    #expect(keys([0xED, 0xA0, 0x80, 0x61]) == [.character("a")])
    #expect(keys([0xC2, 0x9B]) == [])
  }

  @Test func `a terminal's own sequences come first`() {
    let own = ["kf1": "\u{1B}[M", "kcuu1": "\u{1B}[zz", "kcub1": "\u{8}", "khome": "\u{1B}[224z"]
    let terminal = KeySequences { own[$0].map { Array($0.utf8) } }
    #expect(keys("\u{1B}[M", of: terminal) == [.function(1)])
    #expect(keys("\u{1B}[224z", of: terminal) == [.home])
    #expect(keys("\u{8}", of: terminal) == [.backspace])
  }

  @Test func `no bytes whatever trap the decoder`() {
    var seed: UInt64 = 7
    var decoder = KeyDecoder()
    let likely = Array("\u{1B}\u{1B}[O]P<;$~M0129~A\u{7}\\".utf8)
    for _ in 0..<200_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let pick = Int(seed >> 33)
      _ = decoder.consume(pick % 3 == 0 ? UInt8(pick >> 8 & 0xFF) : likely[pick % likely.count])
      if pick % 97 == 0 { _ = decoder.timeOut() }
    }
    _ = decoder.timeOut()
    for byte in "\u{1B}\\\u{18}".utf8 { _ = decoder.consume(byte) }
    _ = decoder.timeOut()
    #expect(decoder.consume(UInt8(ascii: "a")) == .character("a"))
  }
}

@Suite struct `Mouse and paste` {
  private func mouse(_ action: Key.Mouse.Action, _ column: Int, _ row: Int) -> Key {
    .mouse(Key.Mouse(action, at: Position(row: row, column: column)))
  }

  @Test func `presses and the wheel say where`() {
    #expect(keys("\u{1B}[<0;1;1M\u{1B}[<0;1;1m") == [mouse(.press, 0, 0)])
    #expect(keys("\u{1B}[<64;300;40M") == [mouse(.wheelUp, 299, 39)])
    #expect(keys("\u{1B}[<81;5;6M") == [mouse(.wheelDown, 4, 5)])
    #expect(keys("\u{1B}[<2;5;6M") == [])
  }

  @Test func `the older report is read too`() {
    #expect(keys("\u{1B}[M !!j") == [mouse(.press, 0, 0), .character("j")])
    #expect(keys([0x1B, 0x5B, 0x4D, 0x60, 0xFF, 0x25]) == [mouse(.wheelUp, 222, 4)])
    #expect(keys("\u{1B}[M#!!") == [])
  }

  @Test func `two presses at one place in time are a double press`() {
    var clicks = DoubleClicks()
    #expect(clicks.refine(mouse(.press, 3, 4), at: 1000) == mouse(.press, 3, 4))
    #expect(clicks.refine(mouse(.press, 3, 4), at: 1200) == mouse(.doublePress, 3, 4))
    #expect(clicks.refine(mouse(.press, 3, 4), at: 1300) == mouse(.press, 3, 4))
    #expect(clicks.refine(mouse(.press, 3, 5), at: 1350) == mouse(.press, 3, 5))
    #expect(clicks.refine(mouse(.press, 3, 5), at: 2000) == mouse(.press, 3, 5))
    #expect(clicks.refine(.up, at: 2001) == .up)
    #expect(clicks.refine(mouse(.press, 3, 5), at: 2002) == mouse(.press, 3, 5))
  }

  private func pasted(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }

  @Test func `a paste is one key, on one line, without controls`() {
    #expect(
      keys(pasted("خبر\r\nعاجل\tq\u{7}\u{1B}[31mx\u{9B}") + "j")
        == [.paste("خبر عاجل q[31mx"), .character("j")])
    #expect(keys(pasted("")) == [])
  }

  @Test func `only the whole end ends a paste`() {
    #expect(keys(pasted("a\u{1B}[20b\u{1B}\u{1B}[201c")) == [.paste("a[20b[201c")])
    #expect(keys("\u{1B}[200~cut off") == [.paste("cut off")])
  }

  @Test func `a paste without end keeps a bounded part`() {
    let long = String(repeating: "x", count: 1_200_000)
    guard case .paste(let text)? = keys("\u{1B}[200~" + long).first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == 1 << 20)
  }
}
