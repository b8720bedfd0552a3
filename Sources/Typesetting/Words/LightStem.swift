/// Removes the article, و and the commonest endings of a folded Arabic word by light10 (Larkey,
/// Ballesteros and Connell): one prefix, then each ending once, always leaving two letters (three
/// after a bare و). Words of other scripts come back unchanged.
package func lightStem(_ folded: String) -> String {
  let bytes = Array(folded.utf8)[...]
  let range = stemRange(of: bytes)
  return range.count == bytes.count ? folded : String(decoding: bytes[range], as: UTF8.self)
}

/// The stem within the UTF-8 of a folded word.
func stemRange(of word: ArraySlice<UInt8>) -> Range<Int> {
  guard word.count % 2 == 0, word.allSatisfy(isArabicByte) else { return word.indices }
  var range = word.indices
  for prefix in lightPrefixes where word[range].starts(with: prefix) {
    let kept = (range.count - prefix.count) / 2
    guard kept >= (prefix.count == 2 ? 3 : 2) else { continue }
    range.removeFirst(prefix.count)
    break
  }
  for suffix in lightSuffixes where range.count >= suffix.count + 4 {
    if word[range.upperBound - suffix.count..<range.upperBound].elementsEqual(suffix) {
      range.removeLast(suffix.count)
    }
  }
  return range
}

/// A byte of the two-byte sequences U+0600…06FF: a lead D8…DB or a tail 80…BF.
private func isArabicByte(_ byte: UInt8) -> Bool {
  byte >= 0xD8 && byte <= 0xDB || byte & 0xC0 == 0x80
}

private let lightPrefixes = ["ال", "وال", "بال", "كال", "فال", "لل", "و"].map { Array($0.utf8) }
private let lightSuffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"].map { Array($0.utf8) }
