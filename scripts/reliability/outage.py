"""The database dies under load, and comes back."""
import time

from checks import settle
from journal import Journal
from postgres import Postgres

# MiB that the program may take, whatever happens.
MEMORY = 200
WARMING = 10


def outage(bench):
    figures, daemon, seconds = bench.figures, bench.daemon, bench.options.seconds
    bench.use(Postgres())
    figures["outage_s"] = seconds
    daemon.start()
    bench.wait(lambda: daemon.has("BatchesCommitted"), 60, "nothing is stored at the start")
    warm = time.time()
    time.sleep(min(seconds, WARMING))
    figures["rss_before_mib"] = daemon.memory()
    began = time.time()
    bench.store.kill()
    mark = daemon.log_size()
    samples = []
    while time.time() < began + seconds:
        time.sleep(1)
        samples.append(daemon.memory())
        figures.require(daemon.is_alive(), "it ended while the database was away")
    ended = time.time()
    figures["rss_outage_mib"] = {"first": samples[0], "last": samples[-1], "peak": max(samples)}
    bench.store.start()
    back = time.monotonic()
    if bench.wait(lambda: daemon.has("StoreCaughtUp", since=mark), 900, "it did not catch up"):
        figures["caught_up_after_s"] = round(time.monotonic() - back, 1)
        event = list(daemon.events("StoreCaughtUp", since=mark))[-1]
        figures["caught_up"] = {name: event[name] for name in ("runs", "rows", "dur_ms")}
    time.sleep(min(seconds, WARMING))
    status, took = daemon.stop()
    figures.require(status == 0, f"the stop ended with {status}")
    figures["stop_s"] = round(took, 2)
    note_frames(bench, (warm, began), (began, ended))
    settle(bench)
    peak = figures.values["rss_peak_mib"]
    figures.require(peak <= MEMORY, f"it took {peak} MiB, {MEMORY} are allowed")


def note_frames(bench, before, during):
    """Collection goes on: how many frames a second the journal took in, before and during the outage."""
    frames = [head["at"] for head in Journal(bench.place).of("frame")]
    rates = [rate(frames, *stretch) for stretch in (before, during)]
    bench.figures["frames_per_s"] = dict(zip(("before", "outage"), rates))
    bench.figures.require(rates[1] >= rates[0] / 2, f"collection slowed down: {rates[0]} -> {rates[1]} frames/s")


def rate(moments, start, end):
    text = [time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) for moment in (start, end)]
    return round(sum(1 for at in moments if text[0] <= at < text[1]) / max(end - start, 1), 2)
