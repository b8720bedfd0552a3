import ArgumentParser
import Foundation

/// `khabar import`
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take saved pages, feeds, JSON Lines and folders of them into the archive.",
    discussion:
      "What was already there is not taken twice; what changed is updated. Lists of feeds (OPML) become subscriptions."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String]

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let archive = try common.open()
    var intake = Intake(archive: archive, showsProgress: isatty(STDERR_FILENO) == 1 && !json)
    intake.take(paths)
    if json {
      try JSON.print(intake.summary)
    } else {
      intake.summary.complain()
      try emit(intake.summary.sentence + "\n")
    }
    if !intake.summary.refused.isEmpty { throw ExitCode(intake.exitCode) }
  }
}
