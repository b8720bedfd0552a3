internal import FoundationEssentials

/// What an address in a document means: without blanks around it and, when it is relative, as seen from
/// `base` (RFC 3986 §5). Nil for an empty one.
func resolved(_ address: String?, against base: String?) -> String? {
  guard let address else { return nil }
  let plain = cleaned(address)
  guard !plain.isEmpty, plain.utf8.count <= 8_192 else { return nil }
  guard !hasScheme(plain), let base, !base.isEmpty else { return plain }
  guard let root = URL(string: base), let url = URL(string: plain, relativeTo: root) else {
    return plain
  }
  return url.absoluteString
}

/// `scheme:` at the beginning (RFC 3986 §3.1).
func hasScheme(_ address: String) -> Bool {
  let scheme = address.utf8.prefix { $0 != UInt8(ascii: ":") }
  guard scheme.count < address.utf8.count, let first = scheme.first, isLetter(first) else {
    return false
  }
  return scheme.allSatisfy { byte in
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// Whether a browser would open the address as a page.
func isWebAddress(_ address: String) -> Bool {
  let scheme = address.prefix { $0 != ":" }.lowercasedASCII
  return (scheme == "http" || scheme == "https") && address.utf8.count > scheme.utf8.count + 3
}
