internal import GRDB

/// Why the archive could not do what was asked. Every description is a sentence for the person: it
/// names the file and says what to do.
package enum ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Written by a later version of the program.
  case newer(path: String)
  /// Another process kept the file locked for longer than we waited.
  case busy(path: String)
  case diskFull(path: String)
  /// The file or its folder cannot be opened, read or written.
  case unavailable(path: String, reason: String)
  /// A page of the file proved unreadable during work; the next `open` sets the file aside.
  case damaged(path: String)
  /// The file holds something else: no archive, and none that was damaged.
  case foreign(path: String)
  /// SQLite refused for a reason that is none of the above.
  case failed(path: String, reason: String)

  package var description: String {
    switch self {
    case .newer(let path):
      "\(path) was written by a newer version of khabar; update khabar, or name another archive "
        + "with --archive."
    case .busy(let path):
      "\(path) is being written by another process; try again when that has finished."
    case .diskFull(let path):
      "No space is left for \(path); free some and try again, what was saved before is safe."
    case .unavailable(let path, let reason):
      "\(path) cannot be used (\(reason)); check its permissions and those of its folder."
    case .damaged(let path):
      "\(path) is damaged; start khabar again, it sets the file aside and saves what is readable."
    case .foreign(let path):
      "\(path) is not an archive of khabar; name another file with --archive."
    case .failed(let path, let reason):
      "\(path) could not be used: \(reason)."
    }
  }

  /// The error that a result code of SQLite, extended or primary, stands for; the reason is SQLite's
  /// own message, used where the code does not tell the story.
  package init(sqliteCode code: Int32, reason: String, path: String) {
    switch ResultCode(rawValue: code).primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR:
      self = .unavailable(path: path, reason: reason)
    default: self = .failed(path: path, reason: reason)
    }
  }

  init(_ error: DatabaseError, path: String) {
    self.init(
      sqliteCode: error.extendedResultCode.rawValue,
      reason: error.message ?? error.resultCode.description, path: path)
  }
}
