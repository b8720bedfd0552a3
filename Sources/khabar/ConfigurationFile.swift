import Foundation
import TOMLKit

/// `config.toml` as the person wrote it. One setting is changed in its text, so that order, comments and
/// all else stay as they are.
struct ConfigurationFile {
  let path: String

  init(path: String = Paths.configuration) { self.path = path }

  /// Sets a name at the top of the file to a string.
  /// - Throws: why the file was left as it is.
  func set(_ name: String, to value: String) throws {
    let before = try text()
    let after = Self.text(before, with: name, setTo: value)
    guard try Self.says(after, as: before, but: name, value) else {
      throw Failure(
        .badInput, "\(path) could not be changed safely; please write \(name) = \"\(value)\" in it")
    }
    do {
      let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data(after.utf8).write(to: file, options: .atomic)
    } catch {
      throw Failure(.disk, "\(path) could not be written; may you write there, is the disk full?")
    }
  }

  private func text() throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      (try? TOMLTable(string: text)) != nil
    else { throw Failure(.badInput, "\(path) is no valid TOML, so nothing was saved in it") }
    return text
  }

  /// The text with the value of the line that sets the name replaced, or a line more above the first
  /// table.
  static func text(_ text: String, with name: String, setTo value: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let top = lines.firstIndex { $0.drop { $0 == " " || $0 == "\t" }.hasPrefix("[") } ?? lines.count
    let quoted = "\"" + value + "\""
    for index in lines[..<top].indices {
      guard
        let setting = lines[index].wholeMatch(
          of: /(\s*)["']?([\w-]+)["']?(\s*=\s*)("[^"]*"|'[^']*'|[^\s#]+)(.*)/),
        setting.output.2 == name
      else { continue }
      let (_, indent, _, equals, _, rest) = setting.output
      lines[index] = indent + name + equals + quoted + rest
      return lines.joined(separator: "\n")
    }
    var at = top
    while at > 0, lines[at - 1].allSatisfy(\.isWhitespace) { at -= 1 }
    lines.insert(name + " = " + quoted, at: at)
    if at == lines.count - 1 { lines.append("") }
    return lines.joined(separator: "\n")
  }

  /// Whether `after` means what `before` does, with the one setting changed.
  private static func says(
    _ after: String, as before: String, but name: String, _ value: String
  ) throws -> Bool {
    guard let wanted = try? TOMLTable(string: before), let table = try? TOMLTable(string: after)
    else { return false }
    wanted[name] = value
    return table.convert() == wanted.convert()
  }
}
