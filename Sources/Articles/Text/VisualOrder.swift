/// Replaces presentation forms by letters. Runs that a PDF file stored in visual order, the first letter
/// last, are turned round before; forms that only join when read from the end betray them.
func lettersInLogicalOrder(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  guard scalars.contains(where: \.isArabicLetter) else {
    return letters(ofRun: scalars)
  }
  var result: [Unicode.Scalar] = []
  result.reserveCapacity(scalars.count + 8)
  var index = 0
  while index < scalars.count {
    if PresentationForms.entry(scalars[index]) == nil {
      result.append(scalars[index])
      index += 1
    } else {
      let end = endOfRun(in: scalars, from: index)
      result += letters(ofRun: Array(scalars[index..<end]))
      index = end
    }
  }
  return result
}

private func letters(ofRun run: [Unicode.Scalar]) -> [Unicode.Scalar] {
  (isVisual(run) ? reversedRun(run) : run)
    .flatMap { PresentationForms.entry($0)?.letters ?? [$0] }
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

/// Whether its forms join better when it is read from the end.
private func isVisual(_ run: [Unicode.Scalar]) -> Bool {
  var faults = (forwards: 0, backwards: 0)
  for word in run.split(whereSeparator: {
    PresentationForms.entry($0) == nil && !$0.isAttachedMark
  }) {
    let forms = word.compactMap { PresentationForms.entry($0)?.position }
    faults.forwards += joiningFaults(forms)
    faults.backwards += joiningFaults(forms.reversed())
  }
  return faults.forwards > faults.backwards
}

/// How often a form that joins onwards meets one that does not join back, or the other way round.
private func joiningFaults(_ forms: some Sequence<PresentationForms.Position>) -> Int {
  var faults = 0
  var joinsOnwards = false
  for form in forms {
    let joinsBack = form == .medial || form == .final
    faults += joinsBack == joinsOnwards ? 0 : 1
    joinsOnwards = form == .initial || form == .medial
  }
  return faults + (joinsOnwards ? 1 : 0)
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
