import Foundation
import Typesetting

/// The articles that come with Khabar, as text.
enum Edition {
  static func texts() throws -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../data/edition")
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
    .map { try String(contentsOf: $0, encoding: .utf8) }
  }

  /// The different words of Arabic script, as they are written, in the order of the alphabet.
  static func words(of texts: [String]) -> [String] {
    Set(
      texts.flatMap { text in
        let bytes = Array(text.utf8)
        return Typesetting.words(of: text).filter { isArabic($0.folded) }
          .map { String(decoding: bytes[$0.range], as: UTF8.self) }
      }
    ).sorted()
  }

  private static func isArabic(_ word: String) -> Bool {
    word.unicodeScalars.allSatisfy { (0x620...0x6D3).contains($0.value) }
  }
}

/// A way in which people write the same word.
enum Spelling: CaseIterable {
  case withoutHamza, hehForTehMarbuta, tehMarbutaForHeh, yehForAlefMaksura, alefMaksuraForYeh
  case persianLetters, presentationForms, harakat, withoutHarakat, tatweel

  func write(_ word: String, using random: inout some RandomNumberGenerator) -> String {
    let scalars = Array(word.unicodeScalars)
    switch self {
    case .withoutHamza: return replacing(scalars, ["أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا"])
    case .hehForTehMarbuta: return replacing(scalars, ["ة": "ه"])
    case .tehMarbutaForHeh: return replacing(scalars, ["ه": "ة"], onlyLast: true)
    case .yehForAlefMaksura: return replacing(scalars, ["ى": "ي"])
    case .alefMaksuraForYeh: return replacing(scalars, ["ي": "ى"], onlyLast: true)
    case .persianLetters: return replacing(scalars, ["ي": "ی", "ى": "ی", "ك": "ک"])
    case .presentationForms:
      return scalars.map { scalar in
        (Self.forms[scalar] ?? []).randomElement(using: &random) ?? String(Character(scalar))
      }.joined()
    case .harakat:
      return scalars.map { scalar in
        // Behind a form of yeh or waw a hamza above would make another letter; none of these is one.
        String(Character(scalar)) + (Self.marks.randomElement(using: &random) ?? "")
      }.joined()
    case .withoutHarakat:
      return string(scalars.filter { !(0x64B...0x652).contains($0.value) && $0.value != 0x670 })
    case .tatweel:
      return scalars.map { scalar in
        String(Character(scalar))
          + String(repeating: "ـ", count: Int.random(in: 0...2, using: &random))
      }.joined()
    }
  }

  private func replacing(
    _ scalars: [Unicode.Scalar], _ letters: [Unicode.Scalar: Unicode.Scalar], onlyLast: Bool = false
  ) -> String {
    string(
      scalars.enumerated().map { place, scalar in
        onlyLast && place != scalars.count - 1 ? scalar : letters[scalar] ?? scalar
      })
  }

  private func string(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static let marks = [
    "", "", "\u{64E}", "\u{64F}", "\u{650}", "\u{651}\u{64E}", "\u{652}", "\u{64D}",
  ]

  /// The presentation forms of each letter.
  private static let forms: [Unicode.Scalar: [String]] = {
    var forms: [Unicode.Scalar: [String]] = [:]
    for value in Array(0xFB50...0xFBB1) + Array(0xFBD3...0xFBFF) + Array(0xFE80...0xFEF4)
      as [UInt32]
    {
      guard let form = Unicode.Scalar(value) else { continue }
      let letters = String(Character(form)).precomposedStringWithCompatibilityMapping
      if let letter = letters.unicodeScalars.first, letters.unicodeScalars.count == 1 {
        forms[letter, default: []].append(String(Character(form)))
      }
    }
    return forms
  }()
}
