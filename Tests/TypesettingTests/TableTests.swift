import Testing

@testable import Typesetting

/// The tables against the files they come from, for every scalar.
@Suite struct `Unicode tables` {
  @Test func `Bidi_Class`() throws {
    let names: [String: UInt32] = [
      "L": 0, "R": 1, "AL": 2, "EN": 3, "ES": 4, "ET": 5, "AN": 6, "CS": 7, "NSM": 8, "BN": 9,
      "B": 10, "S": 11, "WS": 12, "ON": 13, "LRE": 14, "LRO": 15, "RLE": 16, "RLO": 17, "PDF": 18,
      "LRI": 19, "RLI": 20, "FSI": 21, "PDI": 22, "Left_To_Right": 0, "Right_To_Left": 1,
      "Arabic_Letter": 2, "European_Terminator": 5, "Boundary_Neutral": 9,
    ]
    try expect("extracted/DerivedBidiClass.txt", names) { UInt32($0.bidiClass.rawValue) }
  }

  @Test func `Joining_Type`() throws {
    let names: [String: UInt32] = [
      "U": 0, "D": 1, "R": 2, "L": 3, "C": 4, "T": 5, "Non_Joining": 0,
    ]
    try expect("extracted/DerivedJoiningType.txt", names) { UInt32($0.joining.rawValue) }
  }

  @Test func `general category`() throws {
    let groups = [
      ["Cn", "Co", "Cs", "Unassigned"], ["Lu", "Ll", "Lt", "Lm", "Lo"], ["Mn", "Me"], ["Mc"],
      ["Nd", "Nl", "No"], ["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"],
      ["Zs", "Zl", "Zp"], ["Cc"], ["Cf"],
    ]
    var names: [String: UInt32] = [:]
    for (value, group) in groups.enumerated() {
      for name in group { names[name] = UInt32(value) }
    }
    try expect("extracted/DerivedGeneralCategory.txt", names) { UInt32($0.category.rawValue) }
  }

  @Test func `columns follow East_Asian_Width, marks and formats have none`() throws {
    let widths = try values(
      of: "EastAsianWidth.txt", ["N": 1, "A": 1, "Na": 1, "H": 1, "W": 2, "F": 2])
    let ambiguous = try values(
      of: "EastAsianWidth.txt", ["N": 0, "A": 1, "Na": 0, "H": 0, "W": 0, "F": 0])
    let seen: Set<UInt32> = [
      0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD,
      0x110CD,
    ]
    var failures = Failures()
    for scalar in UInt32(0)...0x10FFFF {
      let properties = Properties(scalar)
      let isHidden =
        [.mark, .control, .format].contains(properties.category) || scalar == 0x2028
        || scalar == 0x2029 || (0x1160...0x11FF).contains(scalar)
        || (0xD7B0...0xD7FF).contains(scalar)
      let expected = seen.contains(scalar) ? 1 : isHidden ? 0 : widths[Int(scalar)]
      let isAmbiguous = !seen.contains(scalar) && !isHidden && ambiguous[Int(scalar)] == 1
      if UInt32(properties.columns) != expected || properties.isAmbiguous != isAmbiguous {
        failures.add("\(String(scalar, radix: 16)): \(properties.columns)")
      }
    }
    expectNone(failures, of: "EastAsianWidth")
  }

  @Test func `Line_Break after LB1, East Asian and quotation marks apart`() throws {
    let names = [
      "AL", "HL", "NU", "SP", "CM", "ZWJ", "QU", "QU&Pi", "QU&Pf", "OP", "CL", "CP", "EX", "SY",
      "IS", "BA", "HH", "HY", "GL", "WJ", "ZW", "NS", "B2", "BB", "CB", "IN", "PO", "PR", "ID",
      "EB", "EM", "RI", "JL", "JV", "JT", "H2", "H3", "AK", "AP", "AS", "VF", "VI", "◌",
      "BK", "CR", "LF", "NL", "AI", "SG", "XX", "CJ", "SA",
    ]
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, UInt32(0)...))
    let listed = try values(of: "LineBreak.txt", numbers)
    let categories = try generalCategories()
    let isEastAsian = try values(
      of: "EastAsianWidth.txt", ["N": 0, "A": 0, "Na": 0, "H": 1, "W": 1, "F": 1])
    var failures = Failures()
    for scalar in 0...0x10FFFF {
      let category = categories[scalar]
      let name =
        switch names[Int(listed[scalar])] {
        case "AI", "SG", "XX": "AL"
        case "CJ": "NS"
        case "SA": ["Mn", "Mc"].contains(category) ? "CM" : "AL"
        case "QU": ["Pi", "Pf"].contains(category) ? "QU&\(category)" : "QU"
        case let listed: scalar == 0x25CC ? "◌" : listed
        }
      let properties = Properties(UInt32(scalar))
      if names[Int(properties.lineBreak.rawValue)] != name
        || properties.isEastAsian != (isEastAsian[scalar] == 1)
      {
        failures.add("\(String(scalar, radix: 16)): \(properties.lineBreak), not \(name)")
      }
    }
    expectNone(failures, of: "LineBreak")
  }

  @Test func `Grapheme_Cluster_Break`() throws {
    let names: [String: UInt32] = [
      "Other": 0, "CR": 1, "LF": 2, "Control": 3, "Extend": 4, "ZWJ": 5, "Regional_Indicator": 6,
      "Prepend": 7, "SpacingMark": 8, "L": 9, "V": 10, "T": 11, "LV": 12, "LVT": 13,
    ]
    try expect("auxiliary/GraphemeBreakProperty.txt", names) { UInt32($0.graphemeBreak.rawValue) }
  }

  @Test func `Extended_Pictographic and Indic_Conjunct_Break`() throws {
    let isPictographic = try members(of: "emoji/emoji-data.txt", "Extended_Pictographic")
    let file = "DerivedCoreProperties.txt"
    let conjuncts: [(ConjunctBreak, [Bool])] = [
      (.linker, try members(of: file, "InCB", "Linker")),
      (.consonant, try members(of: file, "InCB", "Consonant")),
      (.extend, try members(of: file, "InCB", "Extend")),
    ]
    var failures = Failures()
    for scalar in 0...0x10FFFF {
      let properties = Properties(UInt32(scalar))
      let conjunct = conjuncts.first { $0.1[scalar] }?.0 ?? .none
      if properties.isExtendedPictographic != isPictographic[scalar]
        || properties.conjunctBreak != conjunct
      {
        failures.add(String(scalar, radix: 16))
      }
    }
    expectNone(failures, of: "emoji-data and InCB")
  }

  @Test func `brackets and mirrored glyphs`() throws {
    let mirrored = try pairs(of: "BidiMirroring.txt")
    let brackets = try pairs(of: "BidiBrackets.txt")
    var failures = Failures()
    for scalar in UInt32(0)...0x10FFFF {
      let properties = Properties(scalar)
      let bracket = brackets[scalar]
      let isRight =
        properties.isOpeningBracket == (bracket?.kind == "o")
        && properties.isClosingBracket == (bracket?.kind == "c")
        && properties.isMirrored == (mirrored[scalar] != nil)
        && mirroringGlyph(of: scalar) == mirrored[scalar]?.other
      if !isRight { failures.add(String(scalar, radix: 16)) }
    }
    for (scalar, bracket) in brackets
    where bracketPair(of: scalar) != bracketPair(of: bracket.other) {
      failures.add(String(scalar, radix: 16))
    }
    expectNone(failures, of: "BidiBrackets and BidiMirroring")
    #expect(bracketPair(of: 0x2329) == bracketPair(of: 0x300B - 2))
    #expect(bracketPair(of: 0x28) != bracketPair(of: 0x5B))
  }

  @Test func `the forms of every letter decompose to it`() throws {
    var failures = Failures()
    for letter in UInt32(0x600)..<0x700 {
      for kind in 0..<4 {
        let scalar = UInt32(form(of: letter, kind))
        guard scalar != 0 else { continue }
        if decomposition(ofForm: scalar) != [letter] { failures.add(String(letter, radix: 16)) }
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(form(of: 0x649, Form.medial.rawValue) == 0xFBE9)
    #expect(form(of: 0x6BA, Form.initial.rawValue) == 0)
  }

  private func form(of letter: UInt32, _ kind: Int) -> UInt16 {
    JoiningFormTable.forms[4 * Int(letter - 0x600) + kind]
  }

  @Test func `the standard library carries the same version`() {
    let newest = Unicode.Scalar(0x10EC5 as UInt32)
    #expect(newest?.properties.age?.major == 17)
    #expect(Properties(0x10EC5).category != .unassigned)
  }

  private func expect(
    _ file: String, _ names: [String: UInt32], _ property: (Properties) -> UInt32
  ) throws {
    let expected = try values(of: file, names)
    var failures = Failures()
    for scalar in UInt32(0)...0x10FFFF where property(Properties(scalar)) != expected[Int(scalar)] {
      failures.add("\(String(scalar, radix: 16)): \(property(Properties(scalar)))")
    }
    expectNone(failures, of: file)
  }

  /// Every scalar was compared, from U+0000 to U+10FFFF.
  private func expectNone(
    _ failures: Failures, of table: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(failures.count == 0, "\(failures.summary)", sourceLocation: sourceLocation)
    print("\(table): \(0x110000) scalars")
  }

  /// The property of every scalar; `@missing` lines first, in order.
  private func values(of file: String, _ names: [String: UInt32]) throws -> [UInt32] {
    let reader = ByteReader(try UnicodeFiles.property("17.0.0/\(file)"))
    var values = [UInt32](
      repeating: names["N"] ?? names["XX"] ?? names["Unassigned"] ?? 0, count: 0x110000)
    for isMissing in [true, false] {
      var lines = reader
      while let line = lines.nextLine() {
        guard let row = dataRow(line, of: reader, missing: isMissing) else { continue }
        let fields = reader.fields(of: row)
        guard fields.count >= 2 else { continue }
        let name = reader.text(reader.words(of: fields[1])[0])
        let value = try #require(names[name])
        for scalar in range(reader.text(reader.words(of: fields[0])[0])) { values[scalar] = value }
      }
    }
    return values
  }

  private func generalCategories() throws -> [String] {
    let names = [
      "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
      "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
      "Unassigned",
    ]
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, UInt32(0)...))
    return try values(of: "extracted/DerivedGeneralCategory.txt", numbers).map {
      names[Int($0)] == "Unassigned" ? "Cn" : names[Int($0)]
    }
  }

  /// The scalars whose fields behind the range are these.
  private func members(of file: String, _ fields: String...) throws -> [Bool] {
    var reader = ByteReader(try UnicodeFiles.property("17.0.0/\(file)"))
    var members = [Bool](repeating: false, count: 0x110000)
    while let line = reader.nextLine() {
      let row = reader.fields(of: line).map { reader.words(of: $0).first.map(reader.text) ?? "" }
      guard Array(row.dropFirst()) == fields else { continue }
      for scalar in range(row[0]) { members[scalar] = true }
    }
    return members
  }

  private func dataRow(_ line: Range<Int>, of reader: ByteReader, missing: Bool) -> Range<Int>? {
    guard let first = line.first else { return nil }
    let isComment = reader.bytes[first] == UInt8(ascii: "#")
    guard missing else { return isComment ? nil : line }
    let mark = "# @missing: "
    guard isComment, reader.bytes[line].starts(with: mark.utf8) else { return nil }
    return line.lowerBound + mark.utf8.count..<line.upperBound
  }

  private func range(_ field: String) -> ClosedRange<Int> {
    let ends = field.split(separator: ".").compactMap { Int($0, radix: 16) }
    return (ends.first ?? 0)...(ends.last ?? 0)
  }

  private func pairs(of file: String) throws -> [UInt32: (other: UInt32, kind: String)] {
    var reader = ByteReader(try UnicodeFiles.property("17.0.0/\(file)"))
    var pairs: [UInt32: (other: UInt32, kind: String)] = [:]
    while let line = reader.nextLine() {
      let fields = reader.fields(of: line).map { reader.words(of: $0) }
      guard fields.count >= 2, let scalar = fields[0].first, let other = fields[1].first else {
        continue
      }
      let kind = fields.count > 2 ? fields[2].first.map(reader.text) ?? "" : ""
      pairs[reader.hexadecimal(scalar)] = (reader.hexadecimal(other), kind)
    }
    return pairs
  }
}
