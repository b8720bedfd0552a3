import Foundation
import Testing
import Typesetting

@Suite struct `Marked words` {
  private static let plain = Style(.palette(1))
  private static let marked = Style(.palette(2), .bold)

  /// Paragraphs with harakat, tatweel, figures and Latin words among them.
  private static let paragraphs = [
    "قَالَ مُحَمَّدٌ: السَّلامُ عَلَيْكُم وَرَحْمَةُ اللهِ وَبَرَكَاتُهُ، ثُمَّ ذَهَبَ الثّـلاثاءُ إلى المَدِينَةِ 2024 مَعَ أصحابِه",
    "أعلنت الحكومة أنّ لائحة الاتحاد الأوروبي (EU) رقم 17/2024 لا تسري على اللاجئين فلا أثر لها الآن",
    "לָמָּה הַנְּקֻדּוֹת נִמְצָאוֹת מִתַּחַת לָאוֹתִיּוֹת, ומה עושה צה\"ל בטרמינל של 80 columns",
    "نیم‌فاصله: فاصله‌ای که دیده نمی‌شود و کلمه‌های فارسی را از هم جدا می‌کند، چنان که می‌روم",
    "A paragraph in English with كلمتين عربيتين inside it, and a résumé of everything else that follows",
  ]

  /// In a row every cell that shows a byte of the word has its style, and no other one has.
  private func check(_ text: String, _ word: Word, _ rows: [Line]) throws {
    var shown: Set<Int> = []
    for row in rows {
      for (cell, source) in zip(row.cells, row.sources) where !source.isEmpty {
        let isWithin =
          word.range.lowerBound <= source.lowerBound && source.upperBound <= word.range.upperBound
        let isApart =
          source.upperBound <= word.range.lowerBound || word.range.upperBound <= source.lowerBound
        try #require(isWithin || isApart, "a cell of two words")
        #expect((cell.style == Self.marked) == isWithin)
        if isWithin { shown.formUnion(source) }
      }
    }
    let letters = word.range.filter { byte in
      // A format character inside a word has no cell.
      !invisible(text).contains(byte)
    }
    #expect(Set(letters).isSubset(of: shown), "\(word.folded) is not shown whole")
  }

  private func invisible(_ text: String) -> Set<Int> {
    var bytes: Set<Int> = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let length = String(Character(scalar)).utf8.count
      if scalar.properties.generalCategory == .format { bytes.formUnion(offset..<offset + length) }
      offset += length
    }
    return bytes
  }

  @Test(arguments: Justification.allCases, [true, false])
  func `a word is marked with all its marks and nothing else is, in every width`(
    _ justification: Justification, _ showsMarks: Bool
  ) throws {
    for text in Self.paragraphs {
      for word in words(of: text) {
        for columns in [6, 11, 17, 24, 40, 72] {
          let setting = Setting(
            direction: .automatic, fallback: .rightToLeft, showsMarks: showsMarks,
            justification: justification)
          let rows = typeset(
            text, columns: columns, setting: setting, style: Self.plain,
            spans: [Span(word.range, Self.marked)])
          try check(text, word, rows)
        }
      }
    }
  }

  @Test func `the kashida inside a marked word is marked, the one of its neighbours is not`() {
    let text = Self.paragraphs[0]
    var inside = 0
    for word in words(of: text) {
      for columns in 12..<60 {
        let setting = Setting(direction: .fixed(.rightToLeft), justification: .kashida)
        let rows = typeset(
          text, columns: columns, setting: setting, style: Self.plain,
          spans: [Span(word.range, Self.marked)])
        for row in rows {
          for (cell, source) in zip(row.cells, row.sources)
          where source.isEmpty && cell.base == "\u{640}" {
            let isInside =
              word.range.lowerBound < source.lowerBound && source.lowerBound < word.range.upperBound
            #expect((cell.style == Self.marked) == isInside)
            if isInside { inside += 1 }
          }
        }
      }
    }
    #expect(inside > 100)
  }
}
