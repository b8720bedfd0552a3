import Testing
import Typesetting

@Suite struct `Joining` {
  @Test(arguments: [("joining.tests", 37), ("fallbacks.tests", 97)])
  func `every vector of the fixture is painted as expected`(_ name: String, _ count: Int) throws {
    var failures = Failures()
    var cases = 0
    for line in try UnicodeFiles.fixture(name).split(separator: "\n") {
      let halves = line.prefix { $0 != "#" }.split(separator: ";")
      guard halves.count == 2 else { continue }
      cases += 1
      let painted = paintedInLogicalOrder(text(halves[0]), Setting(direction: .fixed(.rightToLeft)))
      let expected = text(halves[1])
      if painted != expected { failures.add("\(line): \(codes(painted))") }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(cases >= count)
  }

  @Test func `without substitution a letter keeps its own shape and its neighbours join`() {
    var setting = Setting(direction: .fixed(.rightToLeft))
    setting.substitutesLetters = false
    #expect(codes(paintedInLogicalOrder("بڨرة", setting)) == "FE91 06A8 FEAE FE93")
  }

  @Test func `without joining every scalar is painted as written`() {
    var setting = Setting(direction: .fixed(.rightToLeft))
    setting.joins = false
    #expect(paintedInLogicalOrder("سلام", setting) == "سلام")
  }

  @Test func `hidden marks leave the hamza of a letter`() {
    var setting = Setting(direction: .fixed(.rightToLeft))
    setting.showsMarks = false
    #expect(codes(paintedInLogicalOrder("مُحَمَّد", setting)) == "FEE3 FEA4 FEE4 FEAA")
    #expect(codes(paintedInLogicalOrder("خانه\u{654}", setting)) == "FEA7 FE8E FEE7 FEEA 0654")
  }

  @Test func `a tatweel between blanks is painted as a dash, and nowhere else`() {
    let setting = Setting(direction: .fixed(.rightToLeft))
    #expect(codes(paintedInLogicalOrder("ا ـ ا", setting)) == "FE8D 0020 2013 0020 FE8D")
    #expect(codes(paintedInLogicalOrder("ـ ا", setting)) == "2013 0020 FE8D")
    #expect(codes(paintedInLogicalOrder("اـ ا", setting)) == "FE8D 0640 0020 FE8D")
    #expect(codes(paintedInLogicalOrder("ا ــ ا", setting)) == "FE8D 0020 0640 0640 0020 FE8D")
  }

  @Test func `a tatweel that carries a mark is no dash`() {
    let line = typesetLine("الفتحة ـَ", columns: 20)
    #expect(line.cells.first?.base == "\u{640}")
  }

  @Test func `a rule may be made of lone tatweels, and of wide lines`() {
    #expect(typeset("ـ ـ ـ", columns: 6).map(\.text) == ["──────"])
    let setting = Setting(ambiguousIsWide: true)
    #expect(typeset("ـــــ", columns: 7, setting: setting)[0].columns == 6)
    #expect(typesetLine("ا ـ ب", columns: 9, setting: setting).columns == 6)
  }

  @Test func `modifiers come first only where they begin the marks above`() {
    func marks(_ text: String) -> [UInt32] {
      typesetLine(text, columns: 4).cells[0].scalars.dropFirst().map(\.value)
    }
    #expect(marks("ب\u{653}\u{654}") == [0x653, 0x654])
    #expect(marks("ب\u{64E}\u{651}\u{654}") == [0x654, 0x651, 0x64E])
    #expect(marks("ب\u{655}\u{651}") == [0x655, 0x651])
  }

  @Test func `a paragraph of tatweels is a rule across the column`() {
    let rule = typeset("ـــــ \u{A0}ــ", columns: 12)
    #expect(rule.map(\.text) == [String(repeating: "─", count: 12)])
    #expect(
      rule[0].sources.sorted { $0.lowerBound < $1.lowerBound }[..<3] == [0..<2, 2..<4, 4..<6])
    #expect(typeset("ــــــ", columns: 4).map(\.text) == ["────"])
    #expect(typeset("ــ", columns: 4).map(\.text) == ["ــ"])
    #expect(typeset("ـــ ا", columns: 5)[0].text.hasSuffix("ـــ"))
  }

  @Test func `a ligature cell covers the bytes of lam, alef and their marks`() {
    let line = typesetLine("كلَا", columns: 10)
    #expect(line.sources == [2..<8, 0..<2])
  }

  private func text(_ codes: some StringProtocol) -> String {
    var scalars = String.UnicodeScalarView()
    for code in codes.split(separator: " ") {
      if let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

/// The scalars of a right-to-left row, read from its right edge.
func paintedInLogicalOrder(_ text: String, _ setting: Setting) -> String {
  var scalars = String.UnicodeScalarView()
  for cell in typesetLine(text, columns: 1000, setting: setting).cells.reversed() {
    scalars.append(contentsOf: cell.scalars)
  }
  return String(scalars)
}

func codes(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    let code = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - code.count)) + code
  }.joined(separator: " ")
}
