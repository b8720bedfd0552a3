/// What Unicode says of one scalar, packed in one word of ``PropertyTable``.
struct Properties: Hashable {
  let bits: UInt32

  init(_ scalar: UInt32) {
    self.init(record: Self.recordNumber(of: scalar))
  }

  init(record: UInt8) {
    bits = PropertyTable.records[Int(record)]
  }

  var bidiClass: BidiClass { BidiClass(rawValue: UInt8(truncatingIfNeeded: bits & 31)) }
  var joining: JoiningType { JoiningType(rawValue: UInt8(truncatingIfNeeded: bits >> 5 & 7)) }
  /// Columns on a terminal's grid: 0, 1 or 2. One for East_Asian_Width A, see ``isAmbiguous``.
  var columns: UInt8 { isAmbiguous ? 1 : UInt8(truncatingIfNeeded: bits >> 8 & 3) }
  /// East_Asian_Width A of a spacing character: two columns on terminals set up so.
  var isAmbiguous: Bool { bits >> 8 & 3 == 3 }
  var category: Category { Category(rawValue: UInt8(truncatingIfNeeded: bits >> 10 & 15)) }
  var isOpeningBracket: Bool { bits >> 14 & 3 == 1 }
  var isClosingBracket: Bool { bits >> 14 & 3 == 2 }
  var isMirrored: Bool { bits >> 16 & 1 == 1 }
  var lineBreak: LineBreakClass {
    LineBreakClass(rawValue: UInt8(truncatingIfNeeded: bits >> 17 & 63))
  }
  /// East_Asian_Width F, W or H, which LB19a and LB30 ask for.
  var isEastAsian: Bool { bits >> 23 & 1 == 1 }
  var graphemeBreak: GraphemeBreak {
    GraphemeBreak(rawValue: UInt8(truncatingIfNeeded: bits >> 24 & 15))
  }
  var isExtendedPictographic: Bool { bits >> 28 & 1 == 1 }
  var conjunctBreak: ConjunctBreak {
    ConjunctBreak(rawValue: UInt8(truncatingIfNeeded: bits >> 29 & 3))
  }

  /// The bits of the three properties UAX #29 asks for; none is set for most letters.
  static let graphemeMask: UInt32 = 0x7F00_0000

  /// The scalar's record, one byte for all its properties. Scalars above U+10FFFF do not exist.
  static func recordNumber(of scalar: UInt32) -> UInt8 {
    let index = Int(scalar)
    if index < 0x800 { return PropertyTable.flat[index] }
    if index < 0x10000 {
      let at = Int(PropertyTable.basicIndex[index >> 6]) << 6 | index & 63
      return byte(at, of: PropertyTable.basicBlocks[at >> 3])
    }
    let offset = index - 0x10000
    let at = Int(PropertyTable.supplementaryIndex[offset >> 8]) << 8 | offset & 255
    return byte(at, of: PropertyTable.supplementaryBlocks[at >> 3])
  }

  private static func byte(_ at: Int, of word: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: word &>> UInt64((at & 7) << 3))
  }
}

/// General_Category, as coarse as layout needs it.
struct Category: Hashable {
  let rawValue: UInt8

  static let unassigned = Category(rawValue: 0)
  static let letter = Category(rawValue: 1)
  /// Nonspacing and enclosing marks.
  static let mark = Category(rawValue: 2)
  static let spacingMark = Category(rawValue: 3)
  static let number = Category(rawValue: 4)
  static let punctuation = Category(rawValue: 5)
  static let space = Category(rawValue: 6)
  static let control = Category(rawValue: 7)
  static let format = Category(rawValue: 8)
}

/// Joining_Type (Unicode chapter 9.2, ArabicShaping.txt).
struct JoiningType: Hashable {
  let rawValue: UInt8

  static let none = JoiningType(rawValue: 0)
  static let dual = JoiningType(rawValue: 1)
  static let right = JoiningType(rawValue: 2)
  static let left = JoiningType(rawValue: 3)
  static let causing = JoiningType(rawValue: 4)
  static let transparent = JoiningType(rawValue: 5)

  var joinsPrevious: Bool { self == .dual || self == .right || self == .causing }
  var joinsNext: Bool { self == .dual || self == .left || self == .causing }
}

/// Bidi_Mirroring_Glyph, nil when the scalar has none.
func mirroringGlyph(of scalar: UInt32) -> UInt32? {
  if scalar < 0x100 {
    let glyph = UInt32(MirroringTable.latin[Int(scalar)])
    return glyph == scalar ? nil : glyph
  }
  guard Properties(scalar).isMirrored else { return nil }
  var low = 0
  var high = MirroringTable.scalars.count
  while low < high {
    let middle = (low + high) / 2
    if MirroringTable.scalars[middle] < scalar { low = middle + 1 } else { high = middle }
  }
  guard low < MirroringTable.scalars.count, MirroringTable.scalars[low] == scalar else {
    return nil
  }
  return MirroringTable.glyphs[low]
}

/// The closing bracket of the scalar's pair in canonical form: equal for the two ends of a pair.
/// The scalar must be a paired bracket.
func bracketPair(of scalar: UInt32) -> UInt32 {
  if scalar < 0x80 { return scalar < 0x30 ? 0x29 : scalar < 0x60 ? 0x5D : 0x7D }
  var low = 0
  var high = BracketTable.scalars.count - 1
  while low < high {
    let middle = (low + high) / 2
    if BracketTable.scalars[middle] < scalar { low = middle + 1 } else { high = middle }
  }
  return BracketTable.closing[low]
}
