import Foundation

/// Rows of text in columns: the first set to the left, the others to the right.
struct Table {
  private var rows: [[String]] = []
  private let title: String

  init(_ title: String, columns: [String]) {
    self.title = title
    rows.append([""] + columns)
  }

  mutating func add(_ name: String, _ values: [String]) { rows.append([name] + values) }

  func print() {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
    }
    Swift.print("\n" + title)
    for row in rows {
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }
      Swift.print("  " + cells.joined(separator: "  "))
    }
    fflush(nil)
  }
}

// MARK: Figures

/// A number with as many digits as are worth reading, thousands parted.
func figure(_ value: Double) -> String {
  guard value.isFinite else { return "–" }
  let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  let text = String(format: "%.\(digits)f", value)
  guard digits == 0 else { return text }
  return grouped(Int(text) ?? 0)
}

func grouped(_ number: Int) -> String {
  var groups: [String] = []
  var rest = number
  while rest >= 1000 {
    groups.insert(String(format: "%03d", rest % 1000), at: 0)
    rest /= 1000
  }
  return ([String(rest)] + groups).joined(separator: ",")
}

func milliseconds(_ seconds: Double) -> String { figure(seconds * 1e3) }

func ratio(_ value: Double, to other: Double) -> String {
  value.isFinite && other > 0 ? String(format: "%.2f", value / other) : "–"
}
