/// All properties of one scalar packed in 32 bits, as `Typesetting.Properties` unpacks them:
/// Bidi_Class in bits 0–4, Joining_Type 5–7, columns 8–9, category 10–13, bracket type 14–15,
/// Bidi_Mirrored with a glyph 16.
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

  private static func index(
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

  static func of(_ scalar: Int, category: UInt32, isWide: Bool) -> UInt32 {
    if visibleFormats.contains(scalar) { return 1 }
    if category == 2 || category == 7 || category == 8 { return 0 }
    if scalar == 0x2028 || scalar == 0x2029 { return 0 }
    if trailingJamo.contains(where: { $0.contains(scalar) }) { return 0 }
    return isWide ? 2 : 1
  }
}

func propertyRecords(of database: CharacterDatabase) throws -> [PropertyRecord] {
  let bidi = try database.values(
    of: "extracted/DerivedBidiClass.txt", missing: 0, named: PropertyRecord.bidiClass)
  let joining = try database.values(
    of: "extracted/DerivedJoiningType.txt", missing: 0, named: PropertyRecord.joiningType)
  let category = try database.values(
    of: "extracted/DerivedGeneralCategory.txt", missing: 0, named: PropertyRecord.category)
  let isWide = try database.values(of: "EastAsianWidth.txt", missing: false) {
    $0 == "W" || $0 == "F"
  }
  var bracket = [UInt32](repeating: 0, count: CharacterDatabase.scalarCount)
  for row in try database.rows(of: "BidiBrackets.txt") {
    guard let scalar = Int(row[0], radix: 16) else { throw TableError.unreadable(row[0]) }
    bracket[scalar] = row[2] == "o" ? 1 : row[2] == "c" ? 2 : 0
  }
  var mirrored = [UInt32](repeating: 0, count: CharacterDatabase.scalarCount)
  for row in try database.rows(of: "BidiMirroring.txt") {
    guard let scalar = Int(row[0], radix: 16) else { throw TableError.unreadable(row[0]) }
    mirrored[scalar] = 1
  }
  return (0..<CharacterDatabase.scalarCount).map { scalar in
    let columns = Columns.of(scalar, category: category[scalar], isWide: isWide[scalar])
    var bits = bidi[scalar] | joining[scalar] << 5 | columns << 8
    bits |= category[scalar] << 10 | bracket[scalar] << 14 | mirrored[scalar] << 16
    return PropertyRecord(bits: bits)
  }
}
