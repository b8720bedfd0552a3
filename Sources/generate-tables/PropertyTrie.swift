/// Scalar to record number to record, in the layout `Typesetting.Properties` reads.
struct PropertyTrie {
  /// Record numbers of U+0000…07FF: every one- and two-byte UTF-8 sequence.
  let flat: [UInt8]
  /// Block numbers of U+0000…FFFF by 64 scalars, and the blocks.
  let basic: BlockTable
  /// Block numbers of U+10000…10FFFF by 256 scalars, and the blocks.
  let supplementary: BlockTable
  let records: [UInt32]

  init(_ properties: [PropertyRecord]) throws {
    let distinct = Set(properties).map(\.bits).sorted()
    guard distinct.count <= 256 else { throw TableError.tooManyRecords(distinct.count) }
    records = distinct
    var number: [UInt32: UInt8] = [:]
    for (index, bits) in distinct.enumerated() { number[bits] = UInt8(index) }
    let ids = properties.map { number[$0.bits] ?? 0 }
    flat = Array(ids[..<0x800])
    basic = try BlockTable(ids[..<0x10000], blockSize: 64)
    supplementary = try BlockTable(ids[0x10000...], blockSize: 256)
  }
}

/// Equal blocks of bytes stored once.
struct BlockTable {
  private(set) var index: [UInt8] = []
  private(set) var blocks: [UInt8] = []

  init(_ values: ArraySlice<UInt8>, blockSize: Int) throws {
    var seen: [ArraySlice<UInt8>: UInt8] = [:]
    for start in stride(from: values.startIndex, to: values.endIndex, by: blockSize) {
      let block = values[start..<start + blockSize]
      if let known = seen[block] {
        index.append(known)
        continue
      }
      guard seen.count < 256 else { throw TableError.tooManyBlocks(seen.count + 1) }
      let number = UInt8(seen.count)
      seen[block] = number
      index.append(number)
      blocks += block
    }
  }

  /// Eight bytes to a word, first byte lowest.
  var packedBlocks: [UInt64] {
    stride(from: 0, to: blocks.count, by: 8).map { start in
      (0..<8).reduce(0) { $0 | UInt64(blocks[start + $1]) << (8 * UInt64($1)) }
    }
  }
}
