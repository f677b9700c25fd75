internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// One service writes a file: a second one is refused, by whichever path it comes.
@Suite struct SQLiteLeaseTests {
    private let clock = ManualClock()

    @Test func aSecondServiceIsRefusedAndOthersAreNot() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("sub/harvest.sqlite3")
            let link = directory.file("link.sqlite3")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            try await withSQLiteStore(path: path, clock: clock) { first in
                // Before the tables are there, so that a second one does not even migrate them.
                try await first.takeLease()
                try await first.takeLease()
                _ = try await first.migrate()
                for other in [path, link] {
                    try await withSQLiteStore(path: other, clock: clock) { second in
                        let error = await #expect(throws: StoreError.self) { try await second.takeLease() }
                        #expect(error?.kind == .leaseTaken)
                        #expect(error?.advice == .reconnect)
                        #expect(error?.cause?.contains("/sub/harvest.sqlite3-lease") == true)
                        // A backfill never asks.
                        _ = try await second.commit([Batch()])
                    }
                }
                _ = try await first.commit([Batch()])
            }
            try await withSQLiteStore(path: link, clock: clock) { try await $0.takeLease() }
        }
    }

    @Test func aFileThatCannotBeLockedIsAnError() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            try FileManager.default.createDirectory(
                atPath: path + "-lease", withIntermediateDirectories: false)
            try await withSQLiteStore(path: path, clock: clock) { store in
                let error = await #expect(throws: StoreError.self) { try await store.takeLease() }
                #expect(error?.kind == .unusablePath)
            }
        }
    }
}
