internal import Glibc
internal import HarvestCore
internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// No descriptor is left: an open store goes on storing. In a process of its own, because it would meet every
/// other test.
@Suite struct DescriptorExhaustionTests {
    @Test func anOpenStoreStoresOn() async {
        await #expect(processExitsWith: .success) {
            try await TemporaryDirectory.with { directory in
                let path = directory.file("harvest.sqlite3")
                try await withSQLiteStore(path: path, clock: ManualClock()) { store in
                    _ = try await store.migrate()
                    _ = try await store.commit([Batch(run: Sample.run(seed: 1))])
                    var limit = rlimit()
                    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    limit.rlim_cur = 64
                    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    var taken: [Int32] = []
                    while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
                    precondition(errno == EMFILE && !taken.isEmpty)
                    for number in 2...20 {
                        _ = try await store.commit([Batch(run: Sample.run(seed: UInt64(number)))])
                    }
                    for descriptor in taken { close(descriptor) }
                    let count = try await store.count(CollectorRun.table)
                    precondition(count == 20)
                }
            }
        }
    }
}
