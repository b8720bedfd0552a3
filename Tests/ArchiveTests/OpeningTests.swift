import Archive
import Articles
import Foundation
import GRDB
import Testing

@Suite struct `Opening a file` {
  let folder: Folder

  init() throws {
    folder = try Folder()
  }

  private func stories(_ range: Range<Int>) -> [Article] {
    range.map { number in
      .story(
        "خبر \(number)", (0..<6).map { "فقرة \($0) من الخبر \(number) وفيها كلام كثير" },
        day: 20_000 + number % 40, origin: "f#\(number)")
    }
  }

  private func filled(_ count: Int, at path: String) throws -> [Int64] {
    let archive = try Archive.open(at: path)
    let ids = try archive.add(stories(0..<count), at: 1).items.map(\.id)
    _ = try archive.mark(ids.filter { $0 % 2 == 0 }, .read, at: 2)
    _ = try archive.mark(ids.filter { $0 % 10 == 0 }, .starred, at: 2)
    try archive.setPosition(ReadingPosition(block: 3, byte: 4), of: ids[0])
    return ids
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func overwrite(_ path: String, at offset: Int, count: Int) throws {
    let handle = try FileHandle(forUpdating: URL(filePath: path))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(repeating: 0xA5, count: count))
    try handle.close()
  }

  @Test func `a new archive and its folders are for the person alone`() throws {
    let path = folder.path + "/a/b/archive.sqlite"
    let archive = try Archive.open(at: path)
    #expect(try archive.isEmpty)
    #expect(archive.rescue == nil)
    #expect(try permissions(folder.path + "/a") == 0o700)
    #expect(try permissions(folder.path + "/a/b") == 0o700)
    for name in ["archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"] {
      #expect(try permissions(folder.path + "/a/b/" + name) == 0o600)
    }
  }

  @Test func `what came in is there when the file is opened again`() throws {
    let ids = try filled(30, at: folder.archive)
    let archive = try Archive.open(at: folder.archive)
    #expect(try archive.totals() == CategoryTally(name: "", total: 30, unread: 15, starred: 3))
    #expect(try archive.article(ids[0])?.position == ReadingPosition(block: 3, byte: 4))
    #expect(try archive.add(stories(0..<30), at: 3).count(.unchanged) == 30)
  }

  @Test func `an archive of a newer version is refused and left as it is`() throws {
    _ = try filled(3, at: folder.archive)
    try DatabaseQueue(path: folder.archive).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999')")
    }
    #expect(throws: ArchiveError.newer(path: folder.archive)) {
      try Archive.open(at: folder.archive)
    }
    #expect(try !folder.names().contains { $0.contains("damaged") })
  }

  @Test func `an archive of an older version is copied before it is brought up to date`() throws {
    try DatabaseQueue(path: folder.archive).write { db in
      try db.execute(sql: "PRAGMA application_id = 0x4B484252; CREATE TABLE old (word TEXT)")
      try db.execute(sql: "INSERT INTO old VALUES ('خبر')")
    }
    let archive = try Archive.open(at: folder.archive)
    #expect(try archive.add(stories(0..<2), at: 1).count(.new) == 2)
    let copy = folder.archive + ".version-0"
    #expect(try permissions(copy) == 0o600)
    let word = try DatabaseQueue(path: copy).read {
      try String.fetchOne($0, sql: "SELECT word FROM old")
    }
    #expect(word == "خبر")
  }

  @Test func `another program's database and another file are left alone`() throws {
    try DatabaseQueue(path: folder.archive).write { try $0.execute(sql: "CREATE TABLE bird (a)") }
    let picture = folder.path + "/picture.jpg"
    try Data("\u{FF}picture".utf8).write(to: URL(filePath: picture))
    let before = try Data(contentsOf: URL(filePath: folder.archive))
    for path in [folder.archive, picture] {
      #expect(throws: ArchiveError.foreign(path: path)) { try Archive.open(at: path) }
    }
    #expect(try Data(contentsOf: URL(filePath: folder.archive)) == before)
    #expect(try folder.names() == ["archive.sqlite", "picture.jpg"])
  }

  @Test func `a place where no file can be is named in the error`() throws {
    let path = "/proc/none/archive.sqlite"
    let error = #expect(throws: ArchiveError.self) { try Archive.open(at: path) }
    #expect(error?.description.contains(path) == true)
    #expect(throws: ArchiveError.self) { try Archive.open(at: folder.path) }
  }

  @Test func `a file that another process keeps locked is reported as busy`() throws {
    let archive = try Archive.open(at: folder.archive, patience: .milliseconds(30))
    let ids = try archive.add(stories(0..<2), at: 1).items.map(\.id)
    let other = try DatabaseQueue(path: folder.archive)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: ArchiveError.busy(path: folder.archive)) {
        try archive.mark(ids, .read, at: 2)
      }
      #expect(try archive.list().count == 2)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try archive.mark(ids, .read, at: 2) == ids)
  }

  @Test func `a damaged file is set aside and its readable articles are saved`() throws {
    let ids = try filled(400, at: folder.archive)
    try checkpoint()
    let size = try Data(contentsOf: URL(filePath: folder.archive)).count
    // Pages of every table: a stretch in the middle of the file.
    try overwrite(folder.archive, at: size / 2 / 4096 * 4096, count: 20 * 4096)
    try Data().write(to: URL(filePath: folder.archive + "-damaged"))
    let archive = try Archive.open(at: folder.archive)
    let rescue = try #require(archive.rescue)
    #expect(rescue.setAside.hasPrefix(folder.archive + ".damaged-"))
    #expect(FileManager.default.fileExists(atPath: rescue.setAside))
    #expect(rescue.saved > 200)
    #expect(rescue.saved + rescue.lost == 400)
    #expect(try archive.check() == [])
    for headline in try archive.list() where headline.date != nil {
      #expect(headline.title == "خبر \(headline.id - ids[0])")
    }
    #expect(try Archive.open(at: folder.archive).rescue == nil)
  }

  @Test func `a file that lost its first page is saved whole`() throws {
    _ = try filled(60, at: folder.archive)
    try checkpoint()
    try overwrite(folder.archive, at: 0, count: 4096)
    let archive = try Archive.open(at: folder.archive)
    #expect(archive.rescue?.saved == 60)
    #expect(try archive.totals() == CategoryTally(name: "", total: 60, unread: 30, starred: 6))
    #expect(try archive.check() == [])
    #expect(try archive.add(stories(0..<60), at: 3).count(.unchanged) == 60)
    #expect(try folder.names().count { $0.contains("mended") } == 0)
  }

  @Test func `a text under the archive's name is left where it is`() throws {
    let text = Data("مذكرات لا أرشيف\n".utf8)
    try text.write(to: URL(filePath: folder.archive))
    #expect(throws: ArchiveError.foreign(path: folder.archive)) {
      try Archive.open(at: folder.archive)
    }
    #expect(try Data(contentsOf: URL(filePath: folder.archive)) == text)
  }

  @Test func `rubbish in place of the file gives an empty archive and a notice`() throws {
    try Data(repeating: 7, count: 30_000).write(to: URL(filePath: folder.archive))
    let archive = try Archive.open(at: folder.archive)
    #expect(try archive.isEmpty)
    #expect(archive.rescue?.saved == 0)
    #expect(try archive.add(stories(0..<2), at: 1).count(.new) == 2)
  }

  @Test(arguments: 0..<24)
  func `no bytes of the file can crash a reader`(place: Int) throws {
    let ids = try filled(120, at: folder.archive)
    try checkpoint()
    let size = try Data(contentsOf: URL(filePath: folder.archive)).count
    var random = Repeatable(state: UInt64(place))
    for _ in 0..<40 {
      let offset = Int.random(in: 100..<size - 64, using: &random)
      try overwrite(folder.archive, at: offset, count: Int.random(in: 1..<40, using: &random))
    }
    do {
      let archive = try Archive.open(at: folder.archive)
      for id in ids { _ = try archive.article(id) }
      _ = try archive.list()
      _ = try archive.related(to: ids[7], limit: 5)
      _ = try archive.markAll(Filter(), .read, at: 9)
      _ = try archive.add(stories(100..<140), at: 10)
    } catch {
      #expect(error is ArchiveError)
    }
    let again = try Archive.open(at: folder.archive)
    #expect(try again.count >= 0)
  }

  @Test func `a journal cut off anywhere gives the state of an earlier transaction`() throws {
    let archive = try Archive.open(at: folder.archive)
    for start in stride(from: 0, to: 40, by: 4) {
      _ = try archive.add(stories(start..<start + 4), at: 1)
    }
    let file = try Data(contentsOf: URL(filePath: folder.archive))
    let journal = try Data(contentsOf: URL(filePath: folder.archive + "-wal"))
    for part in 0..<12 {
      let copy = try Folder()
      try file.write(to: URL(filePath: copy.archive))
      try journal.prefix(journal.count * part / 12 + part)
        .write(to: URL(filePath: copy.archive + "-wal"))
      let reopened = try Archive.open(at: copy.archive)
      #expect(try reopened.count % 4 == 0)
      #expect(try reopened.check() == [])
    }
  }

  @Test func `a process killed while it writes loses nothing that was done`() async throws {
    let path = folder.archive
    _ = try filled(20, at: path)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let archive = try Archive.open(at: path)
      Thread.detachNewThread {
        usleep(150_000)
        kill(getpid(), SIGKILL)
      }
      for round in 1...100_000 {
        let articles = (0..<50).map { Article.story("خبر \(round)-\($0)", ["نص \(round)"]) }
        let ids = try archive.add(articles, at: 1).items.map(\.id)
        _ = try archive.mark(ids, .read, at: 2)
      }
    }
    let archive = try Archive.open(at: path)
    #expect(archive.rescue == nil)
    #expect(try archive.count >= 20)
    #expect((try archive.count - 20) % 50 == 0)
    #expect(try archive.check() == [])
  }

  @Test func `two programs mark in one file at once`() async throws {
    let ids = try filled(200, at: folder.archive)
    let path = folder.archive
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<2 {
        group.addTask {
          let archive = try Archive.open(at: path)
          for id in ids where id % 2 == part {
            _ = try archive.mark([id], .read, at: 5)
            _ = try archive.mark([id], .starred, at: 5)
          }
        }
      }
      try await group.waitForAll()
    }
    let archive = try Archive.open(at: path)
    #expect(try archive.totals() == CategoryTally(name: "", total: 200, unread: 0, starred: 200))
    #expect(try archive.check() == [])
  }

  @Test func `several programs may make the file at once`() async throws {
    let path = folder.path + "/new/archive.sqlite"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<4 {
        group.addTask {
          let archive = try Archive.open(at: path)
          _ = try archive.add([.story("خبر \(part)", ["نص \(part)"])], at: 1)
        }
      }
      try await group.waitForAll()
    }
    #expect(try Archive.open(at: path).count == 4)
  }

  @Test func `every failure of SQLite has its sentence`() {
    let cases: [(Int32, ArchiveError)] = [
      (5, .busy(path: "p")), (13, .diskFull(path: "p")), (11, .damaged(path: "p")),
      (267, .damaged(path: "p")), (26, .damaged(path: "p")),
      (14, .unavailable(path: "p", reason: "r")), (8, .unavailable(path: "p", reason: "r")),
      (778, .unavailable(path: "p", reason: "r")), (19, .failed(path: "p", reason: "r")),
    ]
    for (code, error) in cases {
      #expect(ArchiveError(sqliteCode: code, reason: "r", path: "p") == error)
      #expect(error.description.contains("p"))
      #expect(error.description.hasSuffix("."))
    }
  }

  /// Brings all of the journal into the file.
  private func checkpoint() throws {
    try DatabaseQueue(path: folder.archive).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }
}
