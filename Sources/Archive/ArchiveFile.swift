internal import Foundation

/// The file of an archive and those beside it.
struct ArchiveFile {
  enum Content {
    case nothing, archive, damaged, foreign
    /// A database without our sign: a stranger's, or an archive whose making was cut off.
    case unclaimed
  }

  let path: String

  /// Makes the folders and the file, for the person alone.
  func prepare() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: folder) {
      try attempting {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unavailable() }
    close(descriptor)
  }

  /// What the first bytes say. SQLite is not asked, since it would change a stranger's file.
  func content() throws -> Content {
    let handle = try attempting { try FileHandle(forReadingFrom: URL(filePath: path)) }
    defer { try? handle.close() }
    let header = try attempting { try handle.read(upToCount: ArchiveFile.headerLength) ?? Data() }
    if header.isEmpty { return .nothing }
    let applicationID = header.dropFirst(ArchiveFile.applicationIDOffset).prefix(4)
    let isOurs = applicationID.elementsEqual(ArchiveFile.applicationID)
    if header.starts(with: ArchiveFile.magic) {
      return isOurs ? .archive : .unclaimed
    }
    // Somebody's text under our ending is not ours to set aside.
    let more = try attempting { try handle.read(upToCount: 1 << 16) ?? Data() }
    let isText = (header + more).allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
    return isOurs || path.hasSuffix(".sqlite") && !isText ? .damaged : .foreign
  }

  /// So that the next opening sets the file aside.
  func markDamaged() {
    close(open(damageMark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
  }

  var isMarkedDamaged: Bool {
    access(damageMark, F_OK) == 0
  }

  /// Renames the file with its journal and returns its new name.
  func setAside() throws -> String {
    let time = Int(Date.now.timeIntervalSince1970)
    var name = "\(path).damaged-\(time)"
    var attempt = 1
    while access(name, F_OK) == 0 {
      attempt += 1
      name = "\(path).damaged-\(time)-\(attempt)"
    }
    guard rename(path, name) == 0 else { throw unavailable() }
    for suffix in ["-wal", "-shm"] { rename(path + suffix, name + suffix) }
    unlink(damageMark)
    try prepare()
    return name
  }

  /// A free name for a copy of an older version.
  func backup(version: String) -> String {
    let name = "\(path).version-\(version)"
    guard access(name, F_OK) == 0 else { return name }
    return (2...).lazy.map { "\(name)-\($0)" }.first { access($0, F_OK) != 0 } ?? name
  }

  /// For the person alone.
  func restrict(_ path: String) {
    chmod(path, 0o600)
  }

  /// Keeps other processes from doing the same work at once; waits for them.
  func whileLocked<Value>(_ work: () throws -> Value) throws -> Value {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unavailable() }
    // Closing unlocks.
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw unavailable() }
    }
    return try work()
  }

  // SQLite's file format, section 1.3.
  private static let headerLength = 100
  private static let magic = Data("SQLite format 3\0".utf8)
  private static let applicationIDOffset = 68
  private static let applicationID = withUnsafeBytes(of: Schema.applicationID.bigEndian) {
    Data($0)
  }

  private var damageMark: String { path + "-damaged" }

  private func attempting<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      throw ArchiveError.unavailable(path: path, reason: error.localizedDescription)
    }
  }

  private func unavailable() -> ArchiveError {
    ArchiveError.unavailable(path: path, reason: String(cString: strerror(errno)))
  }
}
