internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// The schema as a foreign program sees it: `psql` reads the catalogues, and they say what `TableSchema`
/// says.
@Suite struct PostgresSchemaTests {
    private typealias Samples = PostgresSamples

    @Test func psqlSeesEveryColumnWithItsTypeNullabilityAndDefault() async throws {
        try await Samples.withMigratedStore { _, url in
            let lines = try await TemporaryPostgres.shared().psql(
                url,
                """
                SELECT table_name, column_name, CASE data_type WHEN 'numeric'
                    THEN format('numeric(%s,%s)', numeric_precision, numeric_scale)
                    WHEN 'timestamp with time zone' THEN 'timestamptz' ELSE data_type END,
                    is_nullable, coalesce(column_default, '')
                FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name !~ '_p[0-9]{8}$' ORDER BY 1, ordinal_position
                """)
            let expected = TableCatalogue.tables.sorted { $0.name < $1.name }.flatMap { table in
                table.columns.map { Self.line(for: $0, of: table) }
            }
            let known = Set(TableCatalogue.tables.map(\.name))
            #expect(lines.filter { known.contains(String($0.prefix { $0 != "|" })) } == expected)
        }
    }

    @Test func psqlSeesEveryKeyAndReference() async throws {
        try await Samples.withMigratedStore { _, url in
            let lines = try await TemporaryPostgres.shared().psql(
                url,
                """
                SELECT c.relname, pg_get_constraintdef(k.oid) FROM pg_constraint k
                JOIN pg_class c ON c.oid = k.conrelid
                WHERE k.contype IN ('p', 'u', 'f') AND c.relnamespace = 'public'::regnamespace
                    AND NOT c.relispartition AND c.relname <> '\(Migration.tableName)'
                """)
            let expected = TableCatalogue.tables.flatMap { table in
                Self.constraints(of: table).map { "\(table.name)|\($0)" }
            }
            #expect(lines.sorted() == expected.sorted())
        }
    }

    @Test func psqlSeesEveryIndexAndPartitionKey() async throws {
        try await Samples.withMigratedStore { _, url in
            let server = try await TemporaryPostgres.shared()
            let indexes = try await server.psql(
                url, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
            for table in TableCatalogue.tables {
                for index in table.indexes {
                    let columns = index.columns.map { column in
                        column.hasPrefix("-") ? column.dropFirst() + " DESC" : column[...]
                    }
                    let method = index.isBlockRange ? "brin" : "btree"
                    let tail = "USING \(method) (\(columns.joined(separator: ", ")))"
                    let found = indexes.filter { $0.contains(".\(table.name) ") && $0.hasSuffix(tail) }
                    #expect(found.count == 1, "\(table.name) \(tail)")
                }
            }
            let keys = try await server.psql(
                url, "SELECT partrelid::regclass, pg_get_partkeydef(partrelid) FROM pg_partitioned_table")
            let partitioned = TableCatalogue.tables.filter { $0.partitionColumn != nil }
            #expect(partitioned.count == 3)
            #expect(keys.sorted() == partitioned.map { "\($0.name)|RANGE (captured_at)" }.sorted())
        }
    }

    @Test func migratingTwiceChangesNothing() async throws {
        try await Samples.withStore { store, _ in
            let first = try await store.migrate()
            #expect((first.from, first.to, first.didAdopt) == (0, Migration.currentVersion, false))
            #expect(first.applied == Migration.history.map(\.name))
            let second = try await store.migrate()
            #expect((second.from, second.to) == (Migration.currentVersion, Migration.currentVersion))
            #expect(second.applied.isEmpty)
        }
    }

    @Test func twoMigrationsAtOnceTakeTurns() async throws {
        let url = try await TemporaryPostgres.freshDatabase()
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let clock = ManualClock(now: Samples.noon)
                    return try await withPostgresStore(url: PostgresURL(url), clock: clock) { store in
                        try await store.migrate().applied.count
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(applied == Migration.history.count)
    }

    @Test func aSchemaOfALaterProgramIsRefused() async throws {
        try await Samples.withMigratedStore { store, url in
            let later = Migration.currentVersion + 1
            try await TemporaryPostgres.shared().psql(
                url, "INSERT INTO \(Migration.tableName) VALUES (\(later), 'later', now())")
            let error = await #expect(throws: StoreError.self) { try await store.migrate() }
            #expect(error?.kind == .schemaNewer)
            #expect(try await store.inspect().schemaVersion == later)
        }
    }

    private static func line(for column: Column, of table: TableSchema) -> String {
        let type = column.type == .serial ? "bigint" : PostgresType.name(of: column.type)
        let value =
            switch column.defaultValue {
            case .now: "now()"
            case .value(.boolean(let isTrue)): "\(isTrue)"
            case .value(.integer(let number)): "\(number)"
            case .value(.decimal(let millionths)): DecimalText.text(millionths: millionths)
            case .value(.text(let text)): "'\(text)'::text"
            case .value(.json(let text)): "'\(text)'::jsonb"
            case .value: "?"
            case nil: column.type == .serial ? "nextval('\(table.name)_id_seq'::regclass)" : ""
            }
        return "\(table.name)|\(column.name)|\(type)|\(column.isNullable ? "YES" : "NO")|\(value)"
    }

    private static func constraints(of table: TableSchema) -> [String] {
        ["PRIMARY KEY (\(table.primaryKey.joined(separator: ", ")))"]
            + table.uniques.map { "UNIQUE (\($0.joined(separator: ", ")))" }
            + table.columns.compactMap { column in
                guard let parent = column.references, let key = TableCatalogue.named(parent)?.primaryKey
                else {
                    return nil
                }
                return "FOREIGN KEY (\(column.name)) REFERENCES \(parent)(\(key.joined(separator: ", ")))"
            }
    }
}
