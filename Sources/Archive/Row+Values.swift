internal import FoundationEssentials
internal import GRDB

/// What a row holds, nil for null and for a value of another kind. GRDB's own subscripts end the program
/// at such a value, and a damaged file may hold any.
extension Row {
  func text(_ column: Int) -> String? {
    String.fromDatabaseValue(self[column])
  }

  func number(_ column: Int) -> Int64? {
    Int64.fromDatabaseValue(self[column])
  }

  func data(_ column: Int) -> Data? {
    Data.fromDatabaseValue(self[column])
  }

  func count(_ column: Int) -> Int {
    Int(number(column) ?? 0)
  }

  func flag(_ column: Int) -> Bool {
    number(column) == 1
  }
}
