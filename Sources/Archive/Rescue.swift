/// How much of a damaged archive was saved.
package struct Rescue: Equatable, Sendable, CustomStringConvertible {
  /// Where the damaged file is now.
  package var setAside: String
  /// Articles, with their marks.
  package var saved: Int
  /// Articles that could not be read; their number may be greater when the file's end is gone.
  package var lost: Int

  package var description: String {
    "The archive was damaged: \(saved) articles were saved and \(lost) could not be read. "
      + "The damaged file is kept as \(setAside)."
  }
}
