import Foundation

/// Where things are on disk, by the XDG base directory specification.
enum Paths {
  static var archive: String {
    if let named = environment("KHABAR_ARCHIVE") { return named }
    return base("XDG_DATA_HOME", ".local/share") + "/khabar/archive.sqlite"
  }

  static var configuration: String {
    base("XDG_CONFIG_HOME", ".config") + "/khabar/config.toml"
  }

  /// The edition installed beside the program, if there is one.
  static var installedEdition: String? {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return nil }
    let edition = URL(fileURLWithPath: program).deletingLastPathComponent()
      .appendingPathComponent("../share/khabar/edition").standardized.path
    return FileManager.default.fileExists(atPath: edition) ? edition : nil
  }

  /// `~` and `~/…` with the home directory in place of the tilde.
  static func expandingTilde(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  static func environment(_ name: String) -> String? {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
    return value
  }

  private static func base(_ variable: String, _ fallback: String) -> String {
    // The specification says to ignore relative paths.
    if let named = environment(variable), named.hasPrefix("/") { return named }
    return home + "/" + fallback
  }

  private static var home: String { environment("HOME") ?? NSHomeDirectory() }
}
