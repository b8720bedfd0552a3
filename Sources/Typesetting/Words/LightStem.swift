/// Removes the article, و and the commonest endings of a folded Arabic word by light10 (Larkey,
/// Ballesteros and Connell): one prefix, then each ending once, always leaving two letters (three
/// after a bare و). Two affixes more were measured better: the prefix ولل, and the final alef, which
/// is tanwin's seat, from what has three letters without it. Hamza leaves no trace, since many type
/// none: ؤ counts as و, ئ as ي, both before و as another one, and ء is dropped where three letters are
/// left. Words of other scripts come back unchanged.
package func lightStem(_ folded: String) -> String {
  withBareWord(folded) { bare in
    String(decoding: isArabic(bare) ? bare[stemRange(of: bare)] : bare[...], as: UTF8.self)
  }
}

/// A folded word without hamza and without what ``lightStem(_:)`` takes off its front: what the stems
/// of all words that begin with it begin with.
package func beginningOfStem(of folded: String) -> String {
  withBareWord(folded) { bare in
    let start = bare.count >= 6 && isArabic(bare) ? prefixLength(of: bare) : 0
    return String(decoding: bare[start...], as: UTF8.self)
  }
}

private func withBareWord(
  _ folded: String, _ body: (UnsafeBufferPointer<UInt8>) -> String
) -> String {
  var folded = folded
  var bare = LetterBuffer()
  defer { bare.deallocate() }
  folded.withUTF8 { word in removeHamza(word, into: &bare) }
  return body(bare.bytes)
}

/// A letter of the two-byte sequences U+0600…06FF.
private typealias Letter = UInt16

private let alef: Letter = 0xD8A7
private let beh: Letter = 0xD8A8
private let teh: Letter = 0xD8AA
private let feh: Letter = 0xD981
private let kaf: Letter = 0xD983
private let lam: Letter = 0xD984
private let noon: Letter = 0xD986
private let heh: Letter = 0xD987
private let waw: Letter = 0xD988
private let yeh: Letter = 0xD98A

/// Copies a folded word, with the seats of hamza in the place of hamza.
func removeHamza(_ word: UnsafeBufferPointer<UInt8>, into bare: inout LetterBuffer) {
  bare.removeAll()
  let isArabic = isArabic(word)
  var left = word.count
  var reader = UTF8Reader(word)
  while !reader.isAtEnd {
    let scalar = reader.next()
    // Egypt writes مسئول and رءوس where others write مسؤول and رؤوس.
    let isSeatOfWaw =
      scalar == 0x624 || (scalar == 0x626 || scalar == 0x621) && reader.peek() == 0x648
    switch scalar {
    case _ where isSeatOfWaw && isArabic: bare.append(0x648)
    case 0x626 where isArabic: bare.append(0x64A)
    case 0x621 where isArabic && left >= 8: left -= 2
    default: bare.append(scalar)
    }
  }
}

/// The stem within a folded word of Arabic letters without hamza.
func stemRange(of word: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  guard word.count >= 6 else { return word.indices }
  let start = prefixLength(of: word)
  var end = word.count
  for index in lightEndings.indices where end - start >= 8 {
    let (first, second) = lightEndings[index]
    if letter(word, end - 4) == first, letter(word, end - 2) == second { end -= 4 }
  }
  if end - start >= 6, letter(word, end - 2) == heh { end -= 2 }
  if end - start >= 6, letter(word, end - 2) == yeh { end -= 2 }
  if end - start >= 8, letter(word, end - 2) == alef { end -= 2 }
  return start..<end
}

/// Bytes of the one prefix to be taken off.
private func prefixLength(of word: UnsafeBufferPointer<UInt8>) -> Int {
  let first = letter(word, 0)
  let second = letter(word, 2)
  if first == alef || first == lam, second == lam, word.count >= 8 { return 4 }
  if word.count >= 10, letter(word, 4) == lam {
    let takesArticle = first == waw || first == beh || first == kaf || first == feh
    if takesArticle && second == alef || first == waw && second == lam { return 6 }
  }
  return first == waw && word.count >= 8 ? 2 : 0
}

/// ها ان ات ون ين يه
private let lightEndings: InlineArray<6, (Letter, Letter)> = [
  (heh, alef), (alef, noon), (alef, teh), (waw, noon), (yeh, noon), (yeh, heh),
]

@inline(__always)
private func letter(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Letter {
  Letter(word[index]) << 8 | Letter(word[index + 1])
}

/// Whether all letters are of U+0600…06FF: leads D8…DB and their tails.
private func isArabic(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
  word.count % 2 == 0 && word.allSatisfy { $0 & 0xC0 == 0x80 || $0 & 0xFC == 0xD8 }
}
