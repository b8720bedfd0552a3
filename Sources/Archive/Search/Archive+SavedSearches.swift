internal import GRDB

extension Archive {
  /// The queries that are kept, in the order in which they were.
  package func savedSearches() throws -> [String] {
    try read { db in
      try String.fetchAll(
        db.cachedStatement(sql: "SELECT query FROM savedSearch ORDER BY id"))
    }
  }

  /// Keeps a query; one that is kept already stays where it is.
  package func keepSearch(_ query: String) throws {
    try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO savedSearch (query) VALUES (?)", arguments: [query])
    }
  }

  package func dropSearch(_ query: String) throws {
    try write { db in
      try db.execute(sql: "DELETE FROM savedSearch WHERE query = ?", arguments: [query])
    }
  }
}
