import Glibc

/// The bidi algorithm beside its peers: the same job, in the same run, on processor time.
enum BidiThroughput {
  private static let runs = 7

  static func print(folder: String?, isQuick: Bool) throws {
    let texts = try bidiTexts(in: folder, bytes: isQuick ? 1_000_000 : 10_000_000)
    for task in [BidiTask.reorder, .levels, .shape] { printTable(task, texts) }
    printAttacks()
  }

  private static func title(_ task: BidiTask) -> String {
    let job =
      switch task {
      case .levels: "levels"
      case .reorder: "levels, lines of 80 scalars, reorder, mirror"
      case .shape: "join letters, levels, lines, reorder, mirror"
      }
    return "Bidi: decode, \(job); MB/s of UTF-8, medians of \(runs)"
  }

  private static func printTable(_ task: BidiTask, _ texts: [BidiText]) {
    var table = Table(
      title(task),
      columns: [
        "Khabar", "ICU", "FriBidi", "floor", "Khabar : ICU", ": FriBidi", ": floor", "same as",
      ])
    for text in texts {
      let length = text.longestParagraph
      // FriBidi as Debian has it ends the program on what is nested as deep as in `patho`.
      let fribidi = text.name == "patho" ? nil : FriBidi(longestParagraph: length)
      let engines: [(any BidiEngine)?] = [
        Khabar(longestParagraph: length), ICU(longestParagraph: length), fribidi,
        DecodeAndCopy(longestParagraph: length),
      ]
      let results = measure(engines, text, task)
      let speeds = results.map { $0.map { Double(text.byteCount) / $0.median / 1e6 } ?? .nan }
      let agreeing = zip(engines, results).dropFirst().compactMap { engine, result in
        result?.checksum == results[0]?.checksum ? engine.map { type(of: $0).name } : nil
      }
      table.add(
        text.name,
        speeds.map(figure) + speeds.dropFirst().map { ratio(speeds[0], to: $0) }
          + [agreeing.isEmpty ? "–" : agreeing.joined(separator: ", ")])
    }
    table.print()
  }

  private struct Result {
    var median: Double
    var checksum: UInt64
  }

  /// The engines take turns, so that a slow moment of the machine touches all.
  private static func measure(
    _ engines: [(any BidiEngine)?], _ text: BidiText, _ task: BidiTask
  ) -> [Result?] {
    var seconds = [[Double]](repeating: [], count: engines.count)
    var checksums = [UInt64](repeating: 0, count: engines.count)
    for _ in 0..<runs {
      for (index, engine) in engines.enumerated() {
        guard let engine else { continue }
        let start = computed()
        checksums[index] = engine.run(text, task)
        seconds[index].append(computed() - start)
      }
    }
    return engines.indices.map { index in
      engines[index] == nil
        ? nil : Result(median: Timings(seconds[index]).median, checksum: checksums[index])
    }
  }

  // MARK: Attacks

  /// Time per byte must not grow with the length.
  private static func printAttacks() {
    var table = Table(
      "Bidi: paragraphs made to be slow; decode, levels, reorder",
      columns: ["ns/byte at 100 kB", "at 1 MB", "1 MB : 100 kB", "ms per MB"])
    for (short, long) in zip(bidiAttacks(bytes: 100_000), bidiAttacks(bytes: 1_000_000)) {
      let perByte = [short, long].map { text in
        let results = measure([Khabar(longestParagraph: text.longestParagraph)], text, .reorder)
        return (results[0]?.median ?? .nan) / Double(text.byteCount)
      }
      table.add(
        short.name,
        [
          figure(perByte[0] * 1e9), figure(perByte[1] * 1e9), ratio(perByte[1], to: perByte[0]),
          figure(perByte[1] * 1e9),
        ])
    }
    table.print()
  }
}
