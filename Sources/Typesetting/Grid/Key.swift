/// One thing the person did at the terminal.
///
/// It stands beside ``Frame`` because these two values are all that `Reader` and `Terminal` exchange;
/// neither imports the other.
package enum Key: Hashable, Sendable {
  /// A character as the keyboard layout sent it, never a control; may be a combining mark.
  case character(Unicode.Scalar)
  /// Ctrl with a letter, given in lower case: Ctrl-R is `control("r")`.
  case control(Unicode.Scalar)
  case up, down, left, right
  case pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
  case function(Int)
  case mouse(Mouse)
  /// Text pasted in one piece (bracketed paste), controls removed.
  case paste(String)
  /// The person turned to this window, or away from it.
  case focus(Bool)

  package struct Mouse: Hashable, Sendable {
    package enum Action: Hashable, Sendable { case press, doublePress, wheelUp, wheelDown }

    package var action: Action
    package var position: Position

    package init(_ action: Action, at position: Position) {
      self.action = action
      self.position = position
    }
  }
}
