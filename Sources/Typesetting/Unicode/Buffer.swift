/// Memory that one paragraph fills and the next one uses again.
///
/// Arrays would check every index and, inside another value, look for other owners at every write;
/// in the few loops that see every character of a text that costs half of their time. Indices are
/// checked in debug builds.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<Element>

  init() { memory = UnsafeMutableBufferPointer(start: nil, count: 0) }

  deinit { memory.deallocate() }

  var capacity: Int { memory.count }

  /// Makes room for `count` elements and keeps those before `kept`; what is beyond is not set.
  mutating func reserve(_ count: Int, keeping kept: Int = 0) {
    guard count > memory.count else { return }
    let larger = UnsafeMutableBufferPointer<Element>.allocate(
      capacity: max(count, 2 * memory.count, 64))
    if kept > 0 { _ = larger.update(fromContentsOf: memory[..<kept]) }
    memory.deallocate()
    memory = larger
  }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < memory.count)
      return memory.baseAddress.unsafelyUnwrapped[index]
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index < memory.count)
      memory.baseAddress.unsafelyUnwrapped[index] = newValue
    }
  }

  func fill(_ range: Range<Int>, with element: Element) {
    guard !range.isEmpty else { return }
    assert(range.upperBound <= memory.count)
    (memory.baseAddress.unsafelyUnwrapped + range.lowerBound)
      .update(repeating: element, count: range.count)
  }

  func copy(_ other: borrowing Buffer, count: Int) {
    guard count > 0 else { return }
    pointer.update(from: other.pointer, count: count)
  }

  /// The elements, valid until the next ``reserve(_:keeping:)``. At least one must be reserved.
  var pointer: UnsafeMutablePointer<Element> { memory.baseAddress.unsafelyUnwrapped }

  /// The elements in `range`, valid until the next ``reserve(_:keeping:)``.
  func elements(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(rebasing: memory[range])
  }
}

/// A list in memory that is used again after ``removeAll()``.
struct List<Element: BitwiseCopyable>: ~Copyable {
  private(set) var count = 0
  private var buffer = Buffer<Element>()

  init() {}

  var isEmpty: Bool { count == 0 }
  var indices: Range<Int> { 0..<count }

  subscript(index: Int) -> Element {
    @inline(__always) get { buffer[index] }
    @inline(__always) nonmutating set { buffer[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == buffer.capacity { buffer.reserve(count + 1, keeping: count) }
    buffer[count] = element
    count &+= 1
  }

  /// Takes the elements from `count` on away.
  mutating func shorten(to count: Int) { self.count = count }

  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count &-= 1
    return buffer[count]
  }

  mutating func removeAll() { count = 0 }
}
