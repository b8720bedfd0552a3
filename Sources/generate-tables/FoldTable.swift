/// What search takes a scalar for: 0 parts words, 1 is dropped, anything else stands in its place.
/// U+0000…07FF and U+1E00…1EFF; the rest is rare enough to be computed.
struct FoldTable {
  private static let separator: UInt16 = 0
  private static let dropped: UInt16 = 1

  private var category: [UInt32]
  private var lowercase: [Int: Int] = [:]
  private var decomposition: [Int: [Int]] = [:]

  init(_ database: CharacterDatabase, older: CharacterDatabase) throws {
    category = try database.values(
      of: "extracted/DerivedGeneralCategory.txt", missing: 0, named: PropertyRecord.category)
    for row in try older.rows(of: "UnicodeData.txt") {
      guard let scalar = Int(row[0], radix: 16), scalar < 0x2000 else { continue }
      lowercase[scalar] = Int(row[13], radix: 16)
      if !row[5].isEmpty, !row[5].hasPrefix("<") {
        decomposition[scalar] = row[5].split(separator: " ").compactMap { Int($0, radix: 16) }
      }
    }
  }

  func table() -> SwiftTable {
    var table = SwiftTable(
      of: "FoldTable",
      from: ["17.0.0/extracted/DerivedGeneralCategory.txt", "15.0.0/UnicodeData.txt"],
      summary: "What search takes a scalar for: 0 parts words, 1 is dropped, else its stand-in.")
    table.add("flat", (0..<0x800).map(folded))
    table.add("latinExtended", (0x1E00..<0x1F00).map(folded))
    return table
  }

  private func folded(_ scalar: Int) -> UInt16 {
    if let fixed = Self.arabic[scalar] ?? Self.hebrew[scalar] { return UInt16(fixed) }
    switch scalar {
    case 0x640, 0x5F3, 0x5F4: return Self.dropped
    case 0x660...0x669: return UInt16(scalar - 0x660 + 0x30)
    case 0x6F0...0x6F9: return UInt16(scalar - 0x6F0 + 0x30)
    case 0x7A6...0x7B0: return UInt16(scalar)
    default: break
    }
    switch category[scalar] {
    case 1, 4: return UInt16(simplified(scalar))
    case 2, 8: return Self.dropped
    default: return Self.separator
    }
  }

  /// The lower-case letter without the marks it is composed with, left of the Arabic and Hebrew
  /// blocks.
  private func simplified(_ scalar: Int) -> Int {
    var letter = scalar
    while letter < 0x590 || letter >= 0x1E00, let parts = decomposition[letter] {
      guard parts.dropFirst().allSatisfy({ category[$0] == 2 }) else { break }
      letter = parts[0]
    }
    return lowercase[letter] ?? letter
  }

  private static let hebrew = [
    0x5DA: 0x5DB, 0x5DD: 0x5DE, 0x5DF: 0x5E0, 0x5E3: 0x5E4, 0x5E5: 0x5E6,
  ]

  private static let arabic: [Int: Int] = {
    let groups: [(letters: [Int], standIn: Int)] = [
      ([0x622, 0x623, 0x625, 0x671, 0x672, 0x673], 0x627),
      ([0x649, 0x6CC, 0x6CD, 0x6D0, 0x6D2, 0x6D3], 0x64A),
      ([0x629, 0x6C3, 0x6BE, 0x6C0, 0x6C1, 0x6C2, 0x6FF], 0x647),
      ([0x6A9, 0x6AA], 0x643),
    ]
    var standIns: [Int: Int] = [:]
    for group in groups {
      for letter in group.letters { standIns[letter] = group.standIn }
    }
    return standIns
  }()
}
