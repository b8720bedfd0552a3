import Terminal
import Testing

@Suite struct `Terminals that will not do` {
  @Test func `the message says what to try, in one line`() {
    #expect(
      TerminalError.unfit("dumb").description
        == "TERM=dumb cannot move the cursor; try `khabar list`, or TERM=xterm-256color")
    #expect(TerminalError.unset.description.contains("TERM is not set"))
  }

  @Test func `a hostile TERM is shown without its controls`() {
    let text = TerminalError.unknown("\u{1B}[31m\n" + String(repeating: "x", count: 500))
      .description
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
    #expect(text.count < 120)
  }
}
