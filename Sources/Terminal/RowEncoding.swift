/// What a row in visual order has to become so that one terminal shows it as it stands.
package enum RowEncoding: Sendable {
  /// Nothing: the terminal paints cells where it is told to.
  case visual
  /// Every run of right-to-left letters in logical order, all else in visual order.
  case words
  /// Every blank-delimited token with a right-to-left letter in logical order.
  case tokens
  /// Logical order for a terminal that orders each row by UAX #9 and mirrors brackets.
  case logical
  /// The same for one that does not mirror them.
  case logicalWithoutMirroring
}
