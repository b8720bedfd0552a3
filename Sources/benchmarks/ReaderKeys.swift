/// A walk through the reader, each kind of key many times.
struct ReaderKeys {
  struct Kind {
    var name: String
    /// Pressed in turn.
    var keys: [String]
    /// What brings the reader to the place where the key is measured, and away from it.
    var before: [String] = []
    var after: [String] = []
  }

  static let kinds = [
    Kind(name: "down", keys: ["j"]),
    Kind(name: "page down", keys: ["\u{1B}[6~"]),
    Kind(name: "next day", keys: ["]"]),
    Kind(name: "last, G", keys: ["G"], after: ["g"]),
    Kind(name: "first, g", keys: ["g"], before: ["G"]),
    Kind(name: "toggle read", keys: ["m"], before: ["j"]),
    Kind(name: "category panel", keys: ["c"], after: ["c"]),
    Kind(name: "next unread", keys: ["n"]),
    Kind(name: "open article", keys: ["\r"], before: ["j"], after: ["\u{7F}"]),
    Kind(name: "scroll", keys: ["j", "k"], before: ["\r"], after: ["\u{7F}"]),
    Kind(name: "next article", keys: ["]"], before: ["\r"], after: ["h", "h", "g"]),
    Kind(name: "back", keys: ["\u{7F}"], before: ["j", "\r"]),
  ]

  private(set) var timings: [Timings] = []
  /// The bytes each key made the program send, as the middle one of them does.
  private(set) var bytes: [Int] = []

  /// Begins and ends in the list.
  init(_ terminal: PseudoTerminal, rounds: Int) {
    for kind in Self.kinds {
      var repaints: [PseudoTerminal.Repaint] = []
      for round in 0..<rounds {
        for key in kind.before { _ = terminal.press(key) }
        if let repaint = terminal.press(kind.keys[round % kind.keys.count]) {
          repaints.append(repaint)
        } else {
          // The end of the list: once more from its beginning.
          _ = terminal.press("g")
        }
        for key in kind.after { _ = terminal.press(key) }
      }
      _ = terminal.press("g")
      timings.append(Timings(repaints.map(\.seconds)))
      let sizes = repaints.map(\.bytes).sorted()
      bytes.append(sizes.isEmpty ? 0 : sizes[sizes.count / 2])
    }
  }
}
