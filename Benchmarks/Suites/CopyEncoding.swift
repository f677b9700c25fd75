internal import HarvestCore
internal import HarvestStore

/// Rows to the server's binary COPY format, against its text format put together from strings.
enum CopyEncoding {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let block = DrawnQuotes.block(of: DrawnQuotes.quotes(itemCount, seed: seed))
        return BenchmarkSuite(
            name: "copy-encoding", summary: "a row of nine values, to bytes for COPY",
            itemCount: itemCount, byteCount: binary(block).count,
            contenders: [
                .init("HarvestStore PostgresEncoder, binary") { UInt64(binary(block).count) },
                .init("strings joined, text format") { UInt64(text(block).utf8.count) },
            ],
            disagreements: {
                // The binary form says how many fields each row has; both forms must have every row.
                let lines = text(block).utf8.count { $0 == UInt8(ascii: "\n") }
                let bytes = binary(block)
                let isWhole = bytes.suffix(2) == [0xFF, 0xFF] && bytes.starts(with: "PGCOPY".utf8)
                return abs(lines - block.count) + (isWhole ? 0 : 1)
            })
    }

    private static func binary(_ block: RowBlock) -> [UInt8] {
        var encoder = PostgresEncoder()
        encoder.appendHeader()
        for row in 0..<block.count {
            encoder.appendRow(number: Int32(row), round: 0, block[row], as: block.columns)
        }
        encoder.appendTrailer()
        return encoder.bytes
    }

    private static func text(_ block: RowBlock) -> String {
        (0..<block.count).reduce(into: "") { text, row in
            text += block[row].map(Self.text).joined(separator: "\t") + "\n"
        }
    }

    private static func text(_ value: ColumnValue) -> String {
        switch value {
        case .null: "\\N"
        case .text(let text), .json(let text), .uuid(let text): text
        case .boolean(let isTrue): isTrue ? "t" : "f"
        case .integer(let number): String(number)
        case .decimal(let millionths): Amount(millionths: millionths).description
        case .timestamp(let moment): moment.description
        case .date(let day): day.description
        }
    }
}
