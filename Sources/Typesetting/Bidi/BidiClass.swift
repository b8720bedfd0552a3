/// Bidi_Class (UAX #9, table 4). The raw values are those of ``PropertyTable``.
struct BidiClass: Hashable {
  let rawValue: UInt8

  static let l = BidiClass(rawValue: 0)
  static let r = BidiClass(rawValue: 1)
  static let al = BidiClass(rawValue: 2)
  static let en = BidiClass(rawValue: 3)
  static let es = BidiClass(rawValue: 4)
  static let et = BidiClass(rawValue: 5)
  static let an = BidiClass(rawValue: 6)
  static let cs = BidiClass(rawValue: 7)
  static let nsm = BidiClass(rawValue: 8)
  static let bn = BidiClass(rawValue: 9)
  static let b = BidiClass(rawValue: 10)
  static let s = BidiClass(rawValue: 11)
  static let ws = BidiClass(rawValue: 12)
  static let on = BidiClass(rawValue: 13)
  static let lre = BidiClass(rawValue: 14)
  static let lro = BidiClass(rawValue: 15)
  static let rle = BidiClass(rawValue: 16)
  static let rlo = BidiClass(rawValue: 17)
  static let pdf = BidiClass(rawValue: 18)
  static let lri = BidiClass(rawValue: 19)
  static let rli = BidiClass(rawValue: 20)
  static let fsi = BidiClass(rawValue: 21)
  static let pdi = BidiClass(rawValue: 22)

  var isStrong: Bool { rawValue <= 2 }
  var isIsolateInitiator: Bool { rawValue >= 19 && rawValue <= 21 }
  var isIsolateControl: Bool { rawValue >= 19 }
  /// What X9 removes: embeddings, overrides, PDF and boundary neutrals.
  var isRemoved: Bool { self == .bn || rawValue >= 14 && rawValue <= 18 }
  var mask: UInt32 { 1 &<< UInt32(rawValue) }
}

/// Sets of classes, a bit for each raw value.
enum BidiClassMask {
  /// LRE … PDI: what makes the explicit rules X1–X8 necessary.
  static let explicit: UInt32 = 0x7F_C000
  /// R, AL, AN: what can raise a level in a left-to-right paragraph without explicit controls.
  static let rightToLeft: UInt32 = 1 << 1 | 1 << 2 | 1 << 6
  /// L, EN, AN: what can raise a level in a right-to-left paragraph without explicit controls.
  static let leftToRight: UInt32 = 1 << 0 | 1 << 3 | 1 << 6
  /// B, BN and the explicit controls: whose level is not simply the current one (X2–X8).
  static let levelSetting: UInt32 = explicit | 1 << 9 | 1 << 10
  /// What X9 removes.
  static let removed: UInt32 = 1 << 9 | 0x7_C000
  /// What L1 puts back at the end of a line: WS, B, S and the isolate controls, and what is removed.
  static let atLineEnd: UInt32 = 1 << 10 | 1 << 11 | 1 << 12 | 0x78_0000 | removed
}

/// A Bidi_Class with what rule N0 has to know besides, in one byte: what the resolver keeps of every
/// character.
struct BidiType: Equatable {
  var rawValue: UInt8

  @inline(__always)
  init(rawValue: UInt8) { self.rawValue = rawValue }

  @inline(__always)
  init(_ bidiClass: BidiClass) { rawValue = bidiClass.rawValue }

  /// The class in the low five bits, the two bits of Bidi_Paired_Bracket_Type above them.
  @inline(__always)
  init(_ properties: Properties) {
    let bits = properties.bits
    rawValue = UInt8(truncatingIfNeeded: bits & 31 | bits &>> 9 & 0x60)
  }

  /// How many values there are, used or not.
  static let count = 128

  /// A bracket that N0 has given a direction.
  init(decidedBracket direction: Direction) { rawValue = 0x60 | direction.rawValue }

  @inline(__always) var bidiClass: BidiClass { BidiClass(rawValue: rawValue & 31) }
  /// Opening or closing, and not decided by N0.
  @inline(__always) var isBracket: Bool { isOpeningBracket || isClosingBracket }
  @inline(__always) var isOpeningBracket: Bool { rawValue & 0x60 == 0x20 }
  @inline(__always) var isClosingBracket: Bool { rawValue & 0x60 == 0x40 }
  var isDecidedBracket: Bool { rawValue & 0x60 == 0x60 }
  @inline(__always) var isRemoved: Bool {
    BidiClassMask.removed &>> UInt32(rawValue & 31) & 1 != 0
  }
  /// What L1 puts back at the end of a line.
  @inline(__always) var isAtLineEnd: Bool {
    BidiClassMask.atLineEnd &>> UInt32(rawValue & 31) & 1 != 0
  }
  /// Only what is ON by itself can have a mirrored glyph.
  @inline(__always) var mayBeMirrored: Bool { rawValue >= BidiClass.on.rawValue }

  /// Whether any of eight types in a row may be mirrored. No type has its highest bit set, so that
  /// an addition sets it for those that are large enough.
  @inline(__always)
  static func mayBeMirrored(anyOfEightAt types: UnsafePointer<UInt8>) -> Bool {
    let eight = UnsafeRawPointer(types).loadUnaligned(as: UInt64.self)
    let addend = 0x0101_0101_0101_0101 * UInt64(0x80 - BidiClass.on.rawValue)
    return (eight &+ addend) & 0x8080_8080_8080_8080 != 0
  }
}
