/// Tashkeel, Quranic annotation and Hebrew points: the marks a reader may hide. Hamza and madda
/// above or below a letter are part of it and stay.
func isTashkeel(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x0610...0x061A, 0x064B...0x0652, 0x0656...0x065F, 0x0670, 0x06D6...0x06ED, 0x0897...0x089F,
    0x08CA...0x08FF, 0x0591...0x05C7, 0xFB1E:
    true
  default: false
  }
}

/// Marks that choose or separate and show nothing themselves: variation selectors and the combining
/// grapheme joiner.
func isInvisibleMark(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x034F, 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
  default: false
  }
}

/// What spells the name of a region behind U+1F3F4 (UTS #51, emoji tag sequences).
func isTag(_ scalar: UInt32) -> Bool { (0xE0020...0xE007F).contains(scalar) }

/// Emoji_Modifier.
func isSkinTone(_ scalar: UInt32) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar) }

/// What U+20E3 makes a keycap of.
func isKeycapBase(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x23, 0x2A, 0x30...0x39: true
  default: false
  }
}

/// The syllable that conjoining Jamo make with what stands before them (Unicode chapter 3.12).
func composedSyllable(_ base: UInt32, _ jamo: UInt32) -> UInt32? {
  switch (base, jamo) {
  case (0x1100...0x1112, 0x1161...0x1175):
    return 0xAC00 + ((base - 0x1100) * 21 + jamo - 0x1161) * 28
  case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (base - 0xAC00) % 28 == 0:
    return base + jamo - 0x11A7
  default: return nil
  }
}

/// The letter a mark makes with its base by canonical composition; Arabic hamza and madda only.
func composed(_ base: UInt32, _ mark: UInt32) -> UInt32? {
  switch (base, mark) {
  case (0x0627, 0x0653): 0x0622
  case (0x0627, 0x0654): 0x0623
  case (0x0627, 0x0655): 0x0625
  case (0x0648, 0x0654): 0x0624
  case (0x064A, 0x0654): 0x0626
  case (0x06D5, 0x0654): 0x06C0
  case (0x06C1, 0x0654): 0x06C2
  case (0x06D2, 0x0654): 0x06D3
  default: nil
  }
}

/// Modifier combining marks of UTR #53.
private func isModifier(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x0654, 0x0655, 0x0658, 0x06DC, 0x06E3, 0x06E7, 0x06E8, 0x08CA, 0x08CB, 0x08CD...0x08CF,
    0x08D3, 0x08F3:
    true
  default: false
  }
}

private func combiningClass(_ scalar: UInt32) -> UInt8 {
  Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? .max
}

/// Puts the marks of an Arabic letter in rendering order (UTR #53): by combining class, but shadda
/// first, and before it the modifiers that begin the marks below or above, those below before those above.
/// Marks of one class keep their order.
func sortForRendering(_ marks: inout SIMD4<UInt32>) {
  guard marks[1] != 0 else { return }
  var ranks = SIMD4<UInt8>(repeating: .max)
  for i in 0..<4 where marks[i] != 0 { ranks[i] = combiningClass(marks[i]) }
  sort(&marks, by: &ranks)
  for (below, rank) in [(220, 0), (230, 1)] as [(UInt8, UInt8)] {
    guard let first = (0..<4).first(where: { marks[$0] != 0 && ranks[$0] == below }) else {
      continue
    }
    for i in first..<4 where ranks[i] == below {
      guard isModifier(marks[i]) else { break }
      ranks[i] = rank
    }
  }
  for i in 0..<4 where marks[i] == 0x0651 { ranks[i] = 2 }
  sort(&marks, by: &ranks)
}

/// A stable sort of four; unused places, which are 0, stay at the end.
private func sort(_ marks: inout SIMD4<UInt32>, by ranks: inout SIMD4<UInt8>) {
  for i in 1..<4 where marks[i] != 0 {
    var k = i
    while k > 0, ranks[k] < ranks[k - 1] {
      (marks[k], marks[k - 1]) = (marks[k - 1], marks[k])
      (ranks[k], ranks[k - 1]) = (ranks[k - 1], ranks[k])
      k -= 1
    }
  }
}
