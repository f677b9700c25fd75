"""kill -9 at random moments."""
import time

from checks import settle
from postgres import Postgres


def kills(bench):
    options, figures = bench.options, bench.figures
    if options.store == "postgres":
        bench.use(Postgres())
    figures["store"] = bench.store.name
    figures["kills"] = options.count
    for _ in range(options.count):
        bench.daemon.start()
        time.sleep(bench.random.uniform(0.3, 4))
        bench.daemon.kill()
    settle(bench)
