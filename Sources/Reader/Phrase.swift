package import Typesetting

/// The program's own words with foreign text among them: titles, names, paths. Every such field keeps an
/// order of its own and cannot change that of the words around it.
package struct Phrase: Equatable, Sendable {
  package private(set) var text = ""
  /// Where the fields stand in ``text``.
  package private(set) var fields: [Isolate] = []

  package init(_ words: String = "") { text = words }

  /// Words, and behind them a field; its direction is found by its first strong character if nil.
  package init(_ words: String = "", field: String, _ direction: Direction? = nil) {
    text = words
    append(field: field, direction)
  }

  package mutating func append(_ words: String) { text += words }

  package mutating func append(field: String, _ direction: Direction? = nil) {
    let start = text.utf8.count
    text += field
    fields.append(Isolate(start..<text.utf8.count, direction))
  }

  package mutating func append(_ phrase: Phrase) {
    let start = text.utf8.count
    text += phrase.text
    for field in phrase.fields {
      let range = start + field.range.lowerBound..<start + field.range.upperBound
      fields.append(Isolate(range, field.direction))
    }
  }
}

extension [Phrase] {
  package func joined(separator: String) -> Phrase {
    var whole = Phrase()
    for (index, phrase) in enumerated() {
      if index > 0 { whole.append(separator) }
      whole.append(phrase)
    }
    return whole
  }
}
