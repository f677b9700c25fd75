"""What must hold whatever happened: nothing lost, nothing doubled, nothing left undone."""
import json
import time

from journal import Journal

NATURAL_KEYS = {
    "fact_quote_top_raw": "token_id, captured_at",
    "fact_quote_depth_raw": "token_id, captured_at",
    "fact_orderbook_l2_raw": "token_id, captured_at, side, level_index",
    "fact_market_state_snapshot": "market_id, captured_at",
}


def settle(bench, limit=300):
    """A last start: lets it catch up and collect, stops it, and checks everything."""
    daemon = bench.daemon
    begun = time.monotonic()
    daemon.start()
    bench.wait(lambda: stored_runs(daemon) >= 4, limit, "the last process stored nothing new")
    bench.figures["last_start_s"] = round(time.monotonic() - begun, 1)
    status, _ = daemon.stop()
    bench.figures.require(status == 0, f"the last stop ended with {status}")
    check(bench)


def stored_runs(daemon):
    """Runs of the present process whose rows are stored. There are none before it has caught up: until then what
    they hand over waits or goes to the journal."""
    return sum(1 for event in daemon.events("JobFinished")
               if event["status"] == "ok" and event.get("new", 0) + event.get("changed", 0) > 0)


def check(bench):
    """The whole check of what is stored, with the program at rest."""
    compare(bench)
    journal = Journal(bench.place)
    bench.figures["records"] = len(journal.heads)
    bench.figures["frames"] = len(journal.of("frame"))
    for damage in journal.damages:
        bench.figures.broken(f"journal: {damage}")
    check_keys(bench)
    runs = audit_rows(bench)
    check_runs(bench, journal, runs)
    check_log(bench, runs)
    check_books(bench, journal, runs)
    for event in bench.daemon.events("RunDiverged", "JournalFailed", "JournalPassedOver", since=0):
        bench.figures.broken(f"{event['event']}: {event.get('err', '')}")


def compare(bench):
    """The tables are those that the journal makes: what it holds is stored once, and nothing else is."""
    status, summary = bench.harvestd("replay", "--compare")
    figures = bench.figures
    figures["replayed_runs"] = summary.get("runs")
    figures["rows"] = sum(table["rows"] for table in summary.get("tables", []))
    figures["differing"] = summary.get("differing")
    figures.require(status == 0, f"replay --compare ended with {status}: {shortened(summary)}")
    if bench.options.keep and summary.get("differing"):
        keep_tables(bench, summary["differing"])


def keep_tables(bench, tables):
    """Leaves what differs beside the journal: a database that was started for the trial is gone after it."""
    for table in tables:
        with open(f"{bench.place}/{table}.live", "w") as file:
            for row in bench.store.rows(f"SELECT * FROM {table} ORDER BY 1"):
                file.write("\t".join(row) + "\n")
    bench.harvestd("replay", "--into", "replayed.sqlite3")


def shortened(summary):
    return {name: value for name, value in summary.items() if name != "tables"}


def check_keys(bench):
    for table, key in NATURAL_KEYS.items():
        doubled = bench.store.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY {key} HAVING count(*) > 1) AS doubled")
        bench.figures.add("doubled", int(doubled[0][0]))
        bench.figures.require(doubled[0][0] == "0", f"{table}: {doubled[0][0]} keys are there twice")


def audit_rows(bench):
    rows = bench.store.rows("SELECT run_id, status, rows_written, metadata FROM ops_collector_run")
    runs = {row[0]: row for row in rows}
    bench.figures["audit_rows"] = len(rows)
    bench.figures.require(len(rows) == len(runs), "a run has two audit rows")
    running = [run for run, *_, metadata in rows if json.loads(metadata or "{}").get("running")]
    bench.figures.require(not running, f"{len(running)} runs are still marked as running: {running[:3]}")
    return runs


def check_runs(bench, journal, runs):
    """Whoever took in a frame has an audit row, and so has every batch that was acknowledged or spilled."""
    taken = {head["run"] for head in journal.of("frame")}
    lost = [run for run in taken if run not in runs]
    bench.figures["runs_with_frames"] = len(taken)
    bench.figures.require(not lost, f"{len(lost)} runs with frames have no audit row: {lost[:3]}")
    parts = journal.parts("commit") + journal.parts("spilled")
    bench.figures["commits"] = len(journal.of("commit"))
    bench.figures["spilled"] = len(journal.parts("spilled"))
    gone = {part for part in parts if part.rsplit(":", 1)[0] not in runs}
    bench.figures.require(not gone, f"{len(gone)} acknowledged batches left no trace: {sorted(gone)[:3]}")


def check_log(bench, runs):
    """Each run's audit row counts at least the rows that the log had called stored at its end. That compares two
    things which the program says; what is there, `compare` and `check_books` say."""
    told = short = 0
    for event in bench.daemon.events("JobFinished", since=0):
        rows = event.get("new", 0) + event.get("changed", 0)
        if rows == 0:
            continue
        told += rows
        row = runs.get(event["run_id"])
        short += max(0, rows - int(row[2])) if row else rows
    bench.figures["rows_in_log"] = told
    bench.figures["rows_in_log_not_in_audit"] = short
    bench.figures.require(short == 0, f"{short} of {told} rows that the log calls stored are in no audit row")


def check_books(bench, journal, runs):
    """Every book that came for a run of quote_top_sync which ended well has its row, by what the services sent
    and what the database says, without a word of the program's."""
    jobs = {head["run"]: head["f"]["job"] for head in journal.of("start")}
    ended = {head["run"] for head in journal.of("end") if head["f"]["why"] == "returned"}
    moment = "captured_at" if bench.store.name == "sqlite" else "(extract(epoch FROM captured_at) * 1000000)::bigint"
    stored = set(bench.store.rows(f"SELECT token_id, {moment} FROM fact_quote_top_raw"))
    expected = set()
    for turn in journal.of("turn"):
        run = turn["run"]
        if jobs.get(run) == "quote_top_sync" and run in ended and run in runs and runs[run][1] == "ok":
            taken = journal.books.get(turn["f"]["fetched_by"], {})
            expected |= {(token, str(at)) for token, at in taken.items()}
    bench.figures["books_taken"] = len(expected)
    bench.figures["books_missing"] = len(expected - stored)
    bench.figures.require(expected, "no book came, so none was looked for")
    bench.figures.require(expected <= stored, f"{len(expected - stored)} books that came have no row")
