package import Typesetting

/// What ends a wait at the terminal.
package enum Event: Equatable, Sendable {
  case key(Key)
  /// The window has a new size; the next frame is painted whole.
  case resized(Size)
  /// The terminal has answered after the first frame: ``Screen/profile`` is another. The next frame is
  /// painted whole.
  case recognized
  /// Somebody called ``Waker/wake()``.
  case woken
  /// The program was stopped and goes on; the next frame is painted whole.
  case resumed
  /// A signal asks the program to end: finish, close the screen, exit with 128 + the number.
  case terminated(signal: Int32)
  /// The terminal is gone. Told once; later waits hear only wakers and signals.
  case hangup
}
