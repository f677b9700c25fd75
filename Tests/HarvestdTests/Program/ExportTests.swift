import Foundation
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import harvestd

/// Exports and simulator, from the outside.
@Suite struct ExportTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func run(_ line: String) async throws -> HarvestdProcess.Outcome {
        try await HarvestdProcess.run(line.split(separator: " ").map(String.init), in: scratch)
    }

    @Test func rowsGoToStdoutAndTheirCountToStderr() async throws {
        #expect(try await run("migrate").code == 0)
        let outcome = try await run("export --table dim_account")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix("account_id,handle,"))
        #expect(outcome.errors.hasPrefix("note: dim_account: 0 rows, "))
    }

    @Test func aFileIsReplacedOnlyByForce() async throws {
        #expect(try await run("migrate").code == 0)
        #expect(try await run("export --table dim_account -o a.ndjson --format ndjson").code == 0)
        let again = try await run("export --table dim_account -o a.ndjson --format ndjson")
        #expect(again.code == 73)
        #expect(again.errors.contains("docs: harvestd help E3102"))
        let forced = try await run("export --table dim_account -o a.ndjson --format ndjson --force --json")
        #expect(
            forced.output.hasPrefix(#"{"type":"summary","table":"dim_account","output":"a.ndjson","rows":0,"#)
        )
    }

    @Test(arguments: [
        ("export", 64), ("export --table nothing", 64), ("export --table dim_account", 78),
        ("export --table dim_account --data-dir /dev/null", 73),
    ])
    func whatCannotBeExportedEndsWithItsCode(_ line: String, _ code: Int32) async throws {
        let outcome = try await run(line)
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func theSimulatorTellsItsAddressesAndStopsOnASignal() async throws {
        // The shell waits for the last line, looks at the service with doctor, and stops it.
        let outcome = try await HarvestdProcess.shell(
            """
            coproc "$H" simulate --markets 64
            for i in 1 2 3 4; do read -r line <&"${COPROC[0]}"; echo "$line"; done > .env
            "$H" migrate > /dev/null && "$H" doctor --json; echo "doctor $?"
            kill -TERM "$COPROC_PID"; wait "$COPROC_PID"; echo "simulate $?"
            """, in: scratch)
        #expect(outcome.output.hasSuffix("doctor 0\nsimulate 0\n"), "\(outcome)")
        #expect(outcome.output.hasPrefix(#"{"ok":true,"#))
        let settings = try scratch.read(".env").split(separator: "\n").map { $0.prefix { $0 != "=" } }
        #expect(settings.dropFirst() == ["POLARIS_GAMMA_URL", "POLARIS_CLOB_URL", "POLARIS_XTRACKER_URL"])
    }

    @Test func theSimulatorServesABadDayByName() async throws {
        let outcome = try await HarvestdProcess.shell(
            """
            ask() {
                exec 7<>"/dev/tcp/127.0.0.1/$port"
                printf 'GET /clob/ok HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' >&7
                head -n 1 <&7 | cut -c 10-12; exec 7>&-
            }
            coproc "$H" simulate --faults errors --markets 32
            read -r _ _ address _ <&"${COPROC[0]}"; address=${address%,}; port=${address##*:}
            for number in {1..20}; do ask; done; kill -TERM "$COPROC_PID"; wait "$COPROC_PID"
            """, in: scratch)
        let statuses = outcome.output.split(separator: "\n")
        #expect(statuses.count == 20 && statuses.count { $0 == "503" } >= 12, "\(outcome)")
    }

    @Test func aFrozenSimulatorTellsTheSameTimeForEver() async throws {
        // The second question is put when the machine's clock has moved on by a second.
        let outcome = try await HarvestdProcess.shell(
            """
            ask() {
                exec 7<>"/dev/tcp/127.0.0.1/$port"
                printf 'GET /clob/time HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' >&7
                tail -n 1 <&7; echo; exec 7>&-
            }
            coproc "$H" simulate --freeze --markets 32
            read -r _ _ address _ <&"${COPROC[0]}"; address=${address%,}; port=${address##*:}
            ask; began=$EPOCHSECONDS
            until [ "$EPOCHSECONDS" -gt "$((began + 1))" ]; do :; done
            ask; kill -TERM "$COPROC_PID"; wait "$COPROC_PID"; echo "simulate $?"
            """, in: scratch)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 3 && lines.last == "simulate 0", "\(outcome)")
        #expect(lines.first == lines.dropFirst().first && Int(lines.first ?? "") != nil, "\(outcome)")
    }

    @Test func aPortThatIsTakenIsAnError() async throws {
        let configuration = SimulatorConfiguration(seed: 1, marketCount: 32)
        let outcome = try await withSimulator(configuration: configuration, clock: ManualClock()) {
            address, _ in
            try await run("simulate --port \(address.port)")
        }
        #expect(outcome.code == 73)
        #expect(outcome.errors.hasPrefix("error: the simulator cannot listen on 127.0.0.1:"))
    }
}
