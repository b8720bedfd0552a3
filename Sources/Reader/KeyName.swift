package import Typesetting

/// A key as the command table and `config.toml` write it: `j`, `Ctrl-R`, `PgDn`, `Enter`.
package struct KeyName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package enum Value: Hashable, Sendable {
    case key(Key)
    /// The arrow that points the way one reads: ← in a right-to-left interface, → in the other.
    case ahead
    /// The arrow that points back: → in a right-to-left interface.
    case behind
    /// Any of 1–9 in any of the three digit sets.
    case digit
  }

  package let value: Value

  package init(_ value: Value) { self.value = value }

  /// A name from the table in this file; an unknown one stands for its first character.
  package init(stringLiteral name: String) {
    self = KeyName(parsing: name) ?? KeyName(.key(.character(name.unicodeScalars.first ?? " ")))
  }

  /// Reads a name as a person writes it; case matters for letters only. Nil when it is not a key.
  package init?(parsing name: String) {
    let lower = name.lowercased()
    if let named = Self.named[lower] {
      self = named
      return
    }
    for prefix in ["ctrl-", "ctrl+", "c-", "^"] where lower.hasPrefix(prefix) {
      let rest = lower.unicodeScalars.dropFirst(prefix.unicodeScalars.count)
      guard rest.count == 1, let letter = rest.first, ("a"..."z").contains(letter) else { continue }
      self = .control(letter)
      return
    }
    let scalars = name.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, scalar.value >= 0x20 else { return nil }
    self = KeyName(.key(.character(scalar)))
  }

  package static func control(_ letter: Unicode.Scalar) -> KeyName {
    KeyName(.key(.control(letter)))
  }
  package static let up = KeyName(.key(.up))
  package static let down = KeyName(.key(.down))
  package static let pageUp = KeyName(.key(.pageUp))
  package static let pageDown = KeyName(.key(.pageDown))
  package static let home = KeyName(.key(.home))
  package static let end = KeyName(.key(.end))
  package static let enter = KeyName(.key(.enter))
  package static let backspace = KeyName(.key(.backspace))
  package static let tab = KeyName(.key(.tab))
  package static let ahead = KeyName(.ahead)
  package static let behind = KeyName(.behind)
  package static let digit = KeyName(.digit)

  private static let named: [String: KeyName] = [
    "space": KeyName(.key(.character(" "))), "enter": .enter, "return": .enter,
    "backspace": .backspace, "tab": .tab, "up": .up, "down": .down,
    "left": KeyName(.key(.left)), "right": KeyName(.key(.right)),
    "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end,
    "esc": KeyName(.key(.escape)), "del": KeyName(.key(.delete)),
    "ahead": .ahead, "behind": .behind, "1-9": .digit,
  ]

  package var description: String { label(.leftToRight) }

  /// The name as help shows it in an interface of that direction.
  package func label(_ direction: Direction) -> String {
    switch value {
    case .ahead: direction == .rightToLeft ? "←" : "→"
    case .behind: direction == .rightToLeft ? "→" : "←"
    case .digit: "1-9"
    case .key(.character(" ")): "Space"
    case .key(.character(let scalar)): String(Character(scalar))
    case .key(.control(let letter)): "Ctrl-" + String(Character(letter)).uppercased()
    case .key(.up): "↑"
    case .key(.down): "↓"
    case .key(.left): "←"
    case .key(.right): "→"
    case .key(let key): Self.named.first { $0.value.value == .key(key) }?.key.capitalized ?? "?"
    }
  }
}

extension String {
  fileprivate var capitalized: String {
    switch self {
    case "pgup": "PgUp"
    case "pgdn": "PgDn"
    case "return": "Enter"
    default: prefix(1).uppercased() + dropFirst()
    }
  }
}
