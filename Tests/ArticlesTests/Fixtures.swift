import Articles
import FoundationEssentials

/// The bytes of a file under `Fixtures`.
func fixture(_ name: String) throws -> [UInt8] {
  let tests = URL(filePath: #filePath).deletingLastPathComponent()
  return try [UInt8](Data(contentsOf: tests.appending(path: "Fixtures/\(name)")))
}

/// The lines of a fixture in UTF-8, without their line breaks.
func fixtureLines(_ name: String) throws -> [String] {
  String(decoding: try fixture(name), as: UTF8.self)
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// A fixture read as the program reads a file, saved on 8 December 2024 at noon.
func reading(of name: String) throws -> Reading {
  articles(
    in: try fixture(name), named: name, modified: ArticleDate(iso8601: "2024-12-08T12:00"))
}

func reading(text: String) -> Reading {
  articles(in: Array(text.utf8), named: "page.txt", modified: ArticleDate(iso8601: "2024-12-08"))
}

extension Article {
  func texts(_ kind: Block.Kind) -> [String] {
    blocks.filter { $0.kind == kind }.map(\.text)
  }

  var paragraphs: [String] { texts(.paragraph) }

  var kinds: [Block.Kind] { blocks.map(\.kind) }
}
