"""SIGHUP under load: what differs is applied, everything else goes on."""
import os
import re
import signal
import time

from checks import settle
from postgres import Postgres

INTERVALS = ["QUOTE_TOP_SYNC", "QUOTE_DEPTH_SYNC", "ORDERBOOK_L2_SYNC", "METRIC_SYNC", "HEALTH_AGG"]
BAD = [("POLARIS_CLOB_RATE", "fast"), ("POLARIS_QUOTE_TOP_SYNC_INTERVAL", "0"),
       ("POLARIS_MARKET_DISCOVERY_SCOPE", "everything"), ("POLARIS_RAW_RETENTION_DAYS", "-1")]


def reloads(bench):
    options, figures, daemon = bench.options, bench.figures, bench.daemon
    if options.store == "postgres":
        bench.use(Postgres())
    figures["store"] = bench.store.name
    daemon.start()
    bench.wait(lambda: daemon.has("BatchesCommitted"), 60, "nothing is stored at the start")
    time.sleep(3)
    for number in range(1, options.count + 1):
        if number % 5 == 0:
            refuse(bench)
        else:
            apply(bench, number)
        time.sleep(bench.random.uniform(0.2, 1.5))
    figures["good"] = sum(1 for _ in daemon.events("ConfigurationReloaded"))
    figures["refused"] = sum(1 for _ in daemon.events("ConfigurationRefused"))
    check_services(bench)
    status, _ = daemon.stop()
    figures.require(status == 0, f"the stop ended with {status}")
    check_runs_ended(bench)
    settle(bench)


def apply(bench, number):
    """A change of one kind; who it is about, and that nobody else notices."""
    figures, settings = bench.figures, bench.settings
    touched = [change_interval, change_rate, change_handles, change_retention][number % 4](bench, settings)
    before = connections(bench)
    figures.require(before, "there is no connection to the exchange")
    event, said = reload(bench, "ConfigurationReloaded")
    if not event:
        return
    kept = connections(bench)
    figures.add("connections_watched", len(before))
    figures.add("connections_lost", len(before - kept))
    figures.require(before <= kept, f"reload {number} ended {len(before - kept)} of {len(before)} connections")
    figures.require(event["settings"] >= 1, f"reload {number} changed no setting: {said}")
    jobs = event["changed"] + event["added"] + event["removed"]
    figures.require(jobs <= touched, f"reload {number} touched {jobs} jobs, {touched} were meant: {said}")
    figures.peak("jobs_unchanged", event["unchanged"])


def refuse(bench):
    """A setting that cannot hold, beside a good one that must not hold either."""
    figures = bench.figures
    good = dict(bench.settings)
    key, value = bench.random.choice(BAD)
    bench.settings.update({key: value, "POLARIS_GAMMA_BURST": "77"})
    before = connections(bench)
    event, said = reload(bench, "ConfigurationRefused")
    bench.settings = good
    bench.write_settings()
    if event:
        figures.require(key in event["err"], f"the reason does not name {key}: {event['err']}")
        figures.require(before <= connections(bench), "a refused reload ended connections")


def reload(bench, name):
    """Rings; answers the event, and what was said between."""
    bench.write_settings()
    mark = bench.daemon.log_size()
    bench.daemon.signal(signal.SIGHUP)
    if not bench.wait(lambda: bench.daemon.has(name, since=mark), 60, f"no {name} after SIGHUP"):
        return None, None
    said = [event.get("text", "") for event in bench.daemon.events("Notice", since=mark)]
    return next(bench.daemon.events(name, since=mark)), said


def change_interval(bench, settings):
    key = f"POLARIS_{bench.random.choice(INTERVALS)}_INTERVAL"
    settings[key] = str(int(settings[key]) % 4 + 1)
    # There may be one of a kind for each of two handles.
    return 2


def change_rate(bench, settings):
    key = f"POLARIS_{bench.random.choice(['CLOB', 'GAMMA', 'XTRACKER'])}_RATE"
    settings[key] = str(bench.random.choice([rate for rate in range(15, 60, 5) if str(rate) != settings[key]]))
    return 0


def change_handles(bench, settings):
    both = "elonmusk,second"
    settings["POLARIS_DEFAULT_HANDLES"] = (
        "elonmusk" if settings.get("POLARIS_DEFAULT_HANDLES") == both else both)
    # What is done for each handle, and what takes all handles together.
    return 8


def change_retention(bench, settings):
    days = int(settings.get("POLARIS_RAW_RETENTION_DAYS", "14"))
    settings["POLARIS_RAW_RETENTION_DAYS"] = str(days % 30 + 1)
    return 4


def connections(bench):
    """Sockets of the program that are connected to the exchange, by inode."""
    pid = bench.daemon.pid
    held = set()
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{name}")
        except FileNotFoundError:
            continue
        if match := re.fullmatch(r"socket:\[(\d+)\]", target):
            held.add(match[1])
    established = set()
    with open(f"/proc/{pid}/net/tcp") as table:
        for line in list(table)[1:]:
            cells = line.split()
            if cells[3] == "01" and int(cells[2].split(":")[1], 16) == bench.exchange_port:
                established.add(cells[9])
    return held & established


def check_services(bench):
    for event in bench.daemon.events("ServiceRestarted", "ServiceGivenUp", "ServiceEnded"):
        bench.figures.broken(f"{event['event']} {event['service']}: {event.get('err', '')}")


def check_runs_ended(bench):
    """No run failed but those that a reload ended in order, and those of an account that nobody knows."""
    failed = [event for event in bench.daemon.events("JobFinished") if event["status"] == "error"]
    ended = [event for event in failed if event["code"] == "E5004"]
    other = [event for event in failed if event["code"] not in ("E5004", "E1205")]
    bench.figures["runs_ended_by_reloads"] = len(ended)
    touched = sum(event["changed"] + event["removed"]
                  for event in bench.daemon.events("ConfigurationReloaded"))
    # A stop at the end ends runs, too: each job has one at most.
    bench.figures.require(len(ended) <= touched + 16, f"{len(ended)} runs were ended, {touched} jobs changed")
    bench.figures.require(not other, f"{len(other)} runs failed: {other[:1]}")
