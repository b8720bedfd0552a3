/// Takes overrides (U+202D, U+202E) and the PDF that closes each out of a paragraph, and keeps the
/// controls inside an ``Isolate`` from reaching out of it.
///
/// In the wild they are residue of copying; a forgotten one would turn the numbers and Latin words
/// of the rest of the paragraph around.
struct OverrideFilter {
  private enum Opener { case override, embedding, isolate }

  private var open: [Opener] = []
  private var isolates = 0

  /// Isolates that were open where the present ``Isolate`` began.
  private var outerIsolates = 0

  mutating func removeAll() {
    open.removeAll(keepingCapacity: true)
    isolates = 0
    outerIsolates = 0
  }

  mutating func beginIsolate() {
    open.append(.isolate)
    outerIsolates = isolates + 1
    isolates += 1
  }

  /// How many PDIs close the isolate and all that was left open in it.
  mutating func endIsolate() -> Int {
    let count = isolates - outerIsolates + 1
    for _ in 0..<count { closeIsolate() }
    outerIsolates = 0
    return count
  }

  private mutating func closeIsolate() {
    while let top = open.popLast(), top != .isolate {}
    isolates -= 1
  }

  /// Whether the scalar stays.
  mutating func keeps(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x202A, scalar <= 0x2069 else { return true }
    switch scalar {
    case 0x202D, 0x202E:
      open.append(.override)
      return false
    case 0x202A, 0x202B:
      open.append(.embedding)
    case 0x202C:
      guard let top = open.last, top != .isolate else { return true }
      open.removeLast()
      return top != .override
    case 0x2066, 0x2067, 0x2068:
      open.append(.isolate)
      isolates += 1
    case 0x2069:
      guard isolates > outerIsolates else { return outerIsolates == 0 }
      closeIsolate()
    default: break
    }
    return true
  }
}

/// Text without controls, overrides (U+202D, U+202E) and the PDF that closes each. Tabs and line
/// breaks stay; a vertical tab, form feed, lone carriage return or U+0085 becomes a blank.
package func safeText(_ text: String) -> String {
  var safe = String.UnicodeScalarView()
  var filter = OverrideFilter()
  let scalars = text.unicodeScalars
  for index in scalars.indices {
    let scalar = scalars[index]
    if scalar == "\n" || scalar == "\u{2029}" {
      filter.removeAll()
      safe.append(scalar)
    } else if scalar == "\r", scalars[scalars.index(after: index)...].first == "\n" {
      continue
    } else if let kept = replacement(forControl: scalar.value) {
      if kept != 0, filter.keeps(kept), let kept = Unicode.Scalar(kept) { safe.append(kept) }
    } else if filter.keeps(scalar.value) {
      safe.append(scalar)
    }
  }
  return String(safe)
}

/// What a control character is taken as: itself (tab), a blank, or nothing (0). Nil for a scalar
/// that is no control.
func replacement(forControl scalar: UInt32) -> UInt32? {
  guard scalar < 0x20 || scalar >= 0x7F && scalar < 0xA0 else { return nil }
  switch scalar {
  case 0x09: return 0x09
  case 0x0A...0x0D, 0x85: return 0x20
  default: return 0
  }
}
