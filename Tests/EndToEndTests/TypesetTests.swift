import Foundation
import Testing

@Suite struct `khabar typeset` {
  private func typeset(_ options: String, _ bytes: Data) throws -> Outcome {
    let program = try Program()
    let input = try program.folder.write(bytes, to: "text")
    return try program.shell(#""$KHABAR" typeset \#(options) < '\#(input)'"#)
  }

  @Test func `rows are filled by kashida, shaped or not`() throws {
    let line = "قال الرئيس إن الحكومة ستعلن خطة جديدة " + String(repeating: "د", count: 40) + "\n"
    let plain = try typeset("--width 40 --justify kashida", Data(line.utf8))
    #expect(plain.outputLines[0] == "ةدـيدج ةطخ نلعتــس ةموكحلا نإ سيئرلا لاق")
    let shaped = try typeset("--width 40 --justify kashida --shape", Data(line.utf8))
    #expect(shaped.outputLines[0].unicodeScalars.count == 40)
    #expect(shaped.outputLines[0].unicodeScalars.count { $0 == "\u{640}" } == 3)
    let spaces = try typeset("--width 40 --justify spaces", Data(line.utf8))
    #expect(!spaces.output.unicodeScalars.contains("\u{640}"))
    #expect(spaces.outputLines[0].unicodeScalars.count == 40)
  }

  @Test func `levels are printed line by line as in BidiTest`() throws {
    let text = "abc אבג 12\n\u{202E}ab\u{202C}\nا 12\r\n\nכ"
    let automatic = try typeset("--levels", Data(text.utf8))
    #expect(
      automatic.output == """
        {"base":0,"levels":[0,0,0,0,1,1,1,1,2,2],"order":[0,1,2,3,8,9,7,6,5,4]}
        {"base":0,"levels":[null,1,1,null],"order":[2,1]}
        {"base":1,"levels":[1,1,2,2],"order":[2,3,1,0]}
        {"base":0,"levels":[],"order":[]}
        {"base":1,"levels":[1],"order":[0]}

        """)
    let fixed = try typeset("--levels --direction rtl", Data("ab 1\n".utf8))
    #expect(fixed.output == #"{"base":1,"levels":[2,2,2,2],"order":[0,1,2,3]}"# + "\n")
  }

  @Test func `isolation, marks and borrowed forms can be switched off`() throws {
    let phone = Data("هاتف +963 11 234\u{2D}5678\n".utf8)
    #expect(try typeset("", phone).output == "+963 11 234-5678 فتاه\n")
    #expect(try typeset("--no-isolate", phone).output != "+963 11 234-5678 فتاه\n")
    #expect(try typeset("--no-marks", Data("بَ\n".utf8)).output == "ب\n")
    let letters = Data("بڨر\n".utf8)
    #expect(try typeset("--shape", letters).output == "\u{FEAE}\u{FB6D}\u{FE91}\n")
    #expect(
      try typeset("--shape --no-substitute", letters).output == "\u{FEAE}\u{6A8}\u{FE91}\n")
  }

  @Test func `bytes that are no text give rows, and no control among them`() throws {
    var random = SystemRandomNumberGenerator()
    let noise = Data((0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) })
    for bytes in [noise, Data(count: 100_000), Data([0xFF, 0xC0, 0x0A, 0xED, 0xA0, 0x80])] {
      for options in ["--width 10 --justify kashida --shape", "--levels"] {
        let outcome = try typeset(options, bytes)
        #expect(outcome.code == 0)
        let hasControls = outcome.output.unicodeScalars.contains {
          $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
        }
        #expect(!hasControls)
      }
    }
  }

  @Test func `a line of many megabytes is set in pieces and says so`() throws {
    let outcome = try typeset("--width 60", Data(String(repeating: "سلام ", count: 600_000).utf8))
    #expect(outcome.code == 0)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.hasPrefix("khabar: line 1 is longer than 2 MB"))
    #expect(outcome.output.unicodeScalars.count { $0 == "س" } == 600_000)
  }

  @Test func `a folder as input is told`() throws {
    let program = try Program()
    let outcome = try program.shell(#""$KHABAR" typeset < /"#)
    #expect(outcome.code == 66)
    #expect(outcome.errorLines == ["khabar: standard input: Is a directory"])
  }
}
