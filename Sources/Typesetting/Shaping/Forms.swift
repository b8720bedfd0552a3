/// Where a letter stands in its joined group (Unicode chapter 9.2). The raw value is the column of
/// ``JoiningFormTable``.
enum Form: Int {
  case isolated, final, initial, medial
}

/// The isolated lam-alef ligature; its final form is the next scalar. Nil for an alef that forms
/// none.
func lamAlef(_ alef: UInt32) -> UInt32? {
  switch alef {
  case 0x0622: 0xFEF5
  case 0x0623: 0xFEF7
  case 0x0625: 0xFEF9
  case 0x0627: 0xFEFB
  default: nil
  }
}

/// A form borrowed for display: a presentation form and up to two marks.
struct Fallback {
  var base: UInt32
  var marks: (UInt32, UInt32) = (0, 0)
}

/// What stands in for a letter without presentation forms of its own: the same skeleton with the
/// same dots, or a skeleton with a combining mark. Nil shows the letter as it is.
func fallback(for letter: UInt32, _ form: Form) -> Fallback? {
  guard form != .isolated, let row = fallbackRow(letter) else { return nil }
  let base =
    switch form {
    case .isolated: UInt32(0)
    case .final: row.final
    case .initial: row.initial
    case .medial: row.medial
    }
  return base == 0 ? nil : Fallback(base: base, marks: row.marks)
}

private struct FallbackRow {
  var final: UInt32
  var initial: UInt32
  var medial: UInt32
  var marks: (UInt32, UInt32)

  init(
    _ final: UInt32, _ initial: UInt32 = 0, _ medial: UInt32 = 0,
    marks: (UInt32, UInt32) = (0, 0)
  ) {
    self.final = final
    self.initial = initial
    self.medial = medial
    self.marks = marks
  }
}

private func fallbackRow(_ letter: UInt32) -> FallbackRow? {
  switch letter {
  case 0x0620: FallbackRow(0xFEF0, 0xFBE8, 0xFBE9, marks: (0x0325, 0))
  case 0x066E: FallbackRow(0, 0xFBE8, 0xFBE9)
  case 0x067C: FallbackRow(0xFE96, 0xFE97, 0xFE98, marks: (0x0325, 0))
  case 0x067D: FallbackRow(0xFE9A, 0xFE9B, 0xFE9C)
  case 0x0681: FallbackRow(0xFEA2, 0xFEA3, 0xFEA4, marks: (0x0654, 0))
  case 0x0685: FallbackRow(0xFEA2, 0xFEA3, 0xFEA4, marks: (0x06DB, 0))
  case 0x0689: FallbackRow(0xFEAA, marks: (0x0325, 0))
  case 0x068A: FallbackRow(0xFEAA, marks: (0x065C, 0))
  case 0x068F: FallbackRow(0xFB87)
  case 0x0693: FallbackRow(0xFEAE, marks: (0x0325, 0))
  case 0x0695: FallbackRow(0xFEAE, marks: (0x032C, 0))
  case 0x0696: FallbackRow(0xFEB0, marks: (0x065C, 0))
  case 0x0699: FallbackRow(0xFB8D)
  case 0x069A: FallbackRow(0xFEB2, 0xFEB3, 0xFEB4, marks: (0x065C, 0x06EC))
  case 0x06A7: FallbackRow(0xFED6, 0xFED3, 0xFED4)
  case 0x06A8: FallbackRow(0xFED6, 0xFB6C, 0xFB6D)
  case 0x06AA: FallbackRow(0xFEDA, 0xFEDB, 0xFEDC)
  case 0x06AB: FallbackRow(0xFB93, 0xFB94, 0xFB95)
  case 0x06B5: FallbackRow(0xFEDE, 0xFEDF, 0xFEE0, marks: (0x065A, 0))
  case 0x06BA: FallbackRow(0xFB9F, 0xFBE8, 0xFBE9)
  case 0x06BC: FallbackRow(0xFEE6, 0xFEE7, 0xFEE8, marks: (0x0325, 0))
  case 0x06C2: FallbackRow(0xFBA7, 0xFBA8, 0xFBA9, marks: (0x0654, 0))
  case 0x06C3: FallbackRow(0xFE94)
  case 0x06CD: FallbackRow(0xFBFD)
  case 0x06CE: FallbackRow(0xFBFD, 0xFBFE, 0xFBFF, marks: (0x065A, 0))
  case 0x06D5: FallbackRow(0xFEEA)
  case 0x0763: FallbackRow(0xFBD4, 0xFBD5, 0xFBD6)
  default: nil
  }
}
