internal import Glibc
internal import HarvestCore
@testable internal import HarvestStore

/// The real disk, said to have so many bytes, of which the files of one directory and others take some.
final class SmallDisk: JournalDisk {
    private let capacity: Int
    private let others = Locked(0)
    private let isFull = Locked(false)
    private let system = SystemDisk()

    init(_ capacity: Int) { self.capacity = capacity }

    /// Says what others take from now on, in bytes.
    func setOthers(_ bytes: Int) { others.withLock { $0 = bytes } }

    /// Says whether writing fails from now on, however much space there is said to be.
    func setFull(_ full: Bool) { isFull.withLock { $0 = full } }

    func create(_ path: String) -> Int { system.create(path) }

    func open(_ path: String) -> Int { system.open(path) }

    func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
        isFull.withLock { $0 } ? -Int(ENOSPC) : system.write(bytes, to: descriptor)
    }

    func sync(_ descriptor: Int32) -> Int { system.sync(descriptor) }

    func truncate(_ descriptor: Int32, to size: Int) -> Int { system.truncate(descriptor, to: size) }

    func close(_ descriptor: Int32) { system.close(descriptor) }

    func syncDirectory(_ path: String) -> Int { system.syncDirectory(path) }

    func rename(_ path: String, to other: String) -> Int { system.rename(path, to: other) }

    func remove(_ path: String) -> Int { system.remove(path) }

    func space(of directory: String) -> JournalSpace? {
        let folder = JournalFolder(path: directory)
        // Like the system, it may not know: the journal then goes by its own bound.
        guard let names = try? folder.names() else { return nil }
        let taken = names.reduce(others.withLock { $0 }) { $0 + (folder.size(of: $1) ?? 0) }
        return JournalSpace(available: max(0, capacity - taken), total: capacity)
    }
}
