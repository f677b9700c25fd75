import Testing

@testable import harvestd

@Suite struct SecretFileTests {
    private let scratch: Scratch
    private let secret = "postgresql://u:canary9@127.0.0.1:1/d"

    init() throws { scratch = try Scratch() }

    @Test(arguments: [
        (0o600, true), (0o400, true), (0o700, true), (0o640, false), (0o604, false), (0o644, false),
        (0o660, false),
        (0o666, false), (0o620, false),
    ])
    func aFileWithAPasswordMustBeOnesOwn(_ mode: Int, _ isFine: Bool) throws {
        try scratch.write(".env", "POLARIS_DATABASE_URL=\(secret)\n", mode: mode)
        let rehearsal = Rehearsal(directory: scratch.path)
        let report = try rehearsal.report("run")
        #expect(report.problems.isEmpty == isFine)
        #expect(report.problems.allSatisfy { $0.hint == "chmod 600 \(scratch.path)/.env" })
        #expect(try rehearsal.report("run", "--insecure-env").problems.isEmpty)
    }

    @Test func aFileWithoutAPasswordMayBeReadByAll() throws {
        try scratch.write(
            ".env", "POLARIS_DATABASE_URL=postgresql://u@h/d\nPOLARIS_CLOB_RATE=1\n", mode: 0o644)
        #expect(try Rehearsal(directory: scratch.path).report("run").problems.isEmpty)
    }

    @Test func theAddressComesFromTheSourceThatCountsMost() throws {
        try scratch.write(".env", "POLARIS_DATABASE_URL=postgresql://file@h/d\n")
        try scratch.write("db.dsn", "postgresql://credential@h/d\n", mode: 0o644)
        let named = try scratch.write("named", "  postgresql://named@h/d  \nignored\n")
        func user(_ variables: [String: String], _ flags: String...) throws -> String {
            let shell = try Rehearsal(variables, directory: scratch.path).shell(words: ["run"] + flags)
            return try shell.configurationReport().configuration().database.description
        }
        let credential = ["CREDENTIALS_DIRECTORY": scratch.path]
        let environment = credential.merging(["POLARIS_DATABASE_URL": "postgresql://environment@h/d"]) { $1 }
        #expect(try user([:]) == "postgresql://file@h/d")
        #expect(try user(credential) == "postgresql://credential@h/d")
        #expect(try user(environment) == "postgresql://credential@h/d")
        #expect(try user(environment, "--dsn-file", named) == "postgresql://named@h/d")
        // What a unit passes on when there is no file to load.
        try scratch.write("db.dsn", "\n", mode: 0o400)
        #expect(try user(environment) == "postgresql://environment@h/d")
    }

    @Test func aNamedFileMustBeUsable() throws {
        let rehearsal = Rehearsal(directory: scratch.path)
        let empty = try scratch.write("empty", "\n\(secret)\n")
        let open = try scratch.write("open", "\(secret)\n", mode: 0o644)
        let wrong = try scratch.write("wrong", "canary9\n")
        #expect(try rehearsal.report("run", "--dsn-file", "\(scratch.path)/none").problems.count == 1)
        #expect(
            try rehearsal.report("run", "--dsn-file", empty).problems.map(\.what) == [
                "its first line is empty"
            ])
        #expect(try rehearsal.report("run", "--dsn-file", open).problems.count == 1)
        let problems = try rehearsal.report("run", "--dsn-file", wrong).problems
        #expect(problems.count == 1)
        #expect(!problems[0].line.contains("canary9"))
    }
}
