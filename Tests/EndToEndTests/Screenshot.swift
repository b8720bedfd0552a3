import Foundation

/// What a terminal shows, row by row as it stands there.
struct Screenshot: Equatable {
  let text: String

  init(_ text: String) { self.text = text }

  var rows: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The rows as a reader of Arabic reads them.
  var readings: [String] { rows.map(reading(_:)) }

  /// Whether some row says so, in either direction.
  func reads(_ text: String) -> Bool {
    rows.contains { $0.contains(text) || reading($0).contains(text) }
  }

  /// The selected rows: those with an edge at the leading side.
  var selected: [String] {
    rows.filter {
      $0.hasSuffix("▐") || $0.contains("▐│") || $0.contains("▐ │") || $0.hasPrefix("▌")
        || $0.contains("│▌")
    }
    .map(reading(_:))
  }

  /// Letters as Unicode keeps them, without the forms that joining gave them; the row stays as it is.
  var unjoinedRows: [String] { rows.map(unjoined(_:)) }
}

/// A row read from the right, words and numbers of other scripts from the left.
func reading(_ row: String) -> String {
  var read = String.UnicodeScalarView()
  var foreign: [Unicode.Scalar] = []
  for scalar in row.unicodeScalars.reversed() {
    if isLatinOrDigit(scalar) {
      foreign.append(scalar)
      continue
    }
    read.append(contentsOf: foreign.reversed())
    foreign = []
    read.append(contentsOf: letters(of: mirrored(scalar)))
  }
  read.append(contentsOf: foreign.reversed())
  return String(read)
}

/// Brackets are turned when they are drawn from the right.
private func mirrored(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "«": "»", "»": "«", "(": ")", ")": "(", "[": "]", "]": "[", "<": ">", ">": "<",
  ]
  return pairs[scalar] ?? scalar
}

private func isLatinOrDigit(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.numericType == .decimal
    || scalar.properties.isAlphabetic && scalar.value < 0x250
}

/// The row with letters in place of their presentation forms; lam-alef comes out in visual order.
func unjoined(_ row: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in row.unicodeScalars { result.append(contentsOf: letters(of: scalar).reversed()) }
  return String(result)
}

private func letters(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  guard (0xFB50...0xFDFF).contains(scalar.value) || (0xFE70...0xFEFC).contains(scalar.value) else {
    return [scalar]
  }
  return Array(String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars)
}
