/// Grapheme_Cluster_Break (UAX #29, table 2). The raw values are those of ``PropertyTable``.
struct GraphemeBreak: Hashable {
  let rawValue: UInt8

  static let other = GraphemeBreak(rawValue: 0)
  static let cr = GraphemeBreak(rawValue: 1)
  static let lf = GraphemeBreak(rawValue: 2)
  static let control = GraphemeBreak(rawValue: 3)
  static let extend = GraphemeBreak(rawValue: 4)
  static let zwj = GraphemeBreak(rawValue: 5)
  static let regionalIndicator = GraphemeBreak(rawValue: 6)
  static let prepend = GraphemeBreak(rawValue: 7)
  static let spacingMark = GraphemeBreak(rawValue: 8)
  static let l = GraphemeBreak(rawValue: 9)
  static let v = GraphemeBreak(rawValue: 10)
  static let t = GraphemeBreak(rawValue: 11)
  static let lv = GraphemeBreak(rawValue: 12)
  static let lvt = GraphemeBreak(rawValue: 13)

  /// Control, CR or LF.
  var isControl: Bool { self == .control || self == .cr || self == .lf }
}

/// Indic_Conjunct_Break (GB9c).
struct ConjunctBreak: Hashable {
  let rawValue: UInt8

  static let none = ConjunctBreak(rawValue: 0)
  static let linker = ConjunctBreak(rawValue: 1)
  static let consonant = ConjunctBreak(rawValue: 2)
  static let extend = ConjunctBreak(rawValue: 3)
}
