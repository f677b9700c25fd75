@testable internal import HarvestSources
internal import Testing

/// Deadlines of a transfer, moment by moment.
@Suite struct TransferDeadlinesTests {
    private static let limits = RequestDeadlines(
        firstByte: .seconds(5), total: .seconds(30), lowSpeedBytesPerSecond: 100, lowSpeedWindow: .seconds(10)
    )

    private func started() -> TransferDeadlines { TransferDeadlines(Self.limits, askedAt: .seconds(100)) }

    @Test func nothingButTheTotalCountsBeforeTheRequestIsSent() {
        let deadlines = started()
        #expect(deadlines.next == .seconds(130))
        #expect(deadlines.verdict(at: .seconds(129)) == nil)
        #expect(deadlines.verdict(at: .seconds(130)) == .totalTimeout)
    }

    @Test func theFirstByteIsDueAfterSending() {
        var deadlines = started()
        deadlines.noteSent(at: .seconds(103))
        #expect(deadlines.next == .seconds(108))
        #expect(deadlines.verdict(at: .seconds(107)) == nil)
        #expect(deadlines.verdict(at: .seconds(108)) == .firstByteTimeout)
        deadlines.noteSent(at: .seconds(106))
        #expect(deadlines.verdict(at: .seconds(108)) == nil)
    }

    @Test func aDripIsSeenAfterOneWindow() {
        var deadlines = started()
        deadlines.noteSent(at: .seconds(100))
        for second in 101...110 { deadlines.noteReceived(99, at: .seconds(second)) }
        #expect(deadlines.verdict(at: .seconds(110)) == nil)
        #expect(deadlines.next == .seconds(111))
        #expect(deadlines.verdict(at: .seconds(111)) == .tooSlow)
    }

    @Test func justEnoughSpeedIsEnough() {
        var deadlines = started()
        for second in 100...129 {
            deadlines.noteReceived(101, at: .seconds(second))
            #expect(deadlines.verdict(at: .seconds(second)) == nil)
        }
    }

    @Test func aStallAfterABurstIsSeenWithinOneWindowOfTheBurst() {
        var deadlines = started()
        deadlines.noteReceived(1, at: .seconds(100))
        deadlines.noteReceived(1 << 20, at: .seconds(109))
        #expect(deadlines.verdict(at: .seconds(118)) == nil)
        #expect(deadlines.verdict(at: .seconds(119)) == .tooSlow)
    }
}
