/// Replaces presentation forms by letters. Runs that a PDF file stored in visual order, the first letter
/// last, are turned round before; a word that begins with a final form and ends with an initial one
/// betrays them.
func lettersInLogicalOrder(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  var result: [Unicode.Scalar] = []
  result.reserveCapacity(scalars.count + 8)
  var index = 0
  while index < scalars.count {
    guard PresentationForms.entry(scalars[index]) != nil else {
      result.append(scalars[index])
      index += 1
      continue
    }
    let end = endOfRun(in: scalars, from: index)
    let run = Array(scalars[index..<end])
    for scalar in isVisual(run) ? reversedRun(run) : run {
      result.append(contentsOf: PresentationForms.entry(scalar)?.letters ?? [scalar])
    }
    index = end
  }
  return result
}

/// A run reaches to the last presentation form before a plain Arabic letter.
private func endOfRun(in scalars: [Unicode.Scalar], from start: Int) -> Int {
  var end = start + 1
  var index = start + 1
  while index < scalars.count, !scalars[index].isArabicLetter {
    index += 1
    if PresentationForms.entry(scalars[index - 1]) != nil { end = index }
  }
  while end < index, scalars[end].isAttachedMark { end += 1 }
  return end
}

/// Compares the words that can only be in visual order with those that can only be in logical order.
private func isVisual(_ run: [Unicode.Scalar]) -> Bool {
  var visual = 0
  var logical = 0
  for word in run.split(whereSeparator: { PresentationForms.entry($0) == nil && !$0.isAttachedMark }
  ) {
    let forms = word.compactMap { PresentationForms.entry($0)?.position }
    guard forms.count > 1, let first = forms.first, let last = forms.last else { continue }
    if (first == .final || first == .medial) && (last == .initial || last == .isolated) {
      visual += 1
    } else if (first == .initial || first == .isolated) && (last == .final || last == .medial) {
      logical += 1
    } else if first == .final || last == .initial {
      visual += 1
    }
  }
  return visual > logical
}

/// The run in reading order: letters from the end, numbers and Latin words as they stand, brackets
/// mirrored, marks behind their letters.
private func reversedRun(_ run: [Unicode.Scalar]) -> [Unicode.Scalar] {
  // In a run that begins with a mark the marks were reversed along with the letters.
  let marksStandFirst = run.first?.isAttachedMark ?? false
  var result: [Unicode.Scalar] = []
  var index = run.count
  while index > 0 {
    var start = index - 1
    if isLeftToRight(run[start]) {
      start = startOfLeftToRight(in: run, endingAt: start)
      result.append(contentsOf: run[start..<index])
    } else if marksStandFirst {
      result.append(mirrored(run[start]))
    } else {
      while start > 0, run[start].isAttachedMark { start -= 1 }
      result.append(mirrored(run[start]))
      result.append(contentsOf: run[(start + 1)..<index])
    }
    index = start
  }
  return result
}

private func isLeftToRight(_ scalar: Unicode.Scalar) -> Bool {
  scalar.digitValue != nil || (scalar.properties.isAlphabetic && scalar.value < 0x0590)
}

/// Numbers and Latin words keep the blanks and the punctuation between them.
private func startOfLeftToRight(in run: [Unicode.Scalar], endingAt end: Int) -> Int {
  var start = end
  var index = end
  while index > 0 {
    let previous = run[index - 1]
    if isLeftToRight(previous) {
      start = index - 1
    } else if PresentationForms.entry(previous) != nil || index < start - 1 {
      break
    }
    index -= 1
  }
  return start
}

private func mirrored(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "(": ")"
  case ")": "("
  case "[": "]"
  case "]": "["
  case "«": "»"
  case "»": "«"
  default: scalar
  }
}
