internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// The lock on a file: one has it, and whoever asks does not disturb.
@Suite struct FileLockTests {
    @Test func oneHasItAndAskingTellsSo() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("lock")
            #expect(!FileLock.isHeld(path))
            let lock = try FileLock(path)
            withExtendedLifetime(lock) {
                #expect(FileLock.isHeld(path))
                let error = #expect(throws: DiskFault.self) { _ = try FileLock(path) }
                #expect(error?.isLocked == true)
                // Asking has not given it away.
                #expect(FileLock.isHeld(path))
            }
        }
    }

    @Test func itIsGivenBackWithItsOwner() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("lock")
            _ = try FileLock(path)
            #expect(!FileLock.isHeld(path))
            _ = try FileLock(path)
        }
    }

    /// Who only wants to know once took a shared lock for a moment, and kept out a process that began then.
    @Test func askingKeepsNobodyOut() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("lock")
            var refusals: [Int] = []
            // A process that another test starts has our open files until its program begins, and with them
            // the lock: that refuses one now and then, in some rounds.
            while refusals.count < 5, refusals.last != 0 {
                refusals.append(try await Self.refusals(of: path, whileAsked: 5_000))
            }
            #expect(refusals.last == 0, "\(refusals)")
        }
    }

    /// How many of so many tries to take the lock fail while somebody asks all the time.
    private static func refusals(of path: String, whileAsked times: Int) async throws -> Int {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (begun, isOver) = (Latch(), Latch())
            group.addTask {
                while !isOver.isOpen {
                    _ = FileLock.isHeld(path)
                    begun.open()
                }
            }
            defer { isOver.open() }
            await begun.wait()
            var refusals = 0
            for _ in 0..<times {
                do { _ = try FileLock(path) } catch let fault as DiskFault where fault.isLocked {
                    refusals += 1
                }
            }
            return refusals
        }
    }
}
