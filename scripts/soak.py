#!/usr/bin/env python3
"""Lets harvestd run for a long time against the simulated exchange at ten times the usual rates, and says
whether it grew: memory, descriptors, threads, and whether each job ran on its schedule. At the end the journal
is replayed and compared with the tables. Prints one JSON object; ends with 1 when something is out of bounds.

    scripts/soak.py [--minutes 75] [--harvestd PATH] [--database ADDRESS] [--times 10] [--keep DIR]
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

# The usual intervals in seconds and rates per second, which --times divides and multiplies.
INTERVALS = {
    "MARKETS_DISCOVERY": 300, "TRACKING_SYNC": 300, "METRIC_SYNC": 120, "POST_SYNC": 120,
    "QUOTE_TOP_SYNC": 10, "QUOTE_DEPTH_SYNC": 30, "ORDERBOOK_L2_SYNC": 60, "MAPPING_SYNC": 300,
    "SETTLEMENT_SYNC": 300, "AGG_1M": 60, "HEALTH_AGG": 60,
}
JOBS = {
    "MARKETS_DISCOVERY": "markets_discovery", "TRACKING_SYNC": "tracking_sync", "METRIC_SYNC": "metric_sync",
    "POST_SYNC": "post_sync", "QUOTE_TOP_SYNC": "quote_top_sync", "QUOTE_DEPTH_SYNC": "quote_depth_sync",
    "ORDERBOOK_L2_SYNC": "orderbook_l2_sync", "MAPPING_SYNC": "mapping_sync",
    "SETTLEMENT_SYNC": "settlement_sync", "AGG_1M": "agg_1m", "HEALTH_AGG": "health_agg",
}
RATES = {"XTRACKER": (1, 2), "GAMMA": (2, 4), "CLOB": (5, 8)}


def look(pid):
    """Resident memory in KiB, descriptors, threads and processor seconds of a process."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    values = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = os.sysconf("SC_CLK_TCK")
    return {
        "rss": int(values["VmRSS"].split()[0]), "threads": int(values["Threads"]),
        "fds": len(os.listdir(f"/proc/{pid}/fd")), "cpu": (int(stat[11]) + int(stat[12])) / ticks,
    }


def slope(samples):
    """Least-squares growth of memory in MiB an hour over samples of (seconds, KiB)."""
    count = len(samples)
    if count < 2:
        return 0.0
    mean_x = sum(x for x, _ in samples) / count
    mean_y = sum(y for _, y in samples) / count
    below = sum((x - mean_x) ** 2 for x, _ in samples)
    return sum((x - mean_x) * (y - mean_y) for x, y in samples) / below * 3600 / 1024


def exchange(harvestd, directory):
    """Starts the simulated exchange; answers the process and the settings that lead to it."""
    log = open(directory / "exchange.log", "w+")
    process = subprocess.Popen([harvestd, "simulate", "--markets", "1000"], stdout=log, stderr=log)
    for _ in range(600):
        time.sleep(0.1)
        lines = (directory / "exchange.log").read_text().splitlines()
        found = sorted({line for line in lines if line.startswith("POLARIS_") and "_URL=" in line})
        if len(found) == 3:
            return process, found
    raise SystemExit("the simulated exchange did not start")


def settings(found, times, database):
    lines = list(found) + ["POLARIS_STATUS_ADDRESS=off"]
    for name, seconds in INTERVALS.items():
        lines.append(f"POLARIS_{name}_INTERVAL={max(1, seconds // times)}")
    for name, (rate, burst) in RATES.items():
        lines.append(f"POLARIS_{name}_RATE={min(100, rate * times)}")
        lines.append(f"POLARIS_{name}_BURST={burst * times}")
    if database:
        lines.append(f"POLARIS_DATABASE_URL={database}")
    return "\n".join(lines) + "\n"


def grew(values):
    """Whether the highest value of the last third is above that of the first third by more than one."""
    third = max(1, len(values) // 3)
    return max(values[-third:]) > max(values[:third]) + 1


def starts(directory, database, first, last):
    """How often each job was started from one moment to the other, both in seconds since 1970."""
    query = ("SELECT job_name, count(*) FROM ops_collector_run"
             " WHERE started_at >= {0} AND started_at < {1} GROUP BY job_name")
    if not database:
        tables = sqlite3.connect(f"file:{directory}/data/harvest.sqlite3?mode=ro", uri=True)
        return dict(tables.execute(query.format(int(first * 1e6), int(last * 1e6))).fetchall())
    address = "postgresql://" + database.split("://", 1)[1] if "://" in database else database
    lines = subprocess.run(
        ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", address,
         "-c", query.format(f"to_timestamp({first:.6f})", f"to_timestamp({last:.6f})")],
        capture_output=True, text=True, check=True).stdout.splitlines()
    return {job: int(count) for job, count in (line.rsplit("|", 1) for line in lines)}


def runs(directory, database, begun, ended, times, warm):
    """Runs of each job after warming up, and how far they are from its schedule, in per cent."""
    counts = starts(directory, database, begun + warm, ended)
    answer = {}
    for name, job in JOBS.items():
        due = (ended - begun - warm) / max(1, INTERVALS[name] // times)
        count = counts.get(job, 0)
        answer[job] = {"runs": count, "due": round(due, 1), "off_percent": round((count / due - 1) * 100, 2)}
    # Once at the start and then once a day.
    answer["retention"] = {"runs": starts(directory, database, begun, ended).get("retention", 0)}
    return answer


def complaints(report, late):
    """What is out of bounds, in words."""
    found = []
    if report["exit"] != 0:
        found.append(f"harvestd ended with {report['exit']}")
    if report["replay_exit"] != 0:
        found.append(f"replay --compare ended with {report['replay_exit']}")
    if report["rss_mib_per_hour"] >= 1:
        found.append("memory grows")
    for what in ("fds", "threads"):
        if grew([sample[what] for _, sample in late]):
            found.append(f"{what} grow")
    for job, figures in report["jobs"].items():
        if abs(figures.get("off_percent", 0)) > 2:
            found.append(f"{job} is off its schedule by {figures['off_percent']} %")
    if report["jobs"]["retention"]["runs"] < 1:
        found.append("retention never ran")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--times", type=int, default=10)
    # Within a quarter of an hour SQLite's page caches are full and the allocator has what the longest runs need.
    parser.add_argument("--warm", type=float, default=15, help="minutes that count as warming up")
    parser.add_argument("--harvestd", default=".build/release/harvestd")
    parser.add_argument("--database")
    parser.add_argument("--keep")
    options = parser.parse_args()
    directory = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="harvest-soak-"))
    directory.mkdir(parents=True, exist_ok=True)
    simulator, found = exchange(options.harvestd, directory)
    (directory / "env").write_text(settings(found, options.times, options.database))
    os.chmod(directory / "env", 0o600)
    shared = ["--env-file", str(directory / "env"), "--data-dir", str(directory / "data")]
    log = open(directory / "run.log", "w")
    daemon = subprocess.Popen(
        [options.harvestd, "run", "--log-format", "logfmt", "--log-level", "NOTICE"] + shared, stderr=log)
    begun, samples = time.time(), []
    try:
        while time.time() - begun < options.minutes * 60:
            time.sleep(10)
            if daemon.poll() is not None:
                raise SystemExit(f"harvestd ended with {daemon.returncode}; see {directory}/run.log")
            samples.append((time.time() - begun, look(daemon.pid)))
            (directory / "samples.json").write_text(json.dumps(samples))
        ended = time.time()
        daemon.send_signal(signal.SIGTERM)
        code = daemon.wait(timeout=90)
    finally:
        for process in (daemon, simulator):
            if process.poll() is None:
                process.kill()
    warm = min(options.warm * 60, options.minutes * 20)
    late = [(moment, sample) for moment, sample in samples if moment >= warm]
    first, last = late[0][1], late[-1][1]
    jobs = runs(directory, options.database, begun, ended, options.times, warm)
    replay = subprocess.run(
        [options.harvestd, "replay", "--compare", "--json"] + shared, capture_output=True, text=True)
    answer = json.loads(replay.stdout.splitlines()[-1]) if replay.stdout else {}
    report = {
        "minutes": options.minutes, "times": options.times, "exit": code,
        "rss_mib_peak": round(max(sample["rss"] for _, sample in samples) / 1024, 1),
        "rss_mib_first": round(first["rss"] / 1024, 1), "rss_mib_last": round(last["rss"] / 1024, 1),
        "rss_mib_per_hour": round(slope([(moment, sample["rss"]) for moment, sample in late]), 2),
        "fds": sorted({sample["fds"] for _, sample in late}),
        "threads": sorted({sample["threads"] for _, sample in late}),
        "cpu_percent": round(100 * (last["cpu"] - first["cpu"]) / (late[-1][0] - late[0][0]), 2),
        "jobs": jobs, "replay_exit": replay.returncode, "replay_runs": answer.get("runs"),
        "replay_differing": answer.get("differing"),
    }
    report["out_of_bounds"] = complaints(report, late)
    print(json.dumps(report, indent=1))
    if not options.keep:
        shutil.rmtree(directory)
    sys.exit(1 if report["out_of_bounds"] else 0)


if __name__ == "__main__":
    main()
