internal import HarvestCore

/// Encodes, compresses and writes rows on a thread of its own, because a disk or a pager may keep it waiting.
actor ExportSink {
    private let executor: PinnedExecutor
    private let target: ExportTarget
    private var encoder: ExportEncoder
    private var file: ExportFile?
    private var deflater: GzipDeflater?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ target: ExportTarget, encoder: ExportEncoder) throws {
        executor = try PinnedExecutor(name: "export")
        self.target = target
        self.encoder = encoder
    }

    /// Makes the temporary file, or takes the descriptor, and writes what stands before the rows.
    func open() throws {
        file = try ExportFile(target)
        if target.isCompressed { deflater = try GzipDeflater() }
        try write(encoder.head())
    }

    /// Writes rows.
    func write(_ rows: [Row]) throws {
        var bytes: [UInt8] = []
        for row in rows { encoder.append(row, to: &bytes) }
        try write(bytes)
    }

    /// Writes what stands after the rows, makes everything durable and gives the file its name.
    func finish() throws -> TableExport.Summary {
        try write(encoder.tail())
        if let deflater { try file?.write(try deflater.finish()) }
        let byteCount = file?.byteCount ?? 0
        try file?.publish()
        file = nil
        return TableExport.Summary(rows: encoder.rowCount, bytes: byteCount)
    }

    /// Takes the temporary file away.
    func discard() {
        file?.discard()
        file = nil
    }

    private func write(_ bytes: [UInt8]) throws {
        try file?.write(try deflater.map { try $0.compress(bytes) } ?? bytes)
    }
}
