import Testing
import Typesetting

@Suite struct `Filling rows` {
  @Test func `every row of the fixture is filled as worked out by hand`() throws {
    var failures = Failures()
    var cases = 0
    for line in try UnicodeFiles.fixture("justification.tests").split(separator: "\n") {
      let fields = line.prefix { $0 != "#" }.split(separator: ";").map(trimmed)
      guard fields.count == 3, let columns = Int(fields[0]) else { continue }
      cases += 1
      let row = filled(fields[1], columns: columns)
      let expected = typesetLine(
        fields[2], columns: 400, setting: Setting(direction: .fixed(.rightToLeft)))
      if row.text != expected.text { failures.add("\(line): \(logical(row))") }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(cases >= 37)
  }

  private func trimmed(_ field: Substring) -> String {
    var field = field
    while field.first == " " { field.removeFirst() }
    while field.last == " " { field.removeLast() }
    return String(field)
  }

  /// The first row of a paragraph that goes on with a word too long for it.
  private func filled(
    _ text: String, columns: Int, _ justification: Justification = .kashida
  ) -> Line {
    let setting = Setting(direction: .fixed(.rightToLeft), justification: justification)
    let next = String(repeating: "د", count: columns)
    return typeset(text + " " + next, columns: columns, setting: setting)[0]
  }

  private func logical(_ row: Line) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in row.cells.reversed() { scalars.append(contentsOf: cell.scalars) }
    return String(scalars)
  }

  @Test func `what is put in shows no byte of the text, at the offset behind its letter`() {
    let text = "قَالَ مُحَمَّدٌ: السَّلامُ عَلَيْكُم"
    let row = filled(text, columns: 26)
    let added = row.cells.indices.filter { row.sources[$0].isEmpty }
    #expect(added.count == 5)
    for cell in added {
      // Cells run right to left: the neighbour at the right comes before.
      var before = cell
      while row.sources[before].isEmpty { before += 1 }
      #expect(row.sources[cell] == row.sources[before].upperBound..<row.sources[before].upperBound)
    }
    let shown = row.sources.filter { !$0.isEmpty }.reduce(0) { $0 + $1.count }
    #expect(shown == text.utf8.count)
  }

  @Test(arguments: ["عبدالله", "نصرالله", "أللهم", "آلله", "وبالله", "لله"])
  func `the name of God is never stretched`(_ word: String) {
    let text = word + " " + word + " " + word + " بب"
    let width = columns(of: text) - 1
    for line in typeset(text, columns: width, setting: Setting(justification: .kashida)) {
      #expect(!line.cells.contains { $0.base == "\u{640}" })
    }
  }

  @Test func `without kashida only gaps grow`() {
    let row = filled("قال الرئيس إن الحكومة ستعلن خطة جديدة", columns: 40, .spaces)
    #expect(!row.text.unicodeScalars.contains("\u{640}"))
    #expect(row.columns == 40)
  }

  @Test func `gaps grow behind sentences first, then behind stops and commas`() {
    #expect(filled("في. من، عن: ما أو", columns: 18, .spaces).columns == 18)
    #expect(logical(filled("دد. دد، دد: دد دد", columns: 18, .spaces)).contains(".  "))
    #expect(logical(filled("دد. دد، دد: دد دد", columns: 19, .spaces)).contains(":  "))
    #expect(logical(filled("دد. دد، دد: دد دد", columns: 20, .spaces)).contains("،  "))
    #expect(logical(filled("دد. دد، دد: دد دد", columns: 20, .spaces)).hasSuffix("ﺩﺩ ﺩﺩ"))
  }

  @Test func `the gap behind a bullet stays and no-break spaces grow last`() {
    #expect(logical(filled("• دد دد", columns: 9, .spaces)).hasPrefix("• "))
    #expect(!logical(filled("• دد دد", columns: 9, .spaces)).hasPrefix("•  "))
    #expect(logical(filled("دد\u{A0}دد دد", columns: 9, .spaces)).contains("ﺩﺩ  ﺩﺩ"))
    #expect(logical(filled("دد\u{A0}دد دد", columns: 9, .spaces)).hasPrefix("ﺩﺩ ﺩﺩ"))
  }

  @Test func `the last row of a paragraph and rows before a line separator stay ragged`() {
    let setting = Setting(justification: .kashida)
    let text = "قال الرئيس إن الحكومة ستعلن خطة"
    #expect(typeset(text, columns: 33, setting: setting)[0].columns == 31)
    #expect(typeset(text + "\u{2028}ثم", columns: 33, setting: setting)[0].columns == 31)
  }

  @Test func `a tatweel avoids the column of one in the row above`() {
    let row = "محمد وزير داود سعيد"
    let rows = typeset(
      row + " " + row + " " + String(repeating: "د", count: 20), columns: 20,
      setting: Setting(direction: .fixed(.rightToLeft), justification: .kashida))
    let tatweels = rows.map { $0.cells.lastIndex { $0.base == "\u{640}" } }
    #expect(tatweels == [3, 16, nil])
  }

  @Test func `joiners, direction marks and an unjoined alef offer no place`() {
    for text in ["دكك\u{200D}ددر", "دردب\u{200F}دار"] {
      let columns = typesetLine(text, columns: 100).columns
      #expect(!filled(text, columns: columns + 1).text.unicodeScalars.contains("\u{640}"))
    }
  }

  @Test func `text that is not joined for painting is stretched all the same`() {
    var setting = Setting(direction: .fixed(.rightToLeft), justification: .kashida)
    setting.joins = false
    let rows = typeset("الحكومة قالت ددددددددددددددد", columns: 13, setting: setting)
    #expect(rows[0].text == "تلاق ةـموكحلا")
  }

  @Test func `languages at home in Nastaliq, and Uyghur, are not stretched`() {
    for language in ["ur", "ps-AF", "sd", "ks", "ug_CN"] {
      #expect(!usesKashida(language: language))
    }
    for language in ["ar", "fa-IR", "ckb", nil] { #expect(usesKashida(language: language)) }
  }
}
