import HarvestCore
import HarvestSources
import Testing

/// XTracker's shapes beyond the recordings: failures, bare arrays, kept bytes.
struct XTrackerDecoderTests {
    static let post =
        #"{"id":"cm1","userId":"u","platformId":"99","content":"RT @a\nhé \ud83d\ude00","#
        + #""createdAt":"2026-04-09T13:41:35.000Z","importedAt":null,"metrics":{"x": 1}}"#
    static let tracking =
        #"{"id":"t","userId":"u","title":" Elon ","startDate":"2026-04-10T16:00:00.000Z","#
        + #""endDate":"2026-04-17T15:59:59.000Z","isActive":true,"createdAt":"2026-04-07T04:00:03.482Z","#
        + #""updatedAt":"2026-04-07T04:00:03.482Z","marketLink":"https://polymarket.com/event/elon-x?tid=1"}"#

    @Test func aPostKeepsItsBytes() throws {
        let frame = RecordedPayloads.frame(#"{"success":true,"data":[ \#(Self.post) ]}"#)
        let post = try #require(try XTrackerDecoder.posts(frame).elements.first)
        #expect(post.raw == Self.post)
        #expect(post.content == "RT @a\nhé 😀" && post.platformID == "99" && post.importedAt == nil)
    }

    @Test func aBareArrayIsTakenAsWell() throws {
        let windows = try XTrackerDecoder.trackings(RecordedPayloads.frame("[\(Self.tracking)]")).elements
        #expect(windows.map(\.title) == [" Elon "])
        #expect(windows.map(\.eventSlug) == ["elon-x"])
        #expect(windows[0].stats == nil && windows[0].user.isEmpty)
    }

    @Test(arguments: [
        #"{"success":false,"error":"User not found"}"#,
        #"{"success":false,"data":[],"error":"User not found"}"#,
        #"{"error":"User not found"}"#,
    ])
    func failureIsAnUpstreamError(body: String) {
        let error = #expect(throws: DecodeError.self) {
            try XTrackerDecoder.posts(RecordedPayloads.frame(body))
        }
        #expect(error?.problem == .upstream("User not found"))
    }

    @Test func successWithoutDataIsAnErrorNotAnEmptyList() {
        for body in [#"{"success":true}"#, #"{"success":true,"data":null}"#, #"{"success":true,"data":{}}"#] {
            #expect(throws: DecodeError.self, "\(body)") {
                try XTrackerDecoder.posts(RecordedPayloads.frame(body))
            }
        }
    }

    @Test func aBadPostIsOneReject() throws {
        let bad = Self.post.replacing("13:41:35", with: "25:41:35")
        let body = #"{"success":true,"data":[\#(Self.post),\#(bad)],"message":"ok"}"#
        let page = try XTrackerDecoder.posts(RecordedPayloads.frame(body))
        #expect(page.elements.count == 1 && page.drift.isEmpty)
        #expect(page.rejected.map(\.error.keyPath) == ["data[1].createdAt"])
        #expect(page.rejected.map(\.error.code) == ["E2012"])
    }

    @Test func aBadWindowLeavesTheAccount() throws {
        let user =
            #"{"id":"u","handle":"h","name":"N","platformId":"1","createdAt":"2026-04-07","#
            + #""updatedAt":"2026-04-07","trackings":[{"id":"x"},\#(Self.tracking)],"_count":{"posts":12}}"#
        let page = try XTrackerDecoder.user(
            RecordedPayloads.frame(#"{"success":true,"data":\#(user)}"#))
        #expect(page.elements[0].trackings.count == 1 && page.elements[0].postCount == 12)
        #expect(page.elements[0].platform == nil && page.elements[0].isVerified == nil)
        #expect(page.rejected.map(\.error.keyPath) == ["data.trackings[0].userId"])
    }
}
