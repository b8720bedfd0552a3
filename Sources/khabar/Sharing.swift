import Articles
import Foundation
import Reader
import Terminal

/// The clipboard of the person's desktop, reached by every way that may work: the terminal itself
/// (OSC 52, also over ssh), tmux's buffer, and the desktop's own programs.
struct Clipboard {
  private let screen: Screen

  /// xterm takes about so many bytes in one sequence.
  private static let largestSequence = 74_994

  init(_ screen: Screen) { self.screen = screen }

  func copy(_ text: String) {
    let encoded = Data(text.utf8).base64EncodedString()
    if encoded.utf8.count <= Self.largestSequence {
      screen.copy(base64: encoded)
    }
    let programs: [(needs: String, words: [String])] = [
      ("TMUX", ["tmux", "load-buffer", "-w", "-"]),
      ("WAYLAND_DISPLAY", ["wl-copy"]),
      ("DISPLAY", ["xclip", "-selection", "clipboard"]),
    ]
    for program in programs where Paths.environment(program.needs) != nil {
      guard let path = Program.path(of: program.words[0]) else { continue }
      Program.feed(text, to: path, Array(program.words.dropFirst()))
    }
  }
}

/// The desktop's program for addresses.
struct Opener {
  private let screen: Screen

  init(_ screen: Screen) { self.screen = screen }

  /// Opens an address that was checked or confirmed by the person.
  func open(_ address: String) throws {
    // A scheme in front also makes sure that the address is never taken for an option.
    guard address.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:[^\s\p{Cc}]+/) != nil else {
      throw Failure(.badInput, "this is no address: \(address)")
    }
    guard let path = Program.path(of: "xdg-open") ?? Program.path(of: "open") else {
      throw Failure(.unavailable, "no program to open addresses (xdg-open) was found")
    }
    let hasDesktop =
      Paths.environment("DISPLAY") != nil || Paths.environment("WAYLAND_DISPLAY") != nil
    if hasDesktop {
      Program.start(path, [address])
    } else {
      // Without a desktop the browser is a terminal program and needs the screen.
      screen.handOver { Program.run(path, [address]) }
    }
  }
}

/// Other programs, always by path and argument list: no shell ever sees a text of ours.
enum Program {
  static func path(of name: String) -> String? {
    (Paths.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Starts a program that needs nothing of us.
  static func start(_ path: String, _ arguments: [String]) {
    let process = quiet(path, arguments)
    try? process.run()
  }

  /// Runs a program on our terminal until it ends.
  static func run(_ path: String, _ arguments: [String]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    guard (try? process.run()) != nil else { return }
    process.waitUntilExit()
  }

  /// Gives a program `text` on its standard input.
  static func feed(_ text: String, to path: String, _ arguments: [String]) {
    let process = quiet(path, arguments)
    let pipe = Pipe()
    process.standardInput = pipe
    guard (try? process.run()) != nil else { return }
    // A clipboard program that does not read must not stop the reader.
    DispatchQueue.global().async {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try? pipe.fileHandleForWriting.close()
    }
  }

  /// What a program prints; nil when it cannot be started or fails.
  static func output(of path: String, _ arguments: [String]) -> String? {
    let process = quiet(path, arguments)
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil,
      let data = try? pipe.fileHandleForReading.readToEnd()
    else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  private static func quiet(_ path: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }
}

/// An article saved as a file of its own.
enum DocumentFile {
  /// The name's ending chooses the form: `.md`, `.html`, anything else is plain text. A file that exists
  /// is never overwritten; a number is put behind the name instead.
  /// - Returns: the path that was written.
  static func save(_ article: StoredArticle, to path: String) throws -> String {
    let wanted = URL(fileURLWithPath: Paths.expandingTilde(path))
    let content: String =
      switch wanted.pathExtension.lowercased() {
      case "md", "markdown": article.markdown
      case "html", "htm": article.html
      default: article.plainText
      }
    for number in 1...999 {
      let url = number == 1 ? wanted : numbered(wanted, number)
      let file = open(url.path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else {
        throw Failure(.disk, "\(url.path): \(String(cString: strerror(errno)))")
      }
      let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
      do {
        try handle.write(contentsOf: Data(content.utf8))
        try handle.close()
      } catch {
        unlink(url.path)
        throw Failure(.disk, "\(url.path) could not be written; is the disk full?")
      }
      return url.path
    }
    throw Failure(.disk, "\(wanted.path): there are too many files of that name")
  }

  private static func numbered(_ url: URL, _ number: Int) -> URL {
    let name = url.deletingPathExtension().lastPathComponent + "-\(number)"
    let folder = url.deletingLastPathComponent()
    let plain = folder.appendingPathComponent(name)
    return url.pathExtension.isEmpty ? plain : plain.appendingPathExtension(url.pathExtension)
  }
}
