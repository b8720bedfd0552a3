/// How a character is joined to its neighbours.
struct Joins: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  static let previous = Joins(rawValue: 1)
  static let next = Joins(rawValue: 2)
  /// It is lam and alef in one.
  static let lamAlef = Joins(rawValue: 4)
  /// It is the alef that has gone into the lam before it, whatever marks stand between.
  static let absorbed = Joins(rawValue: 8)

  @inline(__always)
  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The form this asks for, as a column of ``JoiningFormTable``.
  @inline(__always) var form: Int { Int(rawValue & 3) }
}

/// Joins Arabic letters (Unicode chapter 9.2): finds how each is joined, and puts the presentation form
/// that this asks for in its place.
///
/// Joining looks at Joining_Type alone, whether or not a letter has presentation forms, and through
/// marks and what else is transparent. A letter is settled when the next one comes.
struct LetterJoiner {
  private let scalars: UnsafeMutablePointer<UInt32>
  private let joins: UnsafeMutablePointer<UInt8>
  /// Whether letters take their forms, and lam and alef become one.
  private let shapes: Bool

  /// `joins` gets the ``Joins`` of every scalar.
  init(
    scalars: UnsafeMutablePointer<UInt32>, joins: UnsafeMutablePointer<UInt8>, shapes: Bool
  ) {
    self.scalars = scalars
    self.joins = joins
    self.shapes = shapes
  }

  func join(_ count: Int) {
    JoiningSides.short.withUnsafeBufferPointer { short in
      joinedForms.withUnsafeBufferPointer { forms in
        guard count > 0, let short = short.baseAddress, let forms = forms.baseAddress else {
          return
        }
        join(count, short, forms)
      }
    }
  }

  /// The last character that is not transparent.
  private struct Letter {
    var index = 0
    var scalar: UInt32
    var sides = JoiningSides(rawValue: 0)
    /// ``Joins`` but for what follows.
    var joins: UInt8 = 0
  }

  @inline(__always)
  private func join(
    _ count: Int, _ short: UnsafePointer<UInt8>, _ forms: UnsafePointer<UInt16>
  ) {
    var last = Letter(scalar: scalars[0])
    joins[0] = 0
    for i in 0..<count {
      let scalar = scalars[i]
      let sides =
        scalar < 0x800
        ? JoiningSides(rawValue: short[Int(scalar)]) : JoiningSides(Properties(scalar).joining)
      if sides.isTransparent {
        joins[i] = 0
        continue
      }
      let joined = last.sides.next & sides.previous
      if joined == 1, last.scalar == 0x644, shapes, let ligature = lamAlef(scalar) {
        scalars[last.index] = ligature &+ UInt32(last.joins)
        joins[last.index] = last.joins | Joins.lamAlef.rawValue
        // A ligature joins nothing more, and the alef stays as it is.
        last = Letter(index: i, scalar: scalar, joins: Joins.absorbed.rawValue)
      } else {
        settle(last, joinsNext: joined, forms)
        last = Letter(index: i, scalar: scalar, sides: sides, joins: joined)
      }
    }
    settle(last, joinsNext: 0, forms)
  }

  /// Gives a letter its form.
  @inline(__always)
  private func settle(_ letter: Letter, joinsNext: UInt8, _ forms: UnsafePointer<UInt16>) {
    let joined = letter.joins | joinsNext &<< 1
    joins[letter.index] = joined
    guard shapes else { return }
    let place = Int(letter.scalar) &- 0x600
    let isInBlock = UInt(bitPattern: place) < 0x100
    let form = forms[(isInBlock ? place : 0) &<< 2 | Int(joined & 3)]
    scalars[letter.index] = isInBlock ? UInt32(form) : letter.scalar
  }
}

/// Joining_Type as two bits, joins what precedes and joins what follows, and one for transparent.
private struct JoiningSides {
  let rawValue: UInt8

  @inline(__always)
  init(rawValue: UInt8) { self.rawValue = rawValue }

  @inline(__always)
  init(_ joining: JoiningType) {
    rawValue =
      (joining.joinsPrevious ? 1 : 0) | (joining.joinsNext ? 2 : 0)
      | (joining == .transparent ? 4 : 0)
  }

  @inline(__always) var previous: UInt8 { rawValue & 1 }
  @inline(__always) var next: UInt8 { rawValue &>> 1 & 1 }
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
  /// Joins the letters of what was appended, before it is resolved; an alef that has gone into a
  /// ligature is taken out.
  package mutating func joinLetters() {
    guard classMask & BidiClass.al.mask != 0 else { return }
    // The levels are not found yet: their memory is free.
    let joins = levels.pointer
    let joiner = LetterJoiner(scalars: scalars.pointer, joins: joins, shapes: true)
    joiner.join(count)
    keep { joins[$0] & Joins.absorbed.rawValue == 0 }
  }
}
