import ArgumentParser
import Glibc

/// The command. Its root and every subcommand are synchronous, so that the reader runs on the main
/// thread: the terminal belongs to it.
@main
struct Khabar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "khabar",
    abstract: "A news reader for the terminal whose first language is Arabic.",
    discussion: """
      Without a subcommand it opens the reader, or prints the front page when its output is not a \
      terminal. Press ? in the reader for its keys.
      """,
    version: "0.1.0",
    // Each tells its own name: to derive one from a type takes the longer the larger the program.
    subcommands: [
      Read.self, Import.self, List.self, Search.self, Categories.self, Dates.self, Show.self,
      Related.self, ArchiveCommand.self, MarkArticles.self, Share.self, Feeds.self,
      RefreshFeeds.self, CompleteArticle.self, Typeset.self, Doctor.self, Keys.self,
    ],
    defaultSubcommand: Read.self)

  static func main() {
    // A closed pipe is an ordinary end of output, not a reason to die.
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further is an error to be told, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      complain(failure.description)
      exit(withError: ExitCode(failure.code.rawValue))
    } catch {
      exit(withError: error)
    }
  }
}
