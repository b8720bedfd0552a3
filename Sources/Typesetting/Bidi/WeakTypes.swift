extension IsolatingRunSequence {
  /// W1–W7.
  mutating func resolveWeakTypes() {
    resolveMarksAndDigits()
    resolveSeparators()
  }

  /// W1, W2 and W3 in one pass.
  private mutating func resolveMarksAndDigits() {
    var previous = start
    var lastStrong = start
    for i in classes.indices {
      var current = classes[i]
      if current == .nsm { current = previous.isIsolateControl ? .on : previous }
      previous = current
      switch current {
      case .l, .r: lastStrong = current
      case .al:
        lastStrong = .al
        current = .r
      case .en where lastStrong == .al: current = .an
      default: break
      }
      classes[i] = current
    }
  }

  /// W4–W7 in one pass. `before` is the class of the previous character as W4 sees it, before W5
  /// and W7 changed it.
  private mutating func resolveSeparators() {
    var before = start
    var lastStrong = start
    var i = 0
    while i < classes.count {
      let current = classes[i]
      switch current {
      case .l, .r: lastStrong = current
      case .en: classes[i] = number(after: lastStrong)
      case .es, .cs:
        guard joinsNumbers(current, at: i, before: before) else {
          classes[i] = .on
          break
        }
        classes[i] = before == .en ? number(after: lastStrong) : .an
      case .et:
        i = resolveTerminators(from: i, before: before, lastStrong: lastStrong)
        before = .et
        continue
      default: break
      }
      before = current
      i += 1
    }
  }

  /// W7.
  private func number(after lastStrong: BidiClass) -> BidiClass {
    lastStrong == .l ? .l : .en
  }

  /// W4: a single separator between two numbers of one kind.
  private func joinsNumbers(_ separator: BidiClass, at index: Int, before: BidiClass) -> Bool {
    guard index + 1 < classes.count, classes[index + 1] == before else { return false }
    return before == .en || before == .an && separator == .cs
  }

  /// W5 and W6 for the terminators from `first` on; returns where they end.
  private mutating func resolveTerminators(
    from first: Int, before: BidiClass, lastStrong: BidiClass
  ) -> Int {
    var end = first
    while end < classes.count, classes[end] == .et { end += 1 }
    let touchesNumber = before == .en || end < classes.count && classes[end] == .en
    let resolved = touchesNumber ? number(after: lastStrong) : .on
    for i in first..<end { classes[i] = resolved }
    return end
  }
}
