/// The rules as a table: the contexts that can be told apart are the states, the symbols the columns.
struct LineBreakAutomaton {
  /// For every state and column the next state, and 128 if a line may be broken before the symbol.
  /// The start is state 0.
  private(set) var transitions: [UInt8] = []
  private(set) var columns: [LineBreakSymbol: Int] = [:]
  /// The columns from here on belong to symbols whose rules look ahead.
  private(set) var firstLookingAhead = 0
  private(set) var columnCount = 0

  /// `symbols` holds the class and width of every record.
  init(_ symbols: Set<LineBreakSymbol>) throws {
    number(symbols)
    let contexts = reachableContexts()
    let blocks = Self.minimized(contexts.next, breaks: contexts.breaks)
    let states = (blocks.max() ?? 0) + 1
    guard states <= 128 else { throw TableError.tooManyRecords(states) }
    transitions = [UInt8](repeating: 0, count: states * columnCount)
    for (context, block) in blocks.enumerated() {
      for column in 0..<columnCount {
        let breaks: UInt8 = contexts.breaks[context][column] ? 128 : 0
        transitions[block * columnCount + column] =
          UInt8(blocks[contexts.next[context][column]]) | breaks
      }
    }
  }

  /// A column for every symbol. One that looks ahead has a column for each follower, at its first
  /// column and the raw value of the follower.
  private mutating func number(_ symbols: Set<LineBreakSymbol>) {
    for symbol in symbols.sorted(by: { $0.rank < $1.rank }) {
      if symbol.followers.count == 1 { firstLookingAhead = columnCount + 1 }
      for follower in symbol.followers {
        var symbol = symbol
        symbol.follower = follower
        columns[symbol] = columnCount + follower.rawValue
      }
      columnCount += 1 + (symbol.followers.map(\.rawValue).max() ?? 0)
    }
  }

  private func reachableContexts() -> (next: [[Int]], breaks: [[Bool]]) {
    // In order, so that the table is the same in every run.
    let columns = columns.sorted { $0.value < $1.value }
    var number = [LineBreakContext(): 0]
    var contexts = [LineBreakContext()]
    var next: [[Int]] = []
    var breaks: [[Bool]] = []
    while next.count < contexts.count {
      let context = contexts[next.count]
      var row = [Int](repeating: 0, count: columnCount)
      var mayBreak = [Bool](repeating: false, count: columnCount)
      for (symbol, column) in columns {
        let following = context.advanced(by: symbol)
        if number[following] == nil {
          number[following] = contexts.count
          contexts.append(following)
        }
        row[column] = number[following] ?? 0
        mayBreak[column] = context.allowsBreak(before: symbol)
      }
      next.append(row)
      breaks.append(mayBreak)
    }
    return (next, breaks)
  }

  /// Moore's algorithm: the number of the block each context falls in; that of the first is 0.
  private static func minimized(_ next: [[Int]], breaks: [[Bool]]) -> [Int] {
    var blocks = numbered(breaks)
    while true {
      let finer = numbered(next.indices.map { [blocks[$0]] + next[$0].map { blocks[$0] } })
      if finer.max() == blocks.max() { return blocks }
      blocks = finer
    }
  }

  /// Numbers equal values alike, in the order they come up.
  private static func numbered<Value: Hashable>(_ values: [Value]) -> [Int] {
    var numbers: [Value: Int] = [:]
    return values.map { value in
      let number = numbers[value] ?? numbers.count
      numbers[value] = number
      return number
    }
  }
}

extension LineBreakSymbol {
  /// Symbols that look ahead come last.
  fileprivate var rank: (Int, UInt32, Int) {
    let flags = (isEastAsian ? 1 : 0) + (isUnassignedPictograph ? 2 : 0)
    return (followers.count, lineBreak.rawValue, flags)
  }
}

/// The table `Typesetting.LineBreaking` runs on.
func lineBreakTable(of records: [PropertyRecord]) throws -> SwiftTable {
  let symbols = records.map(\.lineBreakSymbol)
  let automaton = try LineBreakAutomaton(Set(symbols))
  var table = SwiftTable(
    of: "LineBreakTable", from: ["17.0.0/LineBreak.txt", "17.0.0/EastAsianWidth.txt"],
    summary: "The rules of UAX #14 as an automaton, see `LineBreaking`.")
  table.add("columnCount", automaton.columnCount)
  table.add("firstLookingAhead", automaton.firstLookingAhead)
  table.add(
    "columns", symbols.map { UInt8(automaton.columns[$0] ?? 0) }, hexadecimal: false)
  table.add("transitions", automaton.transitions)
  return table
}

extension PropertyRecord {
  fileprivate var lineBreakSymbol: LineBreakSymbol {
    LineBreakSymbol(
      lineBreak: LineBreakClass(rawValue: bits >> 17 & 63) ?? .al,
      isEastAsian: bits >> 23 & 1 == 1,
      isUnassignedPictograph: bits >> 10 & 15 == 0 && bits >> 28 & 1 == 1)
  }
}
