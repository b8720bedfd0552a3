/// What joining the letters of a paragraph does besides changing them.
protocol JoiningObserver: ~Copyable {
  /// The character at `from` stands at `to` from now on; called for all that has moved, in order.
  mutating func move(from: Int, to: Int)
  /// The alef at `alef`, counted before the moves, has gone into the lam that stands at `lam`.
  mutating func absorb(_ alef: Int, into lam: Int)
  /// The letter that stands at `index` joins, but Unicode has no such form of it; `form` is the raw
  /// value of a ``Form``.
  mutating func miss(_ form: Int, at index: Int)
}

/// Nobody needs to know.
struct UnobservedJoining: JoiningObserver {
  mutating func move(from: Int, to: Int) {}
  mutating func absorb(_ alef: Int, into lam: Int) {}
  mutating func miss(_ form: Int, at index: Int) {}
}

/// Joins Arabic letters (Unicode chapter 9.2): each gets the presentation form that its neighbours
/// ask for, lam and alef become one.
///
/// Joining looks at Joining_Type alone, whether or not a letter has presentation forms, and through
/// marks and what else is transparent. A letter's form is settled when the next one comes.
struct LetterJoiner {
  let scalars: UnsafeMutablePointer<UInt32>
  /// ``BidiType``s; they move with the scalars.
  let types: UnsafeMutablePointer<UInt8>

  /// The last character that is not transparent: where it stands, as it was, and how it joins.
  private var last = 0
  private var lastLetter: UInt32 = 0
  private var lastJoins = JoinsOfScalar(rawValue: 0)
  private var lastIsJoined = 0

  init(scalars: UnsafeMutablePointer<UInt32>, types: UnsafeMutablePointer<UInt8>) {
    self.scalars = scalars
    self.types = types
  }

  /// Joins the first `count` scalars; returns how many there are afterwards.
  @inline(__always)
  mutating func join<Observer: JoiningObserver & ~Copyable>(
    _ count: Int, observer: inout Observer
  ) -> Int {
    JoinsOfScalar.short.withUnsafeBufferPointer { short in
      joinedForms.withUnsafeBufferPointer { forms in
        guard count > 0, let short = short.baseAddress, let forms = forms.baseAddress else {
          return count
        }
        lastLetter = scalars[0]
        var to = 0
        for from in 0..<count {
          let scalar = scalars[from]
          let joins =
            scalar < 0x800
            ? JoinsOfScalar(rawValue: short[Int(scalar)])
            : JoinsOfScalar(Properties(scalar).joining)
          if !joins.isTransparent {
            let joined = lastJoins.next & joins.previous
            if lastLetter == 0x644, joined == 1, let ligature = lamAlef(scalar) {
              scalars[last] = ligature &+ UInt32(lastIsJoined)
              observer.absorb(from, into: last)
              startAfresh(at: last)
              continue
            }
            settle(joinsNext: joined, forms, &observer)
            last = to
            lastLetter = scalar
            lastJoins = joins
            lastIsJoined = joined
          }
          scalars[to] = scalar
          types[to] = types[from]
          if to != from { observer.move(from: from, to: to) }
          to &+= 1
        }
        settle(joinsNext: 0, forms, &observer)
        return to
      }
    }
  }

  /// Gives the last letter its form.
  @inline(__always)
  private func settle<Observer: JoiningObserver & ~Copyable>(
    joinsNext: Int, _ forms: UnsafePointer<UInt16>, _ observer: inout Observer
  ) {
    let form = lastIsJoined | joinsNext &<< 1
    let place = Int(lastLetter) &- 0x600
    let inBlock = UInt(bitPattern: place) < 0x100
    let joined = forms[(inBlock ? place : 0) &<< 2 | form]
    scalars[last] = inBlock ? UInt32(joined) : lastLetter
    if form != 0, scalars[last] == lastLetter { observer.miss(form, at: last) }
  }

  /// A ligature joins nothing more and stays as it is.
  private mutating func startAfresh(at index: Int) {
    last = index
    lastLetter = scalars[index]
    lastJoins = JoinsOfScalar(rawValue: 0)
    lastIsJoined = 0
  }
}

/// Joining_Type as two bits: joins what precedes, joins what follows; and one for transparent.
struct JoinsOfScalar {
  let rawValue: UInt8

  @inline(__always)
  init(rawValue: UInt8) { self.rawValue = rawValue }

  @inline(__always)
  init(_ joining: JoiningType) {
    rawValue =
      (joining.joinsPrevious ? 1 : 0) | (joining.joinsNext ? 2 : 0)
      | (joining == .transparent ? 4 : 0)
  }

  @inline(__always) var previous: Int { Int(rawValue & 1) }
  @inline(__always) var next: Int { Int(rawValue &>> 1 & 1) }
  @inline(__always) var isTransparent: Bool { rawValue & 4 != 0 }

  /// Of every scalar below U+0800.
  static let short: [UInt8] = (0..<0x800).map { Self(Properties($0).joining).rawValue }
}

/// ``JoiningFormTable``, the letter itself in the place of each form that Unicode has not.
private let joinedForms: [UInt16] = (0..<4 * 256).map { place in
  let form = JoiningFormTable.forms[place]
  return form == 0 ? UInt16(0x600 + place / 4) : form
}

extension BidiResolver {
  /// Joins the letters of what was appended, before it is resolved.
  package mutating func joinLetters() {
    guard classMask & BidiClass.al.mask != 0 else { return }
    var joiner = LetterJoiner(scalars: scalars.pointer, types: types.pointer)
    var observer = UnobservedJoining()
    shorten(to: joiner.join(count, observer: &observer))
  }
}
