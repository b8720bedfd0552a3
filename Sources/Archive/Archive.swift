internal import Articles
internal import GRDB

/// The kept articles and what the person did with them.
///
/// Every call is synchronous and either done and on disk when it returns, or undone and thrown as an
/// `ArchiveError`; callers choose the thread. One value per file serves a whole program, and several
/// programs may hold the same file open.
package struct Archive: Sendable {
  let database: any DatabaseWriter
  /// The file, or a name for it in messages.
  let path: String
  /// What was done when the file proved damaged at opening; nil when it was sound.
  package let rescue: Rescue?

  init(_ database: any DatabaseWriter, path: String, rescue: Rescue? = nil) {
    self.database = database
    self.path = path
    self.rescue = rescue
  }

  /// An empty archive that ends with its value.
  package static func inMemory() throws -> Archive {
    let path = "the archive in memory"
    return try ArchiveError.translating(path) {
      let queue = try DatabaseQueue(configuration: Archive.configuration(patience: .zero))
      try Schema.migrator.migrate(queue)
      return Archive(queue, path: path)
    }
  }

  /// How many articles there are.
  package var count: Int {
    get throws { try totals().total }
  }

  package var isEmpty: Bool {
    get throws { try count == 0 }
  }

  func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
    try translating { try database.read(work) }
  }

  /// One transaction: all of `work` is kept, or nothing of it.
  func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
    try translating { try database.write(work) }
  }

  private func translating<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try ArchiveError.translating(path, work)
    } catch ArchiveError.damaged(let path) {
      if database is DatabasePool { ArchiveFile(path: path).markDamaged() }
      throw ArchiveError.damaged(path: path)
    }
  }
}

extension ArchiveError {
  /// Runs `work` and tells SQLite's errors as the archive's own.
  static func translating<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as DatabaseError {
      throw ArchiveError(error, path: path)
    }
  }
}
