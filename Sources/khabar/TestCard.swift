import Reader
import Terminal
import Typesetting

/// Rows of Arabic whose right reading is told below them in Latin letters, which every terminal shows
/// rightly, for the person to look at under each setting of `bidi-output`.
struct TestCard {
  /// A sample, and what one sees when it is shown rightly. `glosses` stand under the words of the sample,
  /// from the left.
  private struct Sample {
    var text: String
    var reads: String
    var showsMarks = false
  }

  private static let samples: [Sample] = [
    Sample(text: "سلام", reads: "salaam: S at the right joined to LAA, M apart at the left"),
    Sample(
      text: "أحمد  قرأ  الكتاب",
      reads: "from the right: ahmad, qara'a, al-kitaab"),
    Sample(
      text: "في 2024 أعلنت NASA مهمة (Artemis II) رقم ١٢",
      reads: "from the right: fi 2024 a'lanat NASA muhimma (Artemis II) raqm 12"),
    Sample(
      text: "لا، الإسلام، الآن، الأول",
      reads: "laa, al-islaam, al-aan, al-awwal: L+A one sign, no gap"),
    Sample(
      text: "«قال: [نعم] (لا)»",
      reads: "qaal, na'am, laa: brackets open at the right, close at the left"),
    Sample(
      text: "مُحَمَّدٌ رَسُولٌ", reads: "small marks on their letters; else press t to hide them",
      showsMarks: true),
    Sample(
      text: "پچژگ ٹڈڑے یہ", reads: "Persian, Urdu; a box is a letter the font lacks"),
  ]

  var setting: BidiOutput
  var showsMarks: Bool
  /// What `auto` means on this terminal.
  var profile: TerminalProfile

  /// The card as a whole screen.
  func frame(size: Size) -> Frame {
    var frame = Frame(size: size)
    put("Khabar test card", &frame, row: 0, column: 1, .bold)
    put(
      "bidi-output = \(setting.rawValue)" + (setting == .auto ? " (\(profile.summary))" : ""),
      &frame, row: 0, column: 20)
    var row = 2
    for (number, sample) in Self.samples.enumerated() {
      put("\(number + 1)", &frame, row: row, column: 1, .bold)
      let line = typesetLine(
        sample.text, columns: max(0, size.columns - 6),
        setting: Setting(
          direction: .fixed(.rightToLeft), fallback: .rightToLeft,
          showsMarks: sample.showsMarks && showsMarks))
      frame.put(line.cells, row: row, column: 5)
      put("row \(number + 1) should read " + sample.reads, &frame, row: row + 1, column: 5, .dim)
      row += 2
    }
    putBoxes(&frame, row: row)
    let bottom = max(row + 5, size.rows - 2)
    put(
      "Right? Enter saves this setting.  Space: the next one.  t: marks.  q: leave.",
      &frame, row: min(bottom, size.rows - 1), column: 1)
    return frame
  }

  /// Three boxes whose borders have to stand straight.
  private func putBoxes(_ frame: inout Frame, row: Int) {
    let edges = ["┌────────┬────────┬────────┐", "└────────┴────────┴────────┘"]
    put("\(Self.samples.count + 1)", &frame, row: row + 1, column: 1, .bold)
    put(edges[0], &frame, row: row, column: 5)
    put("│        │        │        │", &frame, row: row + 1, column: 5)
    put(edges[1], &frame, row: row + 2, column: 5)
    for (index, word) in ["USB 24", "خبر ١٢", "أخبار"].enumerated() {
      let line = typesetLine(
        word, columns: 6, setting: Setting(direction: .automatic, fallback: .rightToLeft))
      frame.put(line.cells, row: row + 1, column: 7 + 9 * index)
    }
    put(
      "row \(Self.samples.count + 1) should read USB 24, khabar 12, akhbaar in three straight boxes",
      &frame, row: row + 3, column: 5, .dim)
  }

  private func put(
    _ text: String, _ frame: inout Frame, row: Int, column: Int, _ attributes: Attributes = []
  ) {
    let style = Style(.standard, on: .standard, attributes)
    let line = typesetLine(
      text, columns: max(0, frame.size.columns - column),
      setting: Setting(direction: .fixed(.leftToRight), fallback: .leftToRight), style: style)
    frame.put(line.cells, row: row, column: column)
  }
}

extension TestCard {
  /// What the person chose.
  struct Choice: Equatable {
    var setting: BidiOutput
    /// Nil when nothing was said about marks.
    var tashkeel: String?
  }

  /// Shows the card until one setting is chosen; nil when none is.
  static func show(_ configuration: Configuration) throws(TerminalError) -> Choice? {
    let screen = try Screen(
      bidiOutput: configuration.bidiOutput, kittyForcesLTR: configuration.kittyForcesLTR)
    defer { screen.close() }
    var card = TestCard(
      setting: configuration.bidiOutput, showsMarks: screen.profile.drawsMarks,
      profile: screen.profile)
    var toggledMarks = false
    while true {
      card.profile = screen.profile
      screen.paint(card.frame(size: screen.size))
      switch screen.next() {
      case .key(.enter):
        return Choice(
          setting: card.setting,
          tashkeel: toggledMarks ? (card.showsMarks ? "shown" : "hidden") : nil)
      case .key(.character(" ")), .key(.right), .key(.down), .key(.tab):
        card.setting = card.setting.next(by: 1)
        screen.use(card.setting)
      case .key(.left), .key(.up), .key(.backTab):
        card.setting = card.setting.next(by: -1)
        screen.use(card.setting)
      case .key(.character("t")):
        card.showsMarks.toggle()
        toggledMarks = true
      case .key(.character("q")), .key(.escape), .key(.control("c")), .terminated, .hangup, nil:
        return nil
      default: break
      }
    }
  }
}

extension BidiOutput {
  fileprivate func next(by step: Int) -> BidiOutput {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + step + all.count) % all.count]
  }
}

extension TerminalProfile {
  /// The way rows are sent, by the name the configuration has for it.
  var summary: String {
    switch encoding {
    case .visual: "visual"
    case .words: "words"
    case .tokens: "tokens"
    case .logical, .logicalConcealingBlanks: "logical"
    case .logicalWithoutMirroring: "logical-nomirror"
    }
  }
}
