/// What joining the letters of a paragraph does besides changing them.
protocol JoiningObserver: ~Copyable {
  /// The character at `from` stands at `to` from now on; called for all that has moved, in order.
  mutating func move(from: Int, to: Int)
  /// The alef at `alef`, counted before the moves, has gone into the lam that stands at `lam`.
  mutating func absorb(_ alef: Int, into lam: Int)
  /// The letter that stands at `index` should have a form that Unicode has not. The last word counts.
  mutating func miss(_ form: Form, at index: Int)
}

/// Nobody needs to know.
struct UnobservedJoining: JoiningObserver {
  mutating func move(from: Int, to: Int) {}
  mutating func absorb(_ alef: Int, into lam: Int) {}
  mutating func miss(_ form: Form, at index: Int) {}
}

/// Joins Arabic letters (Unicode chapter 9.2): each gets the presentation form that its neighbours
/// ask for, lam and alef become one.
///
/// Joining looks at Joining_Type alone, whether or not a letter has presentation forms, and through
/// marks and what else is transparent.
struct LetterJoiner {
  let scalars: UnsafeMutablePointer<UInt32>
  /// ``BidiType``s; they move with the scalars.
  let types: UnsafeMutablePointer<UInt8>

  /// The character that would join what comes next: where it stands, its letter before joining and
  /// whether it is joined to what precedes it.
  private var last = -1
  private var lastLetter: UInt32 = 0
  private var lastIsJoined = false

  init(scalars: UnsafeMutablePointer<UInt32>, types: UnsafeMutablePointer<UInt8>) {
    self.scalars = scalars
    self.types = types
  }

  /// Joins the first `count` scalars; returns how many there are afterwards.
  @inline(__always)
  mutating func join<Observer: JoiningObserver & ~Copyable>(
    _ count: Int, observer: inout Observer
  ) -> Int {
    shortJoiningTypes.withUnsafeBufferPointer { shortTypes in
      guard let shortTypes = shortTypes.baseAddress else { return count }
      var to = 0
      for from in 0..<count {
        let scalar = scalars[from]
        let joining =
          scalar < 0x800
          ? JoiningType(rawValue: shortTypes[Int(scalar)]) : Properties(scalar).joining
        var joined = scalar
        if joining == .none {
          last = -1
        } else if joining != .transparent {
          let joinsPrevious = last >= 0 && joining.joinsPrevious
          if joinsPrevious {
            if lastLetter == 0x644, let ligature = lamAlef(scalar) {
              scalars[last] = ligature + (lastIsJoined ? 1 : 0)
              observer.absorb(from, into: last)
              last = -1
              continue
            }
            takeForm(
              Form(joinsPrevious: lastIsJoined, joinsNext: true), of: lastLetter, at: last,
              observer: &observer)
          }
          joined = form(joinsPrevious ? .final : .isolated, of: scalar, at: to, &observer)
          last = joining.joinsNext ? to : -1
          lastLetter = scalar
          lastIsJoined = joinsPrevious
        }
        scalars[to] = joined
        types[to] = types[from]
        if to != from { observer.move(from: from, to: to) }
        to &+= 1
      }
      return to
    }
  }

  @inline(__always)
  private func takeForm<Observer: JoiningObserver & ~Copyable>(
    _ form: Form, of letter: UInt32, at index: Int, observer: inout Observer
  ) {
    scalars[index] = self.form(form, of: letter, at: index, &observer)
  }

  @inline(__always)
  private func form<Observer: JoiningObserver & ~Copyable>(
    _ form: Form, of letter: UInt32, at index: Int, _ observer: inout Observer
  ) -> UInt32 {
    if let scalar = presentationForm(of: letter, form) { return scalar }
    if form != .isolated { observer.miss(form, at: index) }
    return letter
  }
}

/// Joining_Type of every scalar below U+0800.
private let shortJoiningTypes: [UInt8] = (0..<0x800).map { Properties($0).joining.rawValue }

extension BidiResolver {
  /// Joins the letters of what was appended, before it is resolved.
  package mutating func joinLetters() {
    guard classMask & BidiClass.al.mask != 0 else { return }
    var joiner = LetterJoiner(scalars: scalars.pointer, types: types.pointer)
    var observer = UnobservedJoining()
    shorten(to: joiner.join(count, observer: &observer))
  }
}
