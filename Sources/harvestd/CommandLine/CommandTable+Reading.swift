internal import HarvestCore
internal import HarvestStore

extension CommandTable {
    /// Looking at what was stored.
    static let reading = [exportTables, export]

    private static let exportTables = CommandSpecification(
        name: "export-tables", summary: "List the tables that can be exported",
        description: ["Lists every table and view with what a row of it is. Needs no database."],
        examples: [
            .init("harvestd export-tables", "the list"),
            .init("harvestd export-tables --json", "with columns and types"),
            .init("harvestd export-tables --json | jq -r '.tables[].name'", "only the names"),
        ])

    private static let export = CommandSpecification(
        name: "export", summary: "Write a table as CSV, JSON or NDJSON",
        description: [
            "Writes the rows of one table, in the order of its time, to a file that appears whole"
                + " or not at all, or to stdout. Times are RFC 3339 in UTC, decimals have their exact"
                + " digits. A name that ends in .gz is compressed.",
            "How many rows and bytes were written is told on stderr; with --json and a file, on stdout.",
        ],
        flags: [
            .option(
                "table", .choice(tableNames), "TABLE",
                "The table or view; harvestd export-tables lists them"),
            .option(
                "format", .choice(ExportFormat.allCases.map(\.rawValue)), "FORMAT", default: "csv",
                "Form of the output"),
            .option("since-hours", .integer(1...876_000), "HOURS", "Only rows of the last hours"),
            .option(
                "limit", .integer(1...1_000_000_000), "ROWS",
                "At most so many rows, the oldest of the time asked for"),
            .option("output", short: "o", .file, "FILE", default: "-", "The file to write; - is stdout"),
            .toggle("force", "Replace a file that is there"),
            .toggle("csv-safe", "Put an apostrophe before text that a spreadsheet would run"),
        ],
        examples: [
            .init("harvestd export --table view_quote_latest", "the latest quotes to the screen"),
            .init(
                "harvestd export --table fact_tweet_post --format ndjson -o posts.ndjson.gz",
                "a compressed file"),
            .init(
                "harvestd export --table fact_quote_1m --since-hours 24 -o day.csv", "a day of minute bars"),
        ],
        exitCodes: databaseCodes)

    private static let tableNames = TableExport.tables.map(\.name)
}
