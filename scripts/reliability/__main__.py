"""Kills, starves and stops the real program, and looks whether every promise was kept.

    kills    kill -9 at random moments, start again, --count times
    outage   kill -9 of the PostgreSQL server under load, away for --seconds
    commits  the connection breaks as the answer to COMMIT passes, --count times
    reloads  SIGHUP under load with other settings, every fifth time with bad ones
    stops    SIGTERM at random moments, with the database up, down and frozen

Each ends with one line of JSON, the figures, and with status 1 when a promise was broken. The same --seed
takes the same decisions at the same moments, as far as the machine keeps time. HARVESTD names the program.
"""
import argparse
import random
import signal
import sys

from bench import Bench
from commits import commits
from kills import kills
from outage import outage
from reloads import reloads
from stops import stops

WORDS = {"kills": kills, "outage": outage, "commits": commits, "reloads": reloads, "stops": stops}
COUNTS = {"stops": 20}


def arguments():
    parser = argparse.ArgumentParser(
        prog="reliability.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", choices=WORDS)
    parser.add_argument("--count", type=int, help="how often; default: 50, for stops 20")
    parser.add_argument("--seconds", type=int, default=180, help="length of the outage; default: 180")
    parser.add_argument("--store", choices=("sqlite", "postgres"), help="default: sqlite, where it is a choice")
    parser.add_argument("--seed", type=int, help="default: any; it is printed")
    parser.add_argument("--keep", action="store_true", help="leave journal, log and SQLite file where they are")
    return parser.parse_args()


def main():
    options = arguments()
    options.count = options.count or COUNTS.get(options.word, 50)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1 << 32)
    print(f"{options.word}: seed {options.seed}", file=sys.stderr, flush=True)
    # An orderly end, so that nothing that was started stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Bench(options) as bench:
        WORDS[options.word](bench)
        return bench.report()


sys.exit(main())
