import Arrays

/// Array values of evaluated nodes; places of dropped values are reused.
struct ValueTable {
  private(set) var arrays: [NDArray?] = []
  private(set) var tuples: [[NDArray]] = []
  private var freeArrays: [Int] = []
  private var freeTuples: [Int] = []

  mutating func insert(_ array: NDArray) -> UInt64 {
    if let place = freeArrays.popLast() {
      arrays[place] = array
      return UInt64(place)
    }
    arrays.append(array)
    return UInt64(arrays.count - 1)
  }

  mutating func insert(_ tuple: [NDArray]) -> UInt64 {
    if let place = freeTuples.popLast() {
      tuples[place] = tuple
      return UInt64(place)
    }
    tuples.append(tuple)
    return UInt64(tuples.count - 1)
  }

  mutating func removeArray(_ place: UInt64) {
    arrays[Int(place)] = nil
    freeArrays.append(Int(place))
  }

  mutating func removeTuple(_ place: UInt64) {
    tuples[Int(place)] = []
    freeTuples.append(Int(place))
  }
}
