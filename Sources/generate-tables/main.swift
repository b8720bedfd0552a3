import Foundation

// Called as `generate-tables <UCD directory> <output directory>`.
guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(
    Data("usage: generate-tables <UCD directory> <output directory>\n".utf8))
  exit(64)
}
let directory = CommandLine.arguments[1]
let output = CommandLine.arguments[2]
let database = CharacterDatabase(directory: directory)
let older = CharacterDatabase(directory: "\(directory)/../15.0.0")

do {
  let trie = try PropertyTrie(propertyRecords(of: database))
  var properties = SwiftTable(
    of: "PropertyTable",
    from: [
      "17.0.0/extracted/DerivedBidiClass.txt", "DerivedJoiningType.txt",
      "DerivedGeneralCategory.txt", "17.0.0/EastAsianWidth.txt", "BidiBrackets.txt",
      "BidiMirroring.txt", "LineBreak.txt", "DerivedCoreProperties.txt",
      "17.0.0/auxiliary/GraphemeBreakProperty.txt", "17.0.0/emoji/emoji-data.txt",
    ],
    summary: "Scalar to record number to packed record, see ``Properties``.")
  properties.add("flat", trie.flat, hexadecimal: false)
  properties.add("basicIndex", trie.basic.index, hexadecimal: false)
  properties.add("basicBlocks", trie.basic.packedBlocks)
  properties.add("supplementaryIndex", trie.supplementary.index, hexadecimal: false)
  properties.add("supplementaryBlocks", trie.supplementary.packedBlocks)
  properties.add("records", trie.records)

  let tables = [
    ("PropertyTable", properties),
    ("LineBreakTable", try lineBreakTable(of: trie.records.map(PropertyRecord.init(bits:)))),
    ("MirroringTable", try mirroringTable(of: database)),
    ("BracketTable", try bracketTable(of: database)),
    ("JoiningFormTable", try joiningFormTable(of: older)),
    ("FoldTable", try FoldTable(database, older: older).table()),
    ("PresentationFormTable", try presentationFormTable(of: older)),
  ]
  for (name, table) in tables {
    try table.finished.write(
      toFile: "\(output)/\(name).swift", atomically: true, encoding: .utf8)
  }
} catch {
  FileHandle.standardError.write(Data("generate-tables: \(error)\n".utf8))
  exit(65)
}
