internal import FoundationEssentials
internal import GRDB

extension Archive {
  /// Opens the archive in a file, which is made if there is none, and its folders too; only the person
  /// may read them. An archive of an older version is copied before it is brought up to date, which may
  /// take minutes: `upgrading` is called before. One that proves damaged is set aside, and what can be read
  /// of it is saved into a fresh one; `rescue` tells.
  /// Here and in every later call other processes are waited for as long as `patience` says.
  package static func open(
    at path: String, patience: Duration = .seconds(5), upgrading: () -> Void = {}
  ) throws(ArchiveError) -> Archive {
    do {
      let file = ArchiveFile(path: path)
      try file.prepare()
      if let archive = try connectIfSound(file, patience) { return archive }
      // Rare work that must not be done twice: one process at a time.
      return try file.whileLocked { try establish(file, patience, upgrading) }
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw .unavailable(path: path, reason: "\(error)")
    }
  }

  /// What is wrong with the file, empty when nothing is. Reads all of it.
  package func check() throws -> [String] {
    try read { db in
      let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
      return try faults + Audit(db: db).faults()
    }
  }

  static func configuration(patience: Duration) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.maximumReaderCount = 2
    configuration.busyMode = .timeout(patience / .seconds(1))
    configuration.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY")
      guard !db.configuration.readonly else { return }
      // A batch of a thousand articles touches some 10 MB of pages. With room for them none is written
      // twice in one transaction, and with a longer journal few are twice in a row.
      try db.execute(sql: "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 16000")
    }
    return configuration
  }

  /// Makes, migrates or rescues the file, as it needs.
  private static func establish(
    _ file: ArchiveFile, _ patience: Duration, _ upgrading: () -> Void
  ) throws -> Archive {
    do {
      guard !file.isMarkedDamaged else { throw ArchiveError.damaged(path: file.path) }
      if let archive = try connect(file, patience) { return archive }
      return try migrate(file, patience, upgrading)
    } catch ArchiveError.damaged {
      let aside = try file.setAside()
      let archive = try migrate(file, patience, upgrading)
      let rescue = try Salvage(from: aside, into: archive).run()
      return Archive(archive.database, path: file.path, rescue: rescue)
    }
  }

  private static func connectIfSound(
    _ file: ArchiveFile, _ patience: Duration
  ) throws -> Archive? {
    guard !file.isMarkedDamaged else { return nil }
    do {
      return try connect(file, patience)
    } catch ArchiveError.damaged {
      return nil
    }
  }

  /// An archive of our version; nil when the file needs work first.
  private static func connect(_ file: ArchiveFile, _ patience: Duration) throws -> Archive? {
    switch try file.content() {
    case .nothing: return nil
    case .foreign: throw ArchiveError.foreign(path: file.path)
    case .damaged: throw ArchiveError.damaged(path: file.path)
    case .archive: break
    case .unclaimed: try refuseStranger(file)
    }
    return try ArchiveError.translating(file.path) {
      let pool = try DatabasePool(path: file.path, configuration: configuration(patience: patience))
      let isCurrent = try pool.writeWithoutTransaction { db in
        if try Schema.migrator.hasBeenSuperseded(db) { throw ArchiveError.newer(path: file.path) }
        return try Schema.migrator.hasCompletedMigrations(db)
      }
      return isCurrent ? Archive(pool, path: file.path) : nil
    }
  }

  /// Throws when a database has tables but not our sign, which may still stand in the journal.
  private static func refuseStranger(_ file: ArchiveFile) throws {
    var configuration = configuration(patience: .seconds(1))
    configuration.readonly = true
    let isStranger = try ArchiveError.translating(file.path) {
      try DatabaseQueue(path: file.path, configuration: configuration).read { db in
        let sign = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        return try sign != Schema.applicationID && hasTables(db)
      }
    }
    guard !isStranger else { throw ArchiveError.foreign(path: file.path) }
  }

  /// Whether there is any table but GRDB's own, which come before ours.
  private static func hasTables(_ db: Database) throws -> Bool {
    try String.fetchAll(db, sql: "SELECT name FROM sqlite_master")
      .contains { !$0.hasPrefix("grdb_") && !$0.hasPrefix("sqlite_") }
  }

  private static func migrate(
    _ file: ArchiveFile, _ patience: Duration, _ upgrading: () -> Void
  ) throws -> Archive {
    try ArchiveError.translating(file.path) {
      let pool = try DatabasePool(path: file.path, configuration: configuration(patience: patience))
      let version = try pool.read { try Schema.migrator.appliedIdentifiers($0).max() }
      if try pool.read(hasTables) {
        upgrading()
        let copy = file.backup(version: version ?? "0")
        try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
        file.restrict(copy)
      }
      try Schema.migrator.migrate(pool)
      return Archive(pool, path: file.path)
    }
  }
}
