extension IsolatingRunSequence {
  /// N1 and N2: a stretch of neutrals takes the direction on both its sides, otherwise the
  /// embedding direction.
  mutating func resolveNeutralTypes() {
    var before = start
    var i = 0
    while i < classes.count {
      guard classes[i].isNeutralOrIsolate else {
        before = classes[i] == .l ? .l : .r
        i += 1
        continue
      }
      var next = i + 1
      while next < classes.count, classes[next].isNeutralOrIsolate { next += 1 }
      let after: BidiClass = next == classes.count ? end : classes[next] == .l ? .l : .r
      let resolved = before == after ? before : embedding
      while i < next {
        classes[i] = resolved
        i += 1
      }
    }
  }
}
