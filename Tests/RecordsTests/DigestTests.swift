import Records
import Testing

struct DigestTests {
  /// FIPS 180-4 examples and lengths around the block boundary; values from Python's hashlib.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `known digests are met`(text: String, hex: String) {
    #expect(SHA256.digest(of: text).hex == hex)
  }

  @Test(arguments: [55, 56, 57, 63, 64, 65, 119, 120, 128, 1000])
  func `pieces give the digest of the whole`(length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let whole = SHA256.digest(of: bytes)
    for step in [1, 3, 63, 64, 65] {
      var hash = SHA256()
      for start in stride(from: 0, to: length, by: step) {
        hash.update(Array(bytes[start..<min(start + step, length)]))
      }
      #expect(hash.finalize() == whole)
    }
  }

  @Test func `hexadecimal digits and bytes give the digest back`() {
    let digest = SHA256.digest(of: "abc")
    #expect(Digest(hex: digest.hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(Digest(hex: "abc") == nil)
    #expect(Digest(bytes: [1, 2]) == nil)
    #expect(Digest(hex: String(repeating: "g", count: 64)) == nil)
  }

  /// Values of the reference implementation, through Python's xxhash package.
  @Test func `the checksum is XXH64`() {
    #expect(Checksum.of([]) == 0xef46_db37_51d8_e999)
    #expect(Checksum.of(Array("a".utf8)) == 0xd24e_c4f1_a98c_6e5b)
    #expect(Checksum.of(Array("abc".utf8)) == 0x44bc_2cf5_ad77_0999)
    #expect(
      Checksum.of(Array("Nobody inspects the spammish repetition".utf8)) == 0xfbce_a83c_8a37_8bf1)
  }

  @Test func `uids are of version 7 and sort by time`() {
    var random = SystemRandomNumberGenerator()
    let early = RunUID(millisecondsSince1970: 1_700_000_000_000, using: &random)
    let late = RunUID(millisecondsSince1970: 1_700_000_000_001, using: &random)
    #expect(early < late)
    #expect(early.description < late.description)
    #expect(early.description.hasPrefix("018bcfe5-6800-7"))
    #expect("89ab".contains(Array(early.description)[19]))
    #expect(RunUID(early.description) == early)
    #expect(RunUID("018bcfe5") == nil)
  }
}
