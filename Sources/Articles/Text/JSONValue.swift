internal import FoundationEssentials

/// Any JSON: what has another type than the format says is read as far as it makes sense.
enum JSONValue: Decodable {
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])
  case nothing

  /// Brackets, braces and commas, those in texts among them: each value takes its time and memory.
  static let mostParts = 1_500_000

  /// Nil for what is no JSON or has too many parts. Commas too many, comments, and controls in texts are let
  /// pass.
  init?(_ utf8: [UInt8]) {
    guard !Self.hasTooManyParts(utf8) else { return nil }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    func value(_ utf8: [UInt8]) -> JSONValue? {
      guard let value = try? decoder.decode(JSONValue.self, from: Data(utf8)) else { return nil }
      return value
    }
    let mended = Self.mended(utf8)
    guard let found = value(mended) ?? (mended == utf8 ? nil : value(utf8)) else { return nil }
    self = found
  }

  static func hasTooManyParts(_ utf8: [UInt8]) -> Bool {
    let parts = utf8.lazy.filter {
      $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ",")
    }
    return parts.prefix(mostParts).count >= mostParts
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let object = try? container.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else if let number = try? container.decode(Int.self) {
      self = .text(String(number))
    } else if let number = try? container.decode(Double.self) {
      self = .text(String(number))
    } else {
      self = .nothing
    }
  }

  /// A text, or a number in its place; nil when empty.
  var text: String? {
    if case .text(let text) = self, !text.isEmpty { text } else { nil }
  }

  /// One value in place of a list is a list of one.
  var list: [JSONValue] {
    switch self {
    case .list(let values): values
    case .nothing: []
    case .text, .object: [self]
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }
  var isObject: Bool { if case .object = self { true } else { false } }

  subscript(name: String) -> JSONValue {
    if case .object(let values) = self { values[name] ?? .nothing } else { .nothing }
  }

  /// With the control characters and halves of surrogate pairs that JSON has no room for in its texts written
  /// as what they may be.
  private static func mended(_ utf8: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    var isInText = false
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        isInText.toggle()
        result.append(byte)
      case UInt8(ascii: "\\") where isInText && index < utf8.count:
        let unit = codeUnit(utf8, at: index)
        let isPair =
          unit.map { 0xD800..<0xDC00 ~= $0 } == true && utf8[(index + 5)...].first == byte
          && codeUnit(utf8, at: index + 6).map { 0xDC00..<0xE000 ~= $0 } == true
        let isHalf = unit.map { 0xD800..<0xE000 ~= $0 } == true && !isPair
        if isHalf { result += "\\uFFFD".utf8 }
        let length = isPair ? 11 : unit == nil ? 1 : 5
        if !isHalf, unit != 0 { result += utf8[(index - 1)..<(index + length)] }
        index += length
      case 0x0A where isInText: result += "\\n".utf8
      case 0x00..<0x20 where isInText: result.append(0x20)
      default: result.append(byte)
      }
    }
    return result
  }

  /// Of `uXXXX`.
  private static func codeUnit(_ utf8: [UInt8], at index: Int) -> UInt16? {
    guard index + 5 <= utf8.count, utf8[index] == UInt8(ascii: "u") else { return nil }
    return UInt16(String(decoding: utf8[(index + 1)..<(index + 5)], as: UTF8.self), radix: 16)
  }
}
