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

/// Rendering order of Arabic marks (UTR #53): modifier combining marks, shadda, then the rest by
/// combining class. A lower number goes nearer to the base.
private func renderingRank(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x0655, 0x06E3, 0x08CD...0x08CF, 0x08D3: return 0
  case 0x0654, 0x0658, 0x06DC, 0x06E7, 0x06E8, 0x08CA, 0x08CB, 0x08F3: return 1
  case 0x0651: return 2
  default:
    guard let scalar = Unicode.Scalar(scalar) else { return 0x100 }
    return 3 + UInt32(scalar.properties.canonicalCombiningClass.rawValue)
  }
}

/// Sorts the marks of an Arabic letter into rendering order; equal ranks keep their order.
func sortForRendering(_ marks: inout SIMD4<UInt32>) {
  guard marks[1] != 0 else { return }
  for i in 1..<4 where marks[i] != 0 {
    var k = i
    while k > 0, renderingRank(marks[k]) < renderingRank(marks[k - 1]) {
      let mark = marks[k]
      marks[k] = marks[k - 1]
      marks[k - 1] = mark
      k -= 1
    }
  }
}
