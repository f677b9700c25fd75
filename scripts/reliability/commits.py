"""The connection breaks as the answer to COMMIT passes."""
import time

from checks import settle
from postgres import Postgres
from proxy import CommitCutter


def commits(bench):
    options, figures = bench.options, bench.figures
    server = Postgres()
    proxy = CommitCutter(server.port)
    server.address = f"postgresql://postgres@127.0.0.1:{proxy.port}/harvest"
    bench.use(server)
    bench.daemon.start()
    bench.wait(lambda: bench.daemon.has("BatchesCommitted"), 60, "nothing is stored at the start")
    for number in range(1, options.count + 1):
        time.sleep(bench.random.uniform(0, 0.4))
        proxy.arm(after=bench.random.randrange(3))
        if not bench.wait(lambda: proxy.cuts >= number, 120, "no COMMIT to cut"):
            break
    figures["answers_cut"] = proxy.cuts
    time.sleep(2)
    status, took = bench.daemon.stop()
    figures.require(status == 0, f"the stop ended with {status}")
    figures["stop_s"] = round(took, 2)
    settle(bench)
    proxy.close()
