/// What libFuzzer calls with bytes it made up: two choose the setting, the rest is a text. `make fuzz`
/// compiles this together with the module's sources and the tests' promises.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTypesetting(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let promises = RowPromises(bytes: UnsafeBufferPointer(start: data, count: count))
  if let broken = promises.broken { fatalError(broken) }
  return 0
}
