import HarvestCore
import Testing

/// The digests against the vectors of FIPS 180 and against themselves in pieces.
struct MessageDigestTests {
    static let alphabet = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (alphabet, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    ])
    func sha1GivesThePublishedDigests(message: String, digest: String) {
        #expect(Hexadecimal.text(of: SHA1.digest(of: message.utf8)) == digest)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (alphabet, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    ])
    func sha256GivesThePublishedDigests(message: String, digest: String) {
        #expect(Hexadecimal.text(of: SHA256.digest(of: message.utf8)) == digest)
    }

    @Test func aMillionLettersGiveThePublishedDigests() {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            Hexadecimal.text(of: SHA1.digest(of: message)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
        #expect(
            Hexadecimal.text(of: SHA256.digest(of: message))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func piecesGiveTheSameDigestAsTheWhole() {
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for length in 0..<200 {
            for piece in [1, 3, 63, 64, 65, 128] {
                var digest = SHA256()
                var legacy = SHA1()
                for start in stride(from: 0, to: length, by: piece) {
                    digest.update(message[start..<min(start + piece, length)])
                    legacy.update(AnySequence(message[start..<min(start + piece, length)]))
                }
                #expect(digest.finish() == SHA256.digest(of: message[..<length]))
                #expect(legacy.finish() == SHA1.digest(of: message[..<length]))
            }
        }
    }
}
