import CNcurses
import Glibc

/// Ends the wait of ``Screen/next(timeoutMilliseconds:)`` from any thread.
package struct Waker: Sendable {
  /// The writing end of a pipe that stays open as long as the process, so a late call harms nobody.
  private let descriptor: Int32

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Many calls before the wait ends count as one.
  package func wake() {
    var byte: UInt8 = 1
    // A full pipe wakes as well as one byte more.
    _ = Glibc.write(descriptor, &byte, 1)
  }
}
