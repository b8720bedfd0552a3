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
  /// NI of UAX #9: B, S, WS, ON and the isolate controls.
  var isNeutralOrIsolate: Bool { rawValue >= 10 && rawValue <= 13 || rawValue >= 19 }
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
}
