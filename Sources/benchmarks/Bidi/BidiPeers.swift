import Glibc

/// A shared library opened when asked for, so that measuring needs no peer to build.
struct SharedLibrary {
  private let handle: UnsafeMutableRawPointer
  /// Added to every name, as ICU does with its version.
  private let suffix: String

  init?(_ file: String, suffix: String = "") {
    guard let handle = dlopen(file, RTLD_NOW) else { return nil }
    self.handle = handle
    self.suffix = suffix
  }

  /// The function of that name, which must have that type.
  func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    dlsym(handle, name + suffix).map { unsafeBitCast($0, to: type) }
  }
}

/// FriBidi by its documented interface, one paragraph after the other.
final class FriBidi: BidiEngine {
  static let name = "FriBidi"

  private typealias Types =
    @convention(c) (
      UnsafePointer<UInt32>, Int32, UnsafeMutablePointer<UInt32>
    ) -> Void
  private typealias BracketTypes =
    @convention(c) (
      UnsafePointer<UInt32>, Int32, UnsafePointer<UInt32>, UnsafeMutablePointer<UInt32>
    ) -> Void
  private typealias Levels =
    @convention(c) (
      UnsafePointer<UInt32>, UnsafePointer<UInt32>, Int32, UnsafeMutablePointer<UInt32>,
      UnsafeMutablePointer<Int8>
    ) -> Int8
  private typealias JoiningTypes =
    @convention(c) (
      UnsafePointer<UInt32>, Int32, UnsafeMutablePointer<UInt8>
    ) -> Void
  private typealias Join =
    @convention(c) (
      UnsafePointer<UInt32>, Int32, UnsafePointer<Int8>, UnsafeMutablePointer<UInt8>
    ) -> Void
  private typealias Shape =
    @convention(c) (
      UInt32, UnsafePointer<Int8>, Int32, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt32>
    ) -> Void
  private typealias Mirror =
    @convention(c) (
      UnsafePointer<Int8>, Int32, UnsafeMutablePointer<UInt32>
    ) -> Void
  private typealias Reorder =
    @convention(c) (
      UInt32, UnsafePointer<UInt32>, Int32, Int32, UInt32, UnsafeMutablePointer<Int8>,
      UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Int32>?
    ) -> Int8

  private let findTypes: Types
  private let findBracketTypes: BracketTypes
  private let findLevels: Levels
  private let findJoiningTypes: JoiningTypes
  private let join: Join
  private let shape: Shape
  private let mirror: Mirror
  private let reorder: Reorder

  private let scalars: UnsafeMutablePointer<UInt32>
  private let visual: UnsafeMutablePointer<UInt32>
  private let types: UnsafeMutablePointer<UInt32>
  private let brackets: UnsafeMutablePointer<UInt32>
  private let levels: UnsafeMutablePointer<Int8>
  private let joining: UnsafeMutablePointer<UInt8>

  /// FRIBIDI_PAR_ON: the first strong character decides, left to right without one.
  private static let automatic: UInt32 = 0x40
  /// FRIBIDI_FLAG_SHAPE_MIRRORING | FRIBIDI_FLAG_SHAPE_ARAB_PRES | FRIBIDI_FLAG_SHAPE_ARAB_LIGA
  private static let shaping: UInt32 = 0x1 | 0x100 | 0x200

  init?(longestParagraph: Int) {
    guard let library = SharedLibrary("libfribidi.so.0"),
      let findTypes = library.function("fribidi_get_bidi_types", as: Types.self),
      let findBrackets = library.function("fribidi_get_bracket_types", as: BracketTypes.self),
      let findLevels = library.function(
        "fribidi_get_par_embedding_levels_ex", as: Levels.self),
      let findJoining = library.function("fribidi_get_joining_types", as: JoiningTypes.self),
      let join = library.function("fribidi_join_arabic", as: Join.self),
      let shape = library.function("fribidi_shape", as: Shape.self),
      let mirror = library.function("fribidi_shape_mirroring", as: Mirror.self),
      let reorder = library.function("fribidi_reorder_line", as: Reorder.self)
    else { return nil }
    self.findTypes = findTypes
    findBracketTypes = findBrackets
    self.findLevels = findLevels
    findJoiningTypes = findJoining
    self.join = join
    self.shape = shape
    self.mirror = mirror
    self.reorder = reorder
    let capacity = longestParagraph + 64
    scalars = .allocate(capacity: capacity)
    visual = .allocate(capacity: capacity)
    types = .allocate(capacity: capacity)
    brackets = .allocate(capacity: capacity)
    levels = .allocate(capacity: capacity)
    joining = .allocate(capacity: capacity)
  }

  deinit {
    scalars.deallocate()
    visual.deallocate()
    types.deallocate()
    brackets.deallocate()
    levels.deallocate()
    joining.deallocate()
  }

  /// The levels of one paragraph, nil when FriBidi gives up.
  func levels(of paragraph: UnsafeBufferPointer<UInt8>) -> [Int8]? {
    let count = Int32(decode(paragraph, into: scalars))
    return resolve(count) == nil
      ? nil : Array(UnsafeBufferPointer(start: levels, count: Int(count)))
  }

  /// The paragraph's direction, nil when FriBidi gives up.
  private func resolve(_ count: Int32) -> UInt32? {
    var direction = Self.automatic
    findTypes(scalars, count, types)
    findBracketTypes(scalars, count, types, brackets)
    return findLevels(types, brackets, count, &direction, levels) == 0 ? nil : direction
  }

  func run(_ text: BidiText, _ task: BidiTask) -> UInt64 {
    var checksum = Checksum()
    for paragraph in text.paragraphs {
      let count = Int32(decode(paragraph, into: scalars))
      guard let direction = resolve(count) else { return 0 }
      if task == .levels {
        UnsafeRawPointer(levels).withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
          checksum.add($0, count: Int(count))
        }
        continue
      }
      visual.update(from: scalars, count: Int(count))
      if task == .shape {
        findJoiningTypes(scalars, count, joining)
        join(types, count, levels, joining)
        shape(Self.shaping, levels, count, joining, visual)
      } else {
        mirror(levels, count, visual)
      }
      for start in stride(from: 0, to: count, by: BidiText.lineLength) {
        let length = min(Int32(BidiText.lineLength), count - start)
        _ = reorder(0, types, length, start, direction, levels, visual, nil)
        checksum.add(visual + Int(start), count: Int(length))
      }
    }
    return checksum.value
  }
}

/// ICU's bidi by its documented interface.
final class ICU: BidiEngine {
  static let name = "ICU"

  private typealias Open = @convention(c) () -> OpaquePointer?
  private typealias Close = @convention(c) (OpaquePointer) -> Void
  private typealias SetParagraph =
    @convention(c) (
      OpaquePointer, UnsafePointer<UInt16>, Int32, UInt8, UnsafeMutablePointer<UInt8>?,
      UnsafeMutablePointer<Int32>
    ) -> Void
  private typealias SetLine =
    @convention(c) (
      OpaquePointer, Int32, Int32, OpaquePointer, UnsafeMutablePointer<Int32>
    ) -> Void
  private typealias Levels =
    @convention(c) (
      OpaquePointer, UnsafeMutablePointer<Int32>
    ) -> UnsafePointer<UInt8>?
  private typealias Write =
    @convention(c) (
      OpaquePointer, UnsafeMutablePointer<UInt16>, Int32, UInt16, UnsafeMutablePointer<Int32>
    ) -> Int32
  private typealias Shape =
    @convention(c) (
      UnsafePointer<UInt16>, Int32, UnsafeMutablePointer<UInt16>, Int32, UInt32,
      UnsafeMutablePointer<Int32>
    ) -> Int32

  private let close: Close
  private let setParagraph: SetParagraph
  private let setLine: SetLine
  private let getLevels: Levels
  private let write: Write
  private let shape: Shape
  private let paragraph: OpaquePointer
  private let line: OpaquePointer

  private let capacity: Int
  private let units: UnsafeMutablePointer<UInt16>
  private let shaped: UnsafeMutablePointer<UInt16>
  private let visual: UnsafeMutablePointer<UInt16>

  /// UBIDI_DEFAULT_LTR
  private static let automatic: UInt8 = 0xFE
  /// UBIDI_DO_MIRRORING
  private static let mirroring: UInt16 = 2
  /// U_SHAPE_LETTERS_SHAPE; the length grows and shrinks, the text is in logical order.
  private static let shaping: UInt32 = 8

  init?(longestParagraph: Int) {
    let newest = (50...99).reversed().lazy.compactMap { version in
      SharedLibrary("libicuuc.so.\(version)", suffix: "_\(version)")
    }.first
    guard let library = newest, let open = library.function("ubidi_open", as: Open.self),
      let close = library.function("ubidi_close", as: Close.self),
      let setParagraph = library.function("ubidi_setPara", as: SetParagraph.self),
      let setLine = library.function("ubidi_setLine", as: SetLine.self),
      let getLevels = library.function("ubidi_getLevels", as: Levels.self),
      let write = library.function("ubidi_writeReordered", as: Write.self),
      let shape = library.function("u_shapeArabic", as: Shape.self),
      let paragraph = open(), let line = open()
    else { return nil }
    self.close = close
    self.setParagraph = setParagraph
    self.setLine = setLine
    self.getLevels = getLevels
    self.write = write
    self.shape = shape
    self.paragraph = paragraph
    self.line = line
    capacity = 2 * longestParagraph + 64
    units = .allocate(capacity: capacity)
    shaped = .allocate(capacity: capacity)
    visual = .allocate(capacity: capacity)
  }

  deinit {
    close(line)
    close(paragraph)
    units.deallocate()
    shaped.deallocate()
    visual.deallocate()
  }

  func run(_ text: BidiText, _ task: BidiTask) -> UInt64 {
    var checksum = Checksum()
    var error: Int32 = 0
    for utf8 in text.paragraphs {
      var count = Int32(decode(utf8, into: units))
      var source = units
      if task == .shape {
        count = shape(units, count, shaped, Int32(capacity), Self.shaping, &error)
        source = shaped
      }
      setParagraph(paragraph, source, count, Self.automatic, nil, &error)
      guard error <= 0 else { return 0 }
      if task == .levels {
        guard let levels = getLevels(paragraph, &error) else { return 0 }
        checksum.add(levels, count: Int(count))
        continue
      }
      var start: Int32 = 0
      while start < count {
        let length = lineLength(source + Int(start), rest: Int(count - start))
        setLine(paragraph, start, start + length, line, &error)
        let written = write(line, visual, Int32(capacity), Self.mirroring, &error)
        checksum.add(visual, count: Int(written))
        start += length
      }
    }
    return checksum.value
  }

  /// The units of a line of 80 scalars.
  private func lineLength(_ units: UnsafePointer<UInt16>, rest: Int) -> Int32 {
    var scalars = 0
    var length = 0
    while length < rest, scalars < BidiText.lineLength {
      length += units[length] & 0xFC00 == 0xD800 && length + 1 < rest ? 2 : 1
      scalars += 1
    }
    return Int32(length)
  }
}
