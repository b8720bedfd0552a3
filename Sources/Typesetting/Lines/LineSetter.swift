/// Turns a stretch of clusters into a row of cells: reorders them (L2), keeps marks behind their
/// base (L3), mirrors (L4), and gives each its style.
struct LineSetter {
  let style: Style
  private let spans: [Span]
  /// Whether both ends of the spans ascend, as of links in a text, so that those of a row can be looked up.
  private let areAscending: Bool

  init(style: Style, spans: [Span]) {
    self.style = style
    self.spans = spans
    areAscending = zip(spans, spans.dropFirst()).allSatisfy {
      $0.range.lowerBound <= $1.range.lowerBound && $0.range.upperBound <= $1.range.upperBound
    }
  }

  /// The row of `clusters`, at most `columns` wide if no cluster is wider than that.
  func line(_ clusters: ArraySlice<Cluster>, direction: Direction, columns: Int) -> Line {
    let width = clusters.reduce(0) { $0 + Int($1.columns) + Int($1.padding) }
    var sources: [Range<Int>] = []
    let cells = [Cell](unsafeUninitializedCapacity: width) { cells, count in
      sources = [Range<Int>](unsafeUninitializedCapacity: width) { sources, sourceCount in
        var writer = CellWriter(cells: cells, sources: sources, columns: columns, style: style)
        write(clusters, direction, to: &writer)
        count = writer.count
        sourceCount = writer.count
      }
    }
    return Line(cells: cells, sources: sources, direction: direction).styled(spans(of: clusters))
  }

  /// Those that may reach into a row, and maybe others.
  private func spans(of row: ArraySlice<Cluster>) -> ArraySlice<Span> {
    guard areAscending, let first = row.first, let last = row.last else { return spans[...] }
    let start = spans.partitionPoint { $0.range.upperBound > first.start }
    return spans[start...].prefix { $0.range.lowerBound < last.end }
  }

  private func write(
    _ clusters: ArraySlice<Cluster>, _ direction: Direction, to writer: inout CellWriter
  ) {
    guard let level = clusters.first?.level else { return }
    if level == direction.rawValue, clusters.allSatisfy({ $0.level == level }) {
      return write(clusters, isReversed: level & 1 == 1, to: &writer)
    }
    var runs = VisualRuns()
    let end = endOfContent(clusters)
    for i in clusters.startIndex..<end {
      if let level = clusters[i].levelBefore { runs.append(i..<i, level: level) }
      runs.append(i..<i + 1, level: clusters[i].level)
    }
    if end < clusters.endIndex { runs.append(end..<clusters.endIndex, level: direction.rawValue) }
    runs.forEachInVisualOrder { run in
      write(clusters[run.range], isReversed: run.level & 1 == 1, to: &writer)
    }
  }

  private func write(
    _ run: ArraySlice<Cluster>, isReversed: Bool, to writer: inout CellWriter
  ) {
    if isReversed {
      for cluster in run.reversed() {
        writer.write(cluster, isReversed: true)
      }
    } else {
      for cluster in run {
        writer.write(cluster, isReversed: false)
      }
    }
  }

  /// L1: where the blanks begin that end the row at the paragraph's level.
  private func endOfContent(_ clusters: ArraySlice<Cluster>) -> Int {
    var end = clusters.endIndex
    while end > clusters.startIndex, clusters[end - 1].traits.contains(.isBlank) { end -= 1 }
    return end
  }
}

/// Fills the cells of a row from the left.
private struct CellWriter {
  private(set) var count = 0
  private let cells: UnsafeMutableBufferPointer<Cell>
  private let sources: UnsafeMutableBufferPointer<Range<Int>>
  private let columns: Int
  private let style: Style

  init(
    cells: UnsafeMutableBufferPointer<Cell>, sources: UnsafeMutableBufferPointer<Range<Int>>,
    columns: Int, style: Style
  ) {
    self.cells = cells
    self.sources = sources
    self.columns = columns
    self.style = style
  }

  /// A cluster wider than the whole row is shown as U+FFFD.
  mutating func write(_ cluster: Cluster, isReversed: Bool) {
    guard cluster.columns > 0 else { return }
    if isReversed { pad(after: cluster) }
    let source = cluster.start..<cluster.end
    if Int(cluster.columns) > columns {
      put(Cell("\u{FFFD}", style: style), source)
    } else {
      let base = painted(cluster, isReversed: isReversed)
      let isWidened = cluster.traits.contains(.isWidened)
      let width = isWidened ? 1 : cluster.columns
      put(Cell(base, marks: cluster.marks, style: style, width: width), source)
      if isWidened {
        put(.blank(style), source)
      } else if cluster.columns == 2 {
        put(Cell(Cell.continuation, style: style, width: 0), source)
      }
    }
    if !isReversed { pad(after: cluster) }
  }

  private mutating func pad(after cluster: Cluster) {
    guard cluster.padding > 0 else { return }
    let cell = Cell(cluster.traits.contains(.joinsNext) ? "\u{640}" : " ", style: style)
    for _ in 0..<cluster.padding { put(cell, cluster.end..<cluster.end) }
  }

  private mutating func put(_ cell: Cell, _ source: Range<Int>) {
    cells.initializeElement(at: count, to: cell)
    sources.initializeElement(at: count, to: source)
    count += 1
  }

  /// L4.
  private func painted(_ cluster: Cluster, isReversed: Bool) -> Unicode.Scalar {
    var scalar = cluster.base
    if isReversed, cluster.traits.contains(.isMirrored) {
      scalar = mirroringGlyph(of: scalar) ?? scalar
    }
    return Unicode.Scalar(scalar) ?? "\u{FFFD}"
  }
}
