internal import Glibc
internal import HarvestStore
internal import Testing

/// The thread that blocking C calls run on.
@Suite struct PinnedExecutorTests {
    /// Says on which thread it runs.
    private actor Pinned {
        private let executor: PinnedExecutor
        private(set) var threads: Set<pthread_t> = []

        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

        init(name: String) throws { executor = try PinnedExecutor(name: name) }

        func note() { threads.insert(pthread_self()) }

        func threadName() throws -> String {
            let file = try #require(fopen("/proc/thread-self/comm", "r"))
            defer { fclose(file) }
            var name = [CChar](repeating: 0, count: 32)
            guard fgets(&name, 32, file) != nil else { return "" }
            return String(decoding: name.prefix { $0 > 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        /// The kernel's entry of the thread: `/proc/<process>/task/<thread>`.
        func threadEntry() throws -> String {
            var target = [CChar](repeating: 0, count: 64)
            let length = readlink("/proc/thread-self", &target, 64)
            try #require(length > 0)
            return "/proc/" + String(decoding: target.prefix(length).map { UInt8($0) }, as: UTF8.self)
        }

        /// Waits in a C call until a byte comes.
        func block(on descriptor: Int32) {
            var byte: UInt8 = 0
            #expect(read(descriptor, &byte, 1) == 1)
        }
    }

    @Test func allWorkOfAnActorRunsOnOneThreadOfItsOwn() async throws {
        let actor = try Pinned(name: "pinned-test")
        await withTaskGroup { group in
            for _ in 0..<100 { group.addTask { await actor.note() } }
        }
        let threads = await actor.threads
        #expect(threads.count == 1)
        #expect(!threads.contains(pthread_self()))
        // While the actor lives its thread does, and nobody else is given that thread's name.
        withExtendedLifetime(actor) {}
    }

    @Test func theThreadCarriesItsName() async throws {
        #expect(try await Pinned(name: "sqlite-writer").threadName() == "sqlite-writer")
        #expect(try await Pinned(name: "a name longer than 15").threadName() == "a name longer t")
    }

    @Test func theThreadEndsWithItsActor() async throws {
        let thread = try await Pinned(name: "short").threadEntry()
        // The kernel removes the entry when the thread has ended; nothing but that ends the loop.
        while access(thread, F_OK) == 0 { sched_yield() }
        #expect(access(thread, F_OK) != 0)
    }

    @Test func aBlockedActorDoesNotHoldUpOthers() async throws {
        let blocked = try Pinned(name: "blocked")
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<8 {
                let actor = index == 0 ? blocked : try Pinned(name: "blocked-\(index)")
                group.addTask { await actor.block(on: readEnd) }
            }
            // Eight threads block at once on a machine with fewer cores, and this task still runs.
            group.addTask { _ = write(writeEnd, Array(repeating: 1, count: 8), 8) }
            try await group.waitForAll()
        }
        close(readEnd)
        close(writeEnd)
    }
}
