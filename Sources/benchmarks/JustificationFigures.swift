import Foundation
import Typesetting

/// How the rows of real articles are filled at several widths, and whether every tatweel stands where one
/// may.
struct JustificationFigures {
  private let columns: Int
  /// Rows that are not the last of their paragraph and miss no more than justification mends.
  private var rows = 0
  private var missing = 0
  private var whole = 0
  private var withOne = 0
  private var withTwo = 0
  private var withSpaces = 0
  private var ragged = 0
  private var tatweels = 0
  private var faults: [String] = []

  private init(columns: Int) { self.columns = columns }

  /// Reads every `.jsonl` file of a folder, also compressed by xz, or one such file.
  ///
  /// - Returns: the exit code; 1 when a tatweel stands in a forbidden place.
  static func print(path: String, columns: [Int]) -> Int32 {
    let bodies = Self.bodies(at: path)
    guard !bodies.isEmpty else {
      Swift.print("benchmarks: no articles in \(path); it should be a folder of JSON Lines")
      return 66
    }
    var table = Table(
      "\(grouped(bodies.count)) articles; rows that are not the last of their paragraph",
      columns: [
        "rows", "missing", "tatweels", "full", "one a word", "two a word", "and spaces", "ragged",
        "forbidden",
      ])
    var faults = 0
    for width in columns.isEmpty ? [40, 50, 60, 72, 100] : columns {
      var figures = JustificationFigures(columns: width)
      for body in bodies { figures.add(body) }
      table.add("\(width) columns", figures.cells)
      figures.faults.prefix(5).forEach { Swift.print($0) }
      faults += figures.faults.count
    }
    table.print()
    Swift.print(
      "full: nothing was missing; then, cumulatively: closed by at most one tatweel a word, by at most "
        + "two, by spaces as well")
    return faults == 0 ? 0 : 1
  }

  private static func bodies(at path: String) -> [String] {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
    let paths = isFolder.boolValue ? names.map { path + "/" + $0 } : [path]
    let decoder = JSONDecoder()
    return paths.filter { $0.hasSuffix(".jsonl") || $0.hasSuffix(".jsonl.xz") }.flatMap {
      contents(of: $0).split(separator: 0x0A)
        .compactMap { try? decoder.decode(NewsItem.self, from: $0).body }
    }
  }

  private static func contents(of path: String) -> Data {
    guard path.hasSuffix(".xz") else { return FileManager.default.contents(atPath: path) ?? Data() }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xz", "-dc", "--", path]
    process.standardOutput = output
    guard (try? process.run()) != nil else { return Data() }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  private mutating func add(_ body: String) {
    let setting = Setting(direction: .fixed(.rightToLeft), justification: .kashida)
    for paragraph in body.split(separator: "\n") {
      let lines = typeset(String(paragraph), columns: columns, setting: setting)
      let check = KashidaCheck(paragraph)
      for line in lines.dropLast() {
        add(line)
        for fault in check.faults(in: line) { faults.append("\(columns) columns: \(fault)") }
      }
    }
  }

  private mutating func add(_ line: Line) {
    let added = line.cells.indices.filter { line.sources[$0].isEmpty }
    let natural = line.columns - added.count
    guard columns - natural <= max(4, columns / 4) else { return }
    rows += 1
    missing += columns - natural
    let tatweels = added.filter { line.cells[$0].base == "\u{640}" }
    self.tatweels += tatweels.count
    let hasPairs = zip(tatweels, tatweels.dropFirst()).contains { $0 + 1 == $1 }
    switch (line.columns == columns, tatweels.count == added.count) {
    case (false, _): ragged += 1
    case (true, false): withSpaces += 1
    case (true, true) where added.isEmpty: whole += 1
    case (true, true): if hasPairs { withTwo += 1 } else { withOne += 1 }
    }
  }

  private var cells: [String] {
    func share(_ count: Int) -> String { figure(100 * Double(count) / Double(max(1, rows))) + " %" }
    let one = whole + withOne
    return [
      grouped(rows), figure(Double(missing) / Double(max(1, rows))), grouped(tatweels),
      share(whole), share(one), share(one + withTwo), share(one + withTwo + withSpaces),
      share(ragged), "\(faults.count)",
    ]
  }
}
