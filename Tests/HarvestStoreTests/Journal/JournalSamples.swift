internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
@testable internal import HarvestStore

/// Records, and ways to write and read them whole.
enum JournalSamples {
    /// A record with chance in every part.
    static func record(_ generator: inout SeededGenerator, bodyBytes: Int = 300) -> JournalRecord {
        let length = Int.random(in: 0...bodyBytes, using: &generator)
        let body = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let texts = ["", "plain", "a\nb\u{0}\"\\", "seq", "bytes", "čaj \u{1F375}\u{2028}"]
        var fields = [
            JournalRecord.Field("seq", .integer(Int64.random(in: .min ... .max, using: &generator)))
        ]
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let name = texts.randomElement(using: &generator) ?? ""
            fields.append(.init(name, .text(texts.randomElement(using: &generator) ?? "")))
        }
        return JournalRecord(
            texts.randomElement(using: &generator) ?? "",
            at: Timestamp(microseconds: Int64.random(in: 0...2_000_000_000_000_000, using: &generator)),
            uptime: .microseconds(Int64.random(in: 0...1_000_000_000_000, using: &generator)),
            run: Bool.random(using: &generator) ? "run-1" : nil, fields: fields, body: body)
    }

    /// The records with numbers from `first` on, as a reader gives them.
    static func numbered(_ records: [JournalRecord], from first: UInt64 = 1) -> [JournalRecord] {
        zip(first..., records).map { number, record in
            var record = record
            record.sequence = number
            return record
        }
    }

    /// Many records of a seed.
    static func records(_ count: Int, seed: UInt64, bodyBytes: Int = 300) -> [JournalRecord] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in record(&generator, bodyBytes: bodyBytes) }
    }

    /// Lends a journal of a directory with what a test gives.
    static func with<Result>(
        _ directory: String, _ settings: JournalSettings = JournalSettings(),
        clock: ManualClock = ManualClock(),
        events: EventRecorder = EventRecorder(), disk: any JournalDisk = SystemDisk(),
        _ body: (SegmentedJournal) async throws -> Result
    ) async throws -> Result {
        try await withSegmentedJournal(
            directory: directory, settings: settings, clock: clock, events: events, disk: disk, body)
    }

    /// All records of a directory, and the damages met.
    static func read(
        _ directory: String, from sequence: UInt64 = 0
    ) throws -> (records: [JournalRecord], damages: [JournalDamage]) {
        let reader = try JournalReader(JournalFolder(path: directory), from: sequence, isLive: false)
        var records: [JournalRecord] = []
        while let record = try reader.next() { records.append(record) }
        return (records, reader.damages)
    }

    /// The files of segments in order.
    static func segments(_ directory: String) throws -> [String] {
        try JournalFolder(path: directory).names().map(\.text)
    }

    /// A file's bytes.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Makes a directory with one segment of these bytes.
    static func plant(_ bytes: [UInt8], named name: String, in directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: directory + "/" + name))
    }

    /// What a program prints, and how it ends.
    static func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
