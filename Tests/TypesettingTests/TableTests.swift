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
      if UInt32(properties.columns) != expected {
        failures.add("\(String(scalar, radix: 16)): \(properties.columns)")
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
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
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(bracketPair(of: 0x2329) == bracketPair(of: 0x300B - 2))
    #expect(bracketPair(of: 0x28) != bracketPair(of: 0x5B))
  }

  @Test func `the forms of every letter decompose to it`() throws {
    var failures = Failures()
    for letter in UInt32(0x600)..<0x700 {
      for kind in 0..<4 {
        guard let form = Form(rawValue: kind), let scalar = presentationForm(of: letter, form)
        else {
          continue
        }
        if decomposition(ofForm: scalar) != [letter] { failures.add(String(letter, radix: 16)) }
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(presentationForm(of: 0x649, .medial) == 0xFBE9)
    #expect(presentationForm(of: 0x6BA, .initial) == nil)
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
    #expect(failures.count == 0, "\(failures.summary)")
  }

  /// The property of every scalar; `@missing` lines first, in order.
  private func values(of file: String, _ names: [String: UInt32]) throws -> [UInt32] {
    let reader = ByteReader(try UnicodeFiles.property("17.0.0/\(file)"))
    var values = [UInt32](repeating: names["N"] ?? names["Unassigned"] ?? 0, count: 0x110000)
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
