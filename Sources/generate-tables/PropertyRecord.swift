/// All properties of one scalar packed in 32 bits, as `Typesetting.Properties` unpacks them:
/// Bidi_Class in bits 0–4, Joining_Type 5–7, columns 8–9, category 10–13, bracket type 14–15,
/// Bidi_Mirrored with a glyph 16, Line_Break 17–22, East_Asian_Width F, W or H 23,
/// Grapheme_Cluster_Break 24–27, Extended_Pictographic 28, Indic_Conjunct_Break 29–30.
struct PropertyRecord: Hashable {
  var bits: UInt32

  static let bidiClasses = [
    "L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON",
    "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
  ]
  private static let bidiClassNames = [
    "Left_To_Right": "L", "Right_To_Left": "R", "Arabic_Letter": "AL",
    "European_Terminator": "ET", "Boundary_Neutral": "BN",
  ]
  static let joiningTypes = ["U", "D", "R", "L", "C", "T"]

  static func bidiClass(_ name: String) throws -> UInt32 {
    try index(of: bidiClassNames[name] ?? name, in: bidiClasses, property: "Bidi_Class")
  }

  static func joiningType(_ name: String) throws -> UInt32 {
    let short = name == "Non_Joining" ? "U" : name
    return try index(of: short, in: joiningTypes, property: "Joining_Type")
  }

  /// 0 unassigned or private, 1 letter, 2 nonspacing or enclosing mark, 3 spacing mark, 4 number,
  /// 5 punctuation or symbol, 6 space or separator, 7 control, 8 format.
  static func category(_ name: String) throws -> UInt32 {
    switch name {
    case "Cn", "Co", "Cs", "Unassigned": 0
    case "Lu", "Ll", "Lt", "Lm", "Lo": 1
    case "Mn", "Me": 2
    case "Mc": 3
    case "Nd", "Nl", "No": 4
    case "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So": 5
    case "Zs", "Zl", "Zp": 6
    case "Cc": 7
    case "Cf": 8
    default: throw TableError.unknownValue(name, of: "General_Category")
    }
  }

  static func index(
    of name: String, in names: [String], property: String
  ) throws -> UInt32 {
    guard let index = names.firstIndex(of: name) else {
      throw TableError.unknownValue(name, of: property)
    }
    return UInt32(index)
  }
}

/// Columns of a scalar on a terminal's grid.
enum Columns {
  /// Format characters that are seen: Prepended_Concatenation_Mark.
  static let visibleFormats: Set<Int> = [
    0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
  ]
  /// Vowels and final consonants of conjoining Jamo, which stand inside the syllable's cell.
  static let trailingJamo: [ClosedRange<Int>] = [0x1160...0x11FF, 0xD7B0...0xD7FF]

  /// 0, 1 or 2, or 3 for East_Asian_Width A: one column or two as the terminal is set.
  static func of(_ scalar: Int, category: UInt32, eastAsianWidth: String) -> UInt32 {
    if visibleFormats.contains(scalar) { return 1 }
    if category == 2 || category == 7 || category == 8 { return 0 }
    if scalar == 0x2028 || scalar == 0x2029 { return 0 }
    if trailingJamo.contains(where: { $0.contains(scalar) }) { return 0 }
    switch eastAsianWidth {
    case "W", "F": return 2
    case "A": return 3
    default: return 1
    }
  }
}

func propertyRecords(of database: CharacterDatabase) throws -> [PropertyRecord] {
  let bidi = try database.values(
    of: "extracted/DerivedBidiClass.txt", missing: 0, named: PropertyRecord.bidiClass)
  let joining = try database.values(
    of: "extracted/DerivedJoiningType.txt", missing: 0, named: PropertyRecord.joiningType)
  let category = try database.values(
    of: "extracted/DerivedGeneralCategory.txt", missing: 0, named: PropertyRecord.category)
  let width = try database.values(of: "EastAsianWidth.txt", missing: "N") { $0 }
  let glyphs = try bracketsAndMirrors(of: database)
  let lineBreak = try lineBreakClasses(of: database)
  let grapheme = try GraphemeClass.all(of: database)
  return (0..<CharacterDatabase.scalarCount).map { scalar in
    let columns = Columns.of(scalar, category: category[scalar], eastAsianWidth: width[scalar])
    let isEastAsian: UInt32 = ["F", "W", "H"].contains(width[scalar]) ? 1 : 0
    var bits = bidi[scalar] | joining[scalar] << 5 | columns << 8 | category[scalar] << 10
    bits |= glyphs[scalar] << 14 | lineBreak[scalar].rawValue << 17 | isEastAsian << 23
    bits |= grapheme[scalar] << 24
    return PropertyRecord(bits: bits)
  }
}

/// Bidi_Paired_Bracket_Type in bits 0–1, a mirrored glyph 2.
private func bracketsAndMirrors(of database: CharacterDatabase) throws -> [UInt32] {
  var bits = [UInt32](repeating: 0, count: CharacterDatabase.scalarCount)
  for row in try database.rows(of: "BidiBrackets.txt") {
    guard let scalar = Int(row[0], radix: 16) else { throw TableError.unreadable(row[0]) }
    bits[scalar] |= row[2] == "o" ? 1 : row[2] == "c" ? 2 : 0
  }
  for row in try database.rows(of: "BidiMirroring.txt") {
    guard let scalar = Int(row[0], radix: 16) else { throw TableError.unreadable(row[0]) }
    bits[scalar] |= 4
  }
  return bits
}
