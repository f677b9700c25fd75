"""SIGTERM at random moments: with the database up, down and frozen."""
import signal
import time

from checks import settle
from postgres import Postgres

# Seconds in which a stop has to end.
LIMITS = {"up": 5, "down": 10}
# Seconds from a second signal to the end.
AT_ONCE = 0.5
# What the shell shows for an end by SIGTERM.
TERMINATED = 143


def stops(bench):
    server = Postgres()
    bench.use(server)
    figures, count = bench.figures, bench.options.count
    figures["stops"] = {"up": count, "down": count, "second": count}
    up = [stop(bench, "up") for _ in range(count)]
    down = [stop_without_database(bench) for _ in range(count)]
    second = [stop_twice(bench) for _ in range(count)]
    for name, took in (("up", up), ("down", down), ("second", second)):
        figures[f"{name}_p99_s"] = round(highest(took), 2)
    for name, took in (("up", up), ("down", down)):
        figures.require(highest(took) <= LIMITS[name], f"a stop with the database {name} took {highest(took)} s")
    figures.require(highest(second) <= AT_ONCE, f"a second signal took {highest(second)} s")
    settle(bench)


def highest(values):
    """The 99th percentile of fewer than a hundred values is the highest."""
    values = sorted(value for value in values if value is not None)
    return values[min(len(values) - 1, int(len(values) * 0.99))] if values else 0


def begin(bench):
    bench.daemon.start()
    # Before that a signal ends it as it ends any program.
    bench.wait(lambda: bench.daemon.has("HarvestStarted"), 60, "it did not start")
    time.sleep(bench.random.uniform(0.3, 4))


def stop(bench, state):
    begin(bench)
    return stop_now(bench, state)


def stop_now(bench, state):
    status, took = bench.daemon.stop()
    bench.figures.require(status == 0, f"a stop with the database {state} ended with {status}")
    return took


def stop_without_database(bench):
    begin(bench)
    bench.store.kill()
    time.sleep(bench.random.uniform(0, 3))
    took = stop_now(bench, "down")
    bench.store.start()
    return took


def stop_twice(bench):
    """A frozen database holds the first stop up, so that there is something to end."""
    begin(bench)
    bench.store.freeze()
    time.sleep(bench.random.uniform(0, 1))
    bench.daemon.signal(signal.SIGTERM)
    time.sleep(bench.random.uniform(0.1, 0.5))
    begun = time.monotonic()
    bench.daemon.signal(signal.SIGTERM)
    status = bench.daemon.outcome(60)
    took = time.monotonic() - begun
    bench.store.thaw()
    bench.figures.require(status in (0, TERMINATED), f"a second signal ended it with {status}")
    bench.figures.add("second_ended_at_once", 1 if status == TERMINATED else 0)
    return took
