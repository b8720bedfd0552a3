/// Line_Break after LB1 (UAX #14), with the classes parted that a rule looks into. The raw values are
/// those of ``PropertyTable``.
struct LineBreakClass: Hashable {
  let rawValue: UInt8

  static let al = LineBreakClass(rawValue: 0)
  static let hl = LineBreakClass(rawValue: 1)
  static let nu = LineBreakClass(rawValue: 2)
  static let sp = LineBreakClass(rawValue: 3)
  static let cm = LineBreakClass(rawValue: 4)
  static let zwj = LineBreakClass(rawValue: 5)
  /// QU that is neither Pi nor Pf.
  static let qu = LineBreakClass(rawValue: 6)
  /// QU & Pi.
  static let quInitial = LineBreakClass(rawValue: 7)
  /// QU & Pf.
  static let quFinal = LineBreakClass(rawValue: 8)
  static let op = LineBreakClass(rawValue: 9)
  static let cl = LineBreakClass(rawValue: 10)
  static let cp = LineBreakClass(rawValue: 11)
  static let ex = LineBreakClass(rawValue: 12)
  static let sy = LineBreakClass(rawValue: 13)
  static let `is` = LineBreakClass(rawValue: 14)
  static let ba = LineBreakClass(rawValue: 15)
  static let hh = LineBreakClass(rawValue: 16)
  static let hy = LineBreakClass(rawValue: 17)
  static let gl = LineBreakClass(rawValue: 18)
  static let wj = LineBreakClass(rawValue: 19)
  static let zw = LineBreakClass(rawValue: 20)
  static let ns = LineBreakClass(rawValue: 21)
  static let b2 = LineBreakClass(rawValue: 22)
  static let bb = LineBreakClass(rawValue: 23)
  static let cb = LineBreakClass(rawValue: 24)
  static let `in` = LineBreakClass(rawValue: 25)
  static let po = LineBreakClass(rawValue: 26)
  static let pr = LineBreakClass(rawValue: 27)
  static let id = LineBreakClass(rawValue: 28)
  /// ID that is Extended_Pictographic and unassigned.
  static let idUnassigned = LineBreakClass(rawValue: 29)
  static let eb = LineBreakClass(rawValue: 30)
  static let em = LineBreakClass(rawValue: 31)
  static let ri = LineBreakClass(rawValue: 32)
  static let jl = LineBreakClass(rawValue: 33)
  static let jv = LineBreakClass(rawValue: 34)
  static let jt = LineBreakClass(rawValue: 35)
  static let h2 = LineBreakClass(rawValue: 36)
  static let h3 = LineBreakClass(rawValue: 37)
  static let ak = LineBreakClass(rawValue: 38)
  static let ap = LineBreakClass(rawValue: 39)
  static let `as` = LineBreakClass(rawValue: 40)
  static let vf = LineBreakClass(rawValue: 41)
  static let vi = LineBreakClass(rawValue: 42)
  /// ◌ U+25CC.
  static let dottedCircle = LineBreakClass(rawValue: 43)
  static let bk = LineBreakClass(rawValue: 44)
  static let cr = LineBreakClass(rawValue: 45)
  static let lf = LineBreakClass(rawValue: 46)
  static let nl = LineBreakClass(rawValue: 47)
}
