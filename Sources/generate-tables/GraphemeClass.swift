/// Grapheme_Cluster_Break and the two properties its rules need (UAX #29).
enum GraphemeClass {
  static let breaks = [
    "Other", "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend",
    "SpacingMark", "L", "V", "T", "LV", "LVT",
  ]
  static let conjunctBreaks = ["None", "Linker", "Consonant", "Extend"]

  /// Grapheme_Cluster_Break in bits 0–3, Extended_Pictographic 4, Indic_Conjunct_Break 5–6.
  static func all(of database: CharacterDatabase) throws -> [UInt32] {
    let segments = try database.values(
      of: "auxiliary/GraphemeBreakProperty.txt", missing: 0
    ) { try PropertyRecord.index(of: $0, in: breaks, property: "Grapheme_Cluster_Break") }
    let conjuncts = try database.values(of: "DerivedCoreProperties.txt", named: "InCB", missing: 0)
    {
      try PropertyRecord.index(of: $0, in: conjunctBreaks, property: "Indic_Conjunct_Break")
    }
    let isPictographic = try extendedPictographic(of: database)
    return segments.indices.map { scalar in
      segments[scalar] | (isPictographic[scalar] ? 16 : 0) | conjuncts[scalar] << 5
    }
  }
}

func extendedPictographic(of database: CharacterDatabase) throws -> [Bool] {
  try database.values(of: "emoji/emoji-data.txt", named: "Extended_Pictographic")
}
