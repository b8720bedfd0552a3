import CNcurses
import Terminal
import Testing
import Typesetting

@Suite struct `What is written beside ncurses` {
  @Test func `a title brings no control, no bidi control and no end of its own`() {
    let title = WindowTitle.set(
      "خبر\u{1B}]2;x\u{7}\u{9C}\u{202E}\n\u{2066}٢٤" + String(repeating: "ا", count: 500))
    let text = String(decoding: title, as: UTF8.self)
    #expect(text.hasPrefix("\u{1B}]2;خبر]2;x٢٤"))
    #expect(text.hasSuffix("ا\u{1B}\\"))
    #expect(text.unicodeScalars.count == 4 + 120 + 2)
  }

  @Test(arguments: [
    "javascript:alert(1)", "file:///etc/passwd", "ftp://x", "", "//x", "http:/x",
    "https://x/" + String(repeating: "a", count: 3000),
  ])
  func `only addresses of the web and mail become links`(address: String) {
    #expect(Hyperlinks.open(address) == nil)
  }

  @Test func `an address in a link is ASCII without controls`() throws {
    let link = try #require(Hyperlinks.open("https://x.example/خبر a\u{1B}\\;b"))
    #expect(link.hasSuffix(";https://x.example/%D8%AE%D8%A8%D8%B1%20a%1B\\;b\u{1B}\\"))
    #expect(link.hasPrefix("\u{1B}]8;id="))
  }

  @Test func `turning to the window and away is no key press of another kind`() {
    var decoder = KeyDecoder()
    let keys = Array("\u{1B}[I\u{1B}[Oj\u{1B}[1;5I".utf8).compactMap { decoder.consume($0) }
    #expect(keys == [.focus(true), .focus(false), .character("j")])
  }

  @Test func `a click that turns to the window is still the first of two`() {
    var clicks = DoubleClicks()
    let press = Key.mouse(Key.Mouse(.press, at: Position(row: 1, column: 1)))
    _ = clicks.refine(press, at: 0)
    _ = clicks.refine(.focus(true), at: 10)
    guard case .mouse(let mouse) = clicks.refine(press, at: 200) else {
      Issue.record("no mouse")
      return
    }
    #expect(mouse.action == .doublePress)
  }
}
