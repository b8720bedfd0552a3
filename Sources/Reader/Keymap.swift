package import Typesetting

/// Which key does what: the command table with the user's changes, for one interface direction.
package struct Keymap: Sendable {
  package let direction: Direction
  private var keys: [Command: [KeyName]]
  private var commands: [Chord: Command] = [:]

  private struct Chord: Hashable {
    var key: Key
    var place: UInt8
  }

  /// The command table, with the keys in `rebound` in place of the default ones.
  package init(direction: Direction, rebound: [Command: [KeyName]] = [:]) {
    self.direction = direction
    keys = Dictionary(
      uniqueKeysWithValues: Binding.table.map { ($0.command, rebound[$0.command] ?? $0.keys) })
    // What the person bound wins over the defaults of other commands.
    let ordered =
      Binding.table.filter { rebound[$0.command] != nil }
      + Binding.table.filter { rebound[$0.command] == nil }
    for binding in ordered {
      for name in keys[binding.command] ?? [] {
        guard let key = key(for: name) else { continue }
        for place in [Binding.Places.list, .article, .found] where binding.places.contains(place) {
          let chord = Chord(key: key, place: place.rawValue)
          if commands[chord] == nil { commands[chord] = binding.command }
        }
      }
    }
  }

  /// The keys of a command as help shows them.
  package func labels(of command: Command) -> [String] {
    (keys[command] ?? []).map { $0.label(direction) }
  }

  /// The key shown in hints.
  package func hint(_ command: Command) -> String { labels(of: command).first ?? "" }

  /// What `key` means at `place`: the Latin key in the same place of `layout` or, failing that, the
  /// character as typed. While the layout is only `assumed`, ASCII characters are taken as typed first.
  package func command(
    for key: Key, at place: Binding.Places, layout: KeyboardLayout, assumed: Bool = false
  ) -> Command? {
    guard case .character(let scalar) = key else { return lookUp(key, place) }
    if digit(of: scalar) != nil, place != .list { return .jump }
    for reading in readings(of: scalar, layout, assumed: assumed) {
      if let command = lookUp(.character(reading), place) { return command }
    }
    return nil
  }

  /// The Latin keys `scalar` may stand for, the likeliest first.
  private func readings(
    of scalar: Unicode.Scalar, _ layout: KeyboardLayout, assumed: Bool
  ) -> [Unicode.Scalar] {
    let latin = layout.latinKey(of: scalar).map { [$0] } ?? []
    guard scalar.isASCII else {
      return latin + [scalar] + KeyboardLayout.allCases.compactMap { $0.latinKey(of: scalar) }
    }
    // On another layout `]` may be the key of `D`: that meaning goes first, the plain one after; but `/`,
    // which the Arabic one has on the key of `L`, is what everybody presses to search.
    let isPlain = assumed || layout == .arabic && scalar == "/"
    return isPlain ? [scalar] + latin : latin + [scalar]
  }

  private func lookUp(_ key: Key, _ place: Binding.Places) -> Command? {
    if place.contains(.found),
      let command = commands[Chord(key: key, place: Binding.Places.found.rawValue)]
    {
      return command
    }
    let base = place.contains(.list) ? Binding.Places.list : .article
    return commands[Chord(key: key, place: base.rawValue)]
  }

  private func key(for name: KeyName) -> Key? {
    switch name.value {
    case .key(let key): key
    case .ahead: direction == .rightToLeft ? .left : .right
    case .behind: direction == .rightToLeft ? .right : .left
    case .digit: nil
    }
  }
}

/// The value of a digit 1–9 of any of the three sets, nil for anything else.
package func digit(of scalar: Unicode.Scalar) -> Int? {
  for zero in [0x30, 0x660, 0x6F0] as [UInt32]
  where (zero + 1...zero + 9).contains(scalar.value) {
    return Int(scalar.value - zero)
  }
  return nil
}
