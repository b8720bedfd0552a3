/// The directional status stack and the counters of rules X1–X8.
struct ExplicitLevels {
  private struct Status {
    var level: UInt8
    /// L or R while an override is open, ON otherwise.
    var override: BidiClass
    var isIsolate: Bool
  }

  private let base: UInt8
  private var stack: [Status]
  private var overflowIsolates = 0
  private var overflowEmbeddings = 0
  private var validIsolates = 0

  /// X1.
  init(base: UInt8) {
    self.base = base
    stack = [Status(level: base, override: .on, isIsolate: false)]
  }

  /// X2–X6a and X8 for the next character.
  ///
  /// - Parameters:
  ///   - bidiClass: its class, LRI or RLI in the place of FSI; an override changes it.
  ///   - original: its class as the scalar has it.
  ///   - level: left alone for what X9 removes.
  mutating func apply(
    to bidiClass: inout BidiClass, original: BidiClass, level: inout UInt8
  ) {
    switch bidiClass {
    case .rle, .lre: embed(rightToLeft: bidiClass == .rle, override: .on)
    case .rlo: embed(rightToLeft: true, override: .r)
    case .lro: embed(rightToLeft: false, override: .l)
    case .rli, .lri:
      let opensRightToLeft = bidiClass == .rli
      set(&bidiClass, &level)
      isolate(rightToLeft: opensRightToLeft)
    case .pdi:
      closeIsolate()
      set(&bidiClass, &level)
    case .pdf: closeEmbedding()
    case .b: level = base
    case .bn: break
    default: set(&bidiClass, &level)
    }
  }

  /// X5a, X5b, X6: the current level, and the override if one is open.
  private func set(_ bidiClass: inout BidiClass, _ level: inout UInt8) {
    let top = stack[stack.count - 1]
    level = top.level
    if top.override != .on { bidiClass = top.override }
  }

  /// The least level above the current one with the parity of the direction.
  private func nextLevel(rightToLeft: Bool) -> UInt8 {
    let level = stack[stack.count - 1].level
    return rightToLeft ? (level + 1) | 1 : (level + 2) & ~1
  }

  /// X2–X5.
  private mutating func embed(rightToLeft: Bool, override: BidiClass) {
    let level = nextLevel(rightToLeft: rightToLeft)
    if level <= BidiResolver.maxDepth, overflowIsolates == 0, overflowEmbeddings == 0 {
      stack.append(Status(level: level, override: override, isIsolate: false))
    } else if overflowIsolates == 0 {
      overflowEmbeddings += 1
    }
  }

  /// X5a, X5b.
  private mutating func isolate(rightToLeft: Bool) {
    let level = nextLevel(rightToLeft: rightToLeft)
    if level <= BidiResolver.maxDepth, overflowIsolates == 0, overflowEmbeddings == 0 {
      validIsolates += 1
      stack.append(Status(level: level, override: .on, isIsolate: true))
    } else {
      overflowIsolates += 1
    }
  }

  /// X6a.
  private mutating func closeIsolate() {
    if overflowIsolates > 0 {
      overflowIsolates -= 1
    } else if validIsolates > 0 {
      overflowEmbeddings = 0
      while !stack[stack.count - 1].isIsolate { stack.removeLast() }
      stack.removeLast()
      validIsolates -= 1
    }
  }

  /// X7.
  private mutating func closeEmbedding() {
    if overflowIsolates > 0 { return }
    if overflowEmbeddings > 0 {
      overflowEmbeddings -= 1
    } else if !stack[stack.count - 1].isIsolate, stack.count >= 2 {
      stack.removeLast()
    }
  }
}
