import Testing
import Typesetting

/// The conformance files of UAX #14 and UAX #29, whole.
@Suite struct `Segmentation conformance` {
  @Test func `every case of LineBreakTest is broken as it says`() throws {
    let cases = try run("auxiliary/LineBreakTest.txt", lineBreakOpportunities)
    #expect(cases == 19_338)
    print("LineBreakTest 17.0.0: \(cases) cases")
  }

  @Test func `every case of GraphemeBreakTest is parted as it says`() throws {
    let cases = try run("auxiliary/GraphemeBreakTest.txt", graphemeClusterStarts)
    #expect(cases == 766)
    print("GraphemeBreakTest 17.0.0: \(cases) cases")
  }

  /// Compares what `boundaries` finds inside each text with the `÷` of the file; the number of cases.
  private func run(_ file: String, _ boundaries: (String) -> [Int]) throws -> Int {
    var reader = ByteReader(try UnicodeFiles.property("17.0.0/\(file)"))
    var failures = Failures()
    var cases = 0
    while let line = reader.nextLine() {
      var text = String.UnicodeScalarView()
      var expected: [Int] = []
      for word in reader.words(of: reader.fields(of: line)[0]) {
        if reader.bytes[word].starts(with: "÷".utf8) {
          expected.append(String(text).utf8.count)
        } else if !reader.bytes[word].starts(with: "×".utf8) {
          text.append(try #require(Unicode.Scalar(reader.hexadecimal(word))))
        }
      }
      guard !text.isEmpty else { continue }
      cases += 1
      let inside = 1..<String(text).utf8.count
      let found = boundaries(String(text)).filter(inside.contains)
      if found != expected.filter(inside.contains) {
        failures.add("\(reader.text(line)): \(found)")
      }
    }
    #expect(failures.count == 0, "\(failures.summary)")
    return cases
  }
}
