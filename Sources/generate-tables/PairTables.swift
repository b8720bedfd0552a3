/// The tables of mirrored glyphs and paired brackets, sorted by scalar.
func mirroringTable(of database: CharacterDatabase) throws -> SwiftTable {
  let pairs = try database.rows(of: "BidiMirroring.txt").map { row in
    guard let scalar = UInt32(row[0], radix: 16), let glyph = UInt32(row[1], radix: 16) else {
      throw TableError.unreadable(row.joined(separator: ";"))
    }
    return (scalar: scalar, glyph: glyph)
  }.sorted { $0.scalar < $1.scalar }
  var table = SwiftTable(
    of: "MirroringTable", from: ["17.0.0/BidiMirroring.txt"],
    summary: "Bidi_Mirroring_Glyph: of U+0000…00FF, itself where there is none; and the scalars in "
      + "order, and the glyph of each.")
  var latin = (0..<256).map { UInt8($0) }
  for pair in pairs where pair.scalar < 256 { latin[Int(pair.scalar)] = UInt8(pair.glyph) }
  table.add("latin", latin)
  table.add("scalars", pairs.map(\.scalar))
  table.add("glyphs", pairs.map(\.glyph))
  return table
}

func bracketTable(of database: CharacterDatabase) throws -> SwiftTable {
  let pairs = try database.rows(of: "BidiBrackets.txt").compactMap { row in
    guard let scalar = UInt32(row[0], radix: 16), let other = UInt32(row[1], radix: 16) else {
      throw TableError.unreadable(row.joined(separator: ";"))
    }
    return row[2] == "n" ? nil : (scalar: scalar, closing: row[2] == "o" ? other : scalar)
  }.sorted { $0.scalar < $1.scalar }
  var table = SwiftTable(
    of: "BracketTable", from: ["17.0.0/BidiBrackets.txt", "15.0.0/UnicodeData.txt"],
    summary: "Bidi_Paired_Bracket: the scalars in order, and the canonical closing bracket of each."
  )
  table.add("scalars", pairs.map(\.scalar))
  table.add("closing", pairs.map { canonicalBracket($0.closing) })
  return table
}

/// BD14, BD15: brackets match up to canonical equivalence, which touches one pair only.
private func canonicalBracket(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x2329: 0x3008
  case 0x232A: 0x3009
  default: scalar
  }
}

/// What the Hebrew and Arabic presentation forms stand for: for U+FB1D…FEFF the place and length of
/// the letters in one pool. Decompositions never change between versions of Unicode.
func presentationFormTable(of older: CharacterDatabase) throws -> SwiftTable {
  let first = 0xFB1D
  var places = [UInt16](repeating: 0, count: 0xFF00 - first)
  var letters: [UInt16] = []
  for row in try older.rows(of: "UnicodeData.txt") {
    guard let scalar = Int(row[0], radix: 16), (first..<0xFF00).contains(scalar) else { continue }
    guard !row[5].hasPrefix("<vertical"), !row[5].hasPrefix("<small") else { continue }
    let expansion = row[5].split(separator: " ").compactMap { UInt16($0, radix: 16) }
    places[scalar - first] = UInt16(letters.count) << 5 | UInt16(expansion.count)
    letters += expansion
  }
  var table = SwiftTable(
    of: "PresentationFormTable", from: ["15.0.0/UnicodeData.txt"],
    summary: "Compatibility decompositions of U+FB1D…FEFF: start in `letters` << 5 | length.")
  table.add("places", places)
  table.add("letters", letters)
  return table
}

/// The presentation forms of U+0600…06FF: isolated, final, initial and medial of each letter, 0 where
/// there is none. U+FE80 is left out: the hamza itself is as good.
func joiningFormTable(of older: CharacterDatabase) throws -> SwiftTable {
  let kinds = ["<isolated>", "<final>", "<initial>", "<medial>"]
  var forms = [UInt16](repeating: 0, count: 4 * 256)
  for row in try older.rows(of: "UnicodeData.txt") {
    guard let form = UInt16(row[0], radix: 16), form != 0xFE80 else { continue }
    let parts = row[5].split(separator: " ")
    guard parts.count == 2, let kind = kinds.firstIndex(of: String(parts[0])),
      let letter = Int(parts[1], radix: 16), (0x600..<0x700).contains(letter)
    else { continue }
    forms[4 * (letter - 0x600) + kind] = form
  }
  var table = SwiftTable(
    of: "JoiningFormTable", from: ["15.0.0/UnicodeData.txt"],
    summary: "Isolated, final, initial and medial form of U+0600…06FF, 0 where there is none.")
  table.add("forms", forms)
  return table
}
