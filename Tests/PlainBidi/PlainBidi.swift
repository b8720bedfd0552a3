/// UAX #9 read aloud: every rule a pass of its own over the whole text, in the standard's order and
/// words, with no thought of speed. What the engine is held against where no file has the answer.
package struct PlainBidi {
  package enum Class: String, Sendable {
    case L, R, AL, EN, ES, ET, AN, CS, NSM, BN, S, WS, ON
    case LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI
  }

  /// A character as the algorithm sees it.
  package struct Character: Sendable {
    package var bidiClass: Class
    /// The bracket itself in canonical form, nil for what is none.
    package var bracket: Swift.Character?

    package init(_ bidiClass: Class, bracket: Swift.Character? = nil) {
      self.bidiClass = bidiClass
      self.bracket = bracket
    }
  }

  private let characters: [Character]
  private let base: UInt8
  private var classes: [Class]
  private var levels: [UInt8]
  /// BD9: of every isolate initiator its PDI, of every such PDI its initiator.
  private let matches: [Int: Int]

  /// The levels of one paragraph after L1, as if it were one line; nil for what X9 removes. A `base` of
  /// nil is found by P2 and P3.
  package static func levels(of characters: [Character], base: UInt8? = nil) -> [UInt8?] {
    var paragraph = PlainBidi(characters, base: base)
    paragraph.applyX1ToX8()
    for sequence in paragraph.isolatingRunSequences() {
      paragraph.resolve(sequence)
    }
    return paragraph.levelsAfterL1()
  }

  private init(_ characters: [Character], base: UInt8?) {
    let classes = characters.map(\.bidiClass)
    let matches = Self.matchIsolates(classes)
    self.characters = characters
    self.classes = classes
    self.matches = matches
    let level = base ?? Self.firstStrong(classes[...], matches) ?? 0
    self.base = level
    levels = [UInt8](repeating: level, count: characters.count)
  }

  private static func isInitiator(_ c: Class) -> Bool { c == .LRI || c == .RLI || c == .FSI }
  private static func isRemoved(_ c: Class) -> Bool {
    [.LRE, .RLE, .LRO, .RLO, .PDF, .BN].contains(c)
  }

  private static func matchIsolates(_ classes: [Class]) -> [Int: Int] {
    var matches: [Int: Int] = [:]
    var open: [Int] = []
    for (i, c) in classes.enumerated() {
      if isInitiator(c) { open.append(i) }
      if c == .PDI, let initiator = open.popLast() {
        matches[initiator] = i
        matches[i] = initiator
      }
    }
    return matches
  }

  // MARK: P2, P3

  /// The level of the first strong character that stands in no isolate.
  private static func firstStrong(_ text: ArraySlice<Class>, _ matches: [Int: Int]) -> UInt8? {
    var i = text.startIndex
    while i < text.endIndex {
      switch text[i] {
      case .L: return 0
      case .R, .AL: return 1
      case .LRI, .RLI, .FSI:
        guard let match = matches[i], match < text.endIndex else { return nil }
        i = match
      default: break
      }
      i += 1
    }
    return nil
  }

  // MARK: X1–X8

  private struct Status {
    var level: UInt8
    var override: Class?
    var isIsolate: Bool
  }

  private mutating func applyX1ToX8() {
    var stack = [Status(level: base, override: nil, isIsolate: false)]
    var overflowIsolates = 0
    var overflowEmbeddings = 0
    var validIsolates = 0
    for i in characters.indices {
      var top: Status { stack[stack.count - 1] }
      func next(_ parity: UInt8) -> UInt8 { top.level + (top.level % 2 == parity ? 2 : 1) }
      func take() {
        levels[i] = top.level
        if let override = top.override { classes[i] = override }
      }
      switch characters[i].bidiClass {
      case .RLE, .LRE, .RLO, .LRO:
        let c = characters[i].bidiClass
        let level = next(c == .RLE || c == .RLO ? 1 : 0)
        if level <= 125, overflowIsolates == 0, overflowEmbeddings == 0 {
          let override: Class? = c == .RLO ? .R : c == .LRO ? .L : nil
          stack.append(Status(level: level, override: override, isIsolate: false))
        } else if overflowIsolates == 0 {
          overflowEmbeddings += 1
        }
      case .RLI, .LRI, .FSI:
        var isRightToLeft = characters[i].bidiClass == .RLI
        if characters[i].bidiClass == .FSI {
          let end = matches[i] ?? characters.count
          let inside = characters[(i + 1)..<end].map(\.bidiClass)
          let shifted = Self.matchIsolates(inside)
          isRightToLeft = Self.firstStrong(inside[...], shifted) == 1
        }
        take()
        let level = next(isRightToLeft ? 1 : 0)
        if level <= 125, overflowIsolates == 0, overflowEmbeddings == 0 {
          validIsolates += 1
          stack.append(Status(level: level, override: nil, isIsolate: true))
        } else {
          overflowIsolates += 1
        }
      case .PDI:
        if overflowIsolates > 0 {
          overflowIsolates -= 1
        } else if validIsolates > 0 {
          overflowEmbeddings = 0
          while !top.isIsolate { stack.removeLast() }
          stack.removeLast()
          validIsolates -= 1
        }
        take()
      case .PDF:
        if overflowIsolates > 0 { break }
        if overflowEmbeddings > 0 {
          overflowEmbeddings -= 1
        } else if !top.isIsolate, stack.count >= 2 {
          stack.removeLast()
        }
      case .BN: break
      default: take()
      }
    }
  }

  // MARK: X9, X10

  private struct Sequence {
    var indices: [Int]
    var sos: Class
    var eos: Class
  }

  private func isolatingRunSequences() -> [Sequence] {
    var runs: [[Int]] = []
    for i in characters.indices where !Self.isRemoved(characters[i].bidiClass) {
      if let last = runs.last?.last, levels[last] == levels[i] {
        runs[runs.count - 1].append(i)
      } else {
        runs.append([i])
      }
    }
    var runOf: [Int: Int] = [:]
    for (number, run) in runs.enumerated() { run.forEach { runOf[$0] = number } }
    return runs.compactMap { first in
      if characters[first[0]].bidiClass == .PDI, matches[first[0]] != nil { return nil }
      var indices = first
      while let last = indices.last, Self.isInitiator(characters[last].bidiClass),
        let match = matches[last], let run = runOf[match]
      {
        indices += runs[run]
      }
      return sequence(indices)
    }
  }

  private func sequence(_ indices: [Int]) -> Sequence {
    let level = levels[indices[0]]
    let last = indices[indices.count - 1]
    let kept = characters.indices.filter { !Self.isRemoved(characters[$0].bidiClass) }
    let before = kept.last { $0 < indices[0] }.map { levels[$0] } ?? base
    var after = kept.first { $0 > last }.map { levels[$0] } ?? base
    if Self.isInitiator(characters[last].bidiClass), matches[last] == nil { after = base }
    return Sequence(
      indices: indices, sos: max(before, level) % 2 == 0 ? .L : .R,
      eos: max(after, level) % 2 == 0 ? .L : .R)
  }

  private mutating func resolve(_ sequence: Sequence) {
    let level = levels[sequence.indices[0]]
    var types = sequence.indices.map { classes[$0] }
    resolveWeak(&types, sequence)
    resolveBrackets(&types, sequence, embedding: level % 2 == 0 ? .L : .R)
    resolveNeutral(&types, sequence, embedding: level % 2 == 0 ? .L : .R)
    for (type, index) in zip(types, sequence.indices) {
      // I1, I2.
      switch (type, level % 2) {
      case (.R, 0), (.L, 1), (.EN, 1), (.AN, 1): levels[index] = level + 1
      case (.EN, 0), (.AN, 0): levels[index] = level + 2
      default: break
      }
    }
  }

  // MARK: W1–W7

  private func resolveWeak(_ types: inout [Class], _ sequence: Sequence) {
    func before(_ i: Int, _ types: [Class]) -> Class { i == 0 ? sequence.sos : types[i - 1] }
    // W1.
    for i in types.indices where types[i] == .NSM {
      let previous = before(i, types)
      types[i] = Self.isInitiator(previous) || previous == .PDI ? .ON : previous
    }
    // W2.
    for i in types.indices where types[i] == .EN {
      let strong = types[..<i].last { $0 == .L || $0 == .R || $0 == .AL } ?? sequence.sos
      if strong == .AL { types[i] = .AN }
    }
    // W3.
    for i in types.indices where types[i] == .AL { types[i] = .R }
    // W4.
    for i in types.indices.dropLast() where i > 0 {
      let (left, right) = (types[i - 1], types[i + 1])
      if types[i] == .ES || types[i] == .CS, left == .EN, right == .EN { types[i] = .EN }
      if types[i] == .CS, left == .AN, right == .AN { types[i] = .AN }
    }
    // W5.
    var i = 0
    while i < types.count {
      let end = types[i...].firstIndex { $0 != .ET } ?? types.count
      if end > i {
        let touches = i > 0 && types[i - 1] == .EN || end < types.count && types[end] == .EN
        if touches { for k in i..<end { types[k] = .EN } }
      }
      i = max(end, i + 1)
    }
    // W6.
    for i in types.indices where [.ES, .ET, .CS].contains(types[i]) { types[i] = .ON }
    // W7.
    for i in types.indices where types[i] == .EN {
      let strong = types[..<i].last { $0 == .L || $0 == .R } ?? sequence.sos
      if strong == .L { types[i] = .L }
    }
  }

  // MARK: N0–N2

  private static let closingOf: [Swift.Character: Swift.Character] = [
    "(": ")", "[": "]", "{": "}", "\u{3008}": "\u{3009}",
  ]

  /// BD16; none at all when more than 63 are open.
  private func pairs(_ types: [Class], _ sequence: Sequence) -> [(Int, Int)] {
    var stack: [(closing: Swift.Character, index: Int)] = []
    var pairs: [(Int, Int)] = []
    for (i, index) in sequence.indices.enumerated() where types[i] == .ON {
      guard let bracket = characters[index].bracket, classes[index] == .ON else { continue }
      if let closing = Self.closingOf[bracket] {
        if stack.count == 63 { return [] }
        stack.append((closing, i))
      } else if let match = stack.lastIndex(where: { $0.closing == bracket }) {
        pairs.append((stack[match].index, i))
        stack.removeSubrange(match...)
      }
    }
    return pairs.sorted { $0.0 < $1.0 }
  }

  private static func strong(_ type: Class) -> Class? {
    switch type {
    case .L: .L
    case .R, .EN, .AN: .R
    default: nil
    }
  }

  private func resolveBrackets(
    _ types: inout [Class], _ sequence: Sequence, embedding: Class
  ) {
    for (opening, closing) in pairs(types, sequence) {
      let inside = types[(opening + 1)..<closing].compactMap(Self.strong)
      var direction: Class?
      if inside.contains(embedding) {
        direction = embedding
      } else if !inside.isEmpty {
        direction = types[..<opening].reversed().lazy.compactMap(Self.strong).first ?? sequence.sos
      }
      guard let direction else { continue }
      for bracket in [opening, closing] {
        types[bracket] = direction
        var mark = bracket + 1
        while mark < types.count, classes[sequence.indices[mark]] == .NSM {
          types[mark] = direction
          mark += 1
        }
      }
    }
  }

  private func resolveNeutral(
    _ types: inout [Class], _ sequence: Sequence, embedding: Class
  ) {
    var i = 0
    while i < types.count {
      let end = types[i...].firstIndex { Self.strong($0) != nil } ?? types.count
      if end > i {
        let before = i == 0 ? sequence.sos : Self.strong(types[i - 1])
        let after = end == types.count ? sequence.eos : Self.strong(types[end])
        for k in i..<end { types[k] = before == after ? before ?? embedding : embedding }
      }
      i = max(end, i + 1)
    }
  }

  // MARK: L1

  private func levelsAfterL1() -> [UInt8?] {
    var result: [UInt8?] = levels
    var resets = true
    for i in characters.indices.reversed() {
      let c = characters[i].bidiClass
      if Self.isRemoved(c) {
        result[i] = nil
      } else if c == .S {
        result[i] = base
        resets = true
      } else if c == .WS || Self.isInitiator(c) || c == .PDI {
        if resets { result[i] = base }
      } else {
        resets = false
      }
    }
    return result
  }
}
