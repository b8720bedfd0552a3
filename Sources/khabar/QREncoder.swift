import CQREncode
import Reader

/// A text as a QR code, by libqrencode.
enum QREncoder {
  /// Fails when the text is longer than a code can hold (2,331 bytes at this level of correction).
  static func encode(_ text: String) throws -> QRCode {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
      throw Failure(.badInput, "the link is too long for a QR code")
    }
    defer { QRcode_free(code) }
    let side = Int(code.pointee.width)
    // The lowest bit of each byte is the module's colour.
    let modules = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
    return QRCode(side: side, modules: modules)
  }
}

/// A QR code as text: two modules a character, light modules drawn, for the usual dark terminal.
enum QRText {
  static func text(of code: QRCode) -> String {
    let quiet = 4
    let side = code.side + 2 * quiet
    let light = { (x: Int, y: Int) -> Bool in
      let (x, y) = (x - quiet, y - quiet)
      guard (0..<code.side).contains(x), (0..<code.side).contains(y) else {
        // Below the last row of an odd side there is nothing.
        return y < code.side + quiet
      }
      return !code.modules[y * code.side + x]
    }
    var text = ""
    for row in stride(from: 0, to: side, by: 2) {
      for column in 0..<side {
        switch (light(column, row), light(column, row + 1)) {
        case (true, true): text += "█"
        case (true, false): text += "▀"
        case (false, true): text += "▄"
        case (false, false): text += " "
        }
      }
      text += "\n"
    }
    return text
  }
}
