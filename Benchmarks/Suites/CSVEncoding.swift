internal import Foundation
internal import HarvestCore
internal import HarvestStore

/// Rows to CSV, against Foundation's JSON of the same values.
enum CSVEncoding {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let rows = rows(itemCount, seed: seed)
        return BenchmarkSuite(
            name: "csv-encoding", summary: "a row of ten values, to a line of RFC 4180", itemCount: itemCount,
            byteCount: bytes(of: rows, as: .csv).count,
            contenders: [
                .init("HarvestStore ExportEncoder, CSV") { UInt64(bytes(of: rows, as: .csv).count) },
                .init("HarvestStore ExportEncoder, NDJSON") { UInt64(bytes(of: rows, as: .ndjson).count) },
                .init("Foundation JSONEncoder") {
                    let texts = rows.map { $0.values.map { "\($0)" } }
                    // Texts can always be encoded; a failure would show in the digest.
                    return UInt64((try? JSONEncoder().encode(texts))?.count ?? 0)
                },
            ],
            disagreements: {
                let lines = bytes(of: rows, as: .csv).count { $0 == UInt8(ascii: "\n") }
                return abs(lines - rows.count)
                    + abs(
                        bytes(of: rows, as: .ndjson).count { $0 == UInt8(ascii: "\n") } - rows.count)
            })
    }

    private static func bytes(of rows: [Row], as format: ExportFormat) -> [UInt8] {
        var encoder = ExportEncoder(table: QuoteTop.table, format: format, isCSVSafe: true)
        var bytes: [UInt8] = []
        for row in rows { encoder.append(row, to: &bytes) }
        return bytes
    }

    private static func rows(_ count: Int, seed: UInt64) -> [Row] {
        let block = DrawnQuotes.block(of: DrawnQuotes.quotes(count, seed: seed))
        let columns = QuoteTop.table.columns.map(\.name)
        return (0..<block.count).map { Row(columns: columns, values: [.integer(Int64($0))] + block[$0]) }
    }
}
