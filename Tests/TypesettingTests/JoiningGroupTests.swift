import Testing

@testable import Typesetting

@Suite struct `Joining groups` {
  private static let names: [String: JoiningGroup] = [
    "SEEN": .seenOrSad, "SAD": .seenOrSad, "TEH MARBUTA": .tehMarbuta,
    "TEH MARBUTA GOAL": .tehMarbuta, "HEH": .heh, "HEH GOAL": .heh, "KNOTTED HEH": .heh,
    "DAL": .dal, "ALEF": .alef, "TAH": .tah, "LAM": .lam, "KAF": .kaf, "GAF": .kaf,
    "SWASH KAF": .kaf, "BEH": .beh, "NOON": .beh, "AFRICAN NOON": .beh, "NYA": .beh,
    "BURUSHASKI YEH BARREE": .beh, "REH": .reh, "YEH": .yeh, "FARSI YEH": .yeh,
    "YEH WITH TAIL": .yeh, "YEH BARREE": .yeh, "WAW": .waw, "AIN": .ain, "QAF": .qafOrFeh,
    "FEH": .qafOrFeh,
  ]

  @Test func `every letter of the basic plane has the group that ArabicShaping gives it`() throws {
    var reader = ByteReader(try UnicodeFiles.property("17.0.0/ArabicShaping.txt"))
    var failures = Failures()
    var letters = 0
    while let line = reader.nextLine() {
      guard line.first.map({ reader.bytes[$0] }) != UInt8(ascii: "#") else { continue }
      let fields = reader.fields(of: line)
      guard fields.count == 4 else { continue }
      let letter = reader.hexadecimal(reader.words(of: fields[0])[0])
      // Letters beyond the basic plane have no forms in cells.
      guard letter < 0x10000 else { continue }
      let name = reader.words(of: fields[3]).map { reader.text($0) }.joined(separator: " ")
      let expected = letter == 0x640 ? .tatweel : Self.names[name] ?? .other
      letters += 1
      if JoiningGroup(letter) != expected { failures.add("\(letter): \(JoiningGroup(letter))") }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    #expect(letters > 500)
  }
}
