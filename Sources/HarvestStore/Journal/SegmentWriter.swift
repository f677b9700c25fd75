internal import Glibc
internal import HarvestCore

/// One segment that is being written: a file, the compressor of its open member, and how far both are.
///
/// After a fault nothing more is appended here. The compressor has seen what the file has not, so the journal
/// goes on in another segment.
final class SegmentWriter {
    /// The segment.
    let name: JournalSegmentName
    /// When it was begun by the wall clock, to the hour.
    let hour: Timestamp
    /// Bytes in the file up to the last whole write.
    private(set) var bytes = 0
    /// The number of the next record it can take.
    private(set) var nextSequence: UInt64
    /// Bytes of the open member before compression; zero when none is open.
    private(set) var memberBytes = 0
    /// When the open member was begun.
    private(set) var memberBegan = Duration.zero
    /// Whether a write failed halfway, so that the file is longer than `bytes`.
    private(set) var isTorn = false

    private let disk: any JournalDisk
    private let descriptor: Int32
    private let deflater: GzipDeflater

    /// Takes over a file that was just made.
    init(
        _ name: JournalSegmentName, hour: Timestamp, descriptor: Int32, disk: any JournalDisk,
        deflater: GzipDeflater
    ) {
        self.name = name
        self.hour = hour
        self.descriptor = descriptor
        self.disk = disk
        nextSequence = name.sequence
        self.deflater = deflater
    }

    /// Hands an encoded record to the kernel, readable without anything that follows.
    func append(_ record: [UInt8], as sequence: UInt64, at uptime: Duration) throws(DiskFault) {
        if memberBytes == 0 { memberBegan = uptime }
        try write(try compressed { () throws(StoreError) in try deflater.flush(record) })
        memberBytes += record.count
        nextSequence = sequence + 1
    }

    /// Closes the open member, if there is one.
    func endMember() throws(DiskFault) {
        guard memberBytes > 0 else { return }
        try write(try compressed { () throws(StoreError) in try deflater.finish() })
        memberBytes = 0
    }

    /// Makes everything in the file durable.
    func sync() throws(DiskFault) { try DiskFault.check(disk.sync(descriptor), "fsync") }

    /// Cuts off what a failed write left behind.
    func cutTorn() throws(DiskFault) {
        guard isTorn else { return }
        try DiskFault.check(disk.truncate(descriptor, to: bytes), "ftruncate")
        isTorn = false
    }

    /// Closes the file, synced or not.
    func close() { disk.close(descriptor) }

    /// zlib fails for want of memory alone; what it has seen is then as uncertain as after a failed write.
    private func compressed(_ work: () throws(StoreError) -> [UInt8]) throws(DiskFault) -> [UInt8] {
        do { return try work() } catch { throw DiskFault(operation: "deflate", code: ENOMEM) }
    }

    private func write(_ output: [UInt8]) throws(DiskFault) {
        var rest = output[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { disk.write($0, to: descriptor) }
            if count == -Int(EINTR) { continue }
            guard count > 0 else {
                isTorn = isTorn || rest.count < output.count
                // A write of nothing that is no error would go on for ever.
                throw DiskFault(operation: "write", code: count == 0 ? EIO : Int32(clamping: -count))
            }
            rest = rest.dropFirst(count)
        }
        bytes += output.count
    }
}
