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
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for _ in 0..<2_000 { _ = FileLock.isHeld(path) } }
                for _ in 0..<2_000 { _ = try FileLock(path) }
                try await group.waitForAll()
            }
        }
    }
}
