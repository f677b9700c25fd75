"""What every trial needs: a place, an exchange, a database, the program and its settings."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from daemon import Daemon
from figures import Figures
from sqlite import SQLite

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Ten times the default rates, and intervals of seconds: what an hour brings comes in minutes.
PACES = {
    "POLARIS_XTRACKER_RATE": "20", "POLARIS_XTRACKER_BURST": "40",
    "POLARIS_GAMMA_RATE": "20", "POLARIS_GAMMA_BURST": "40",
    "POLARIS_CLOB_RATE": "50", "POLARIS_CLOB_BURST": "80",
    "POLARIS_MARKETS_DISCOVERY_INTERVAL": "3", "POLARIS_TRACKING_SYNC_INTERVAL": "3",
    "POLARIS_METRIC_SYNC_INTERVAL": "2", "POLARIS_POST_SYNC_INTERVAL": "2",
    "POLARIS_QUOTE_TOP_SYNC_INTERVAL": "1", "POLARIS_QUOTE_DEPTH_SYNC_INTERVAL": "2",
    "POLARIS_ORDERBOOK_L2_SYNC_INTERVAL": "3", "POLARIS_MAPPING_SYNC_INTERVAL": "3",
    "POLARIS_SETTLEMENT_SYNC_INTERVAL": "3", "POLARIS_AGG_1M_INTERVAL": "2",
    "POLARIS_HEALTH_AGG_INTERVAL": "2",
}
MARKETS = 300


def program():
    """The program under test: HARVESTD, or what was built, the optimised one first."""
    built = [f"{ROOT}/.build/{kind}/harvestd" for kind in ("release", "debug")]
    for path in [os.environ["HARVESTD"]] if "HARVESTD" in os.environ else built:
        if os.access(path, os.X_OK):
            return os.path.abspath(path)
    sys.exit("there is no harvestd; run `make build`, or name one in HARVESTD")


class Bench:
    """One trial's surroundings, removed at its end."""

    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.program = program()
        self.place = tempfile.mkdtemp(prefix="harvest-reliability-")
        self.figures = Figures(options)
        self.simulator = None
        self.store = SQLite(self)
        self.settings = dict(PACES, POLARIS_STATUS_ADDRESS="off")
        self.daemon = Daemon(self)

    def __enter__(self):
        self.simulator = subprocess.Popen(
            [self.program, "simulate", "--markets", str(MARKETS), "--seed", str(self.options.seed % 1000)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=self.place)
        for line in iter(self.simulator.stdout.readline, ""):
            if line.startswith("POLARIS_"):
                key, value = line.strip().split("=", 1)
                self.settings[key] = value
            if line.startswith("POLARIS_XTRACKER_URL"):
                break
        self.exchange_port = int(self.settings["POLARIS_CLOB_URL"].split(":")[2].split("/")[0])
        return self

    def __exit__(self, *_):
        self.daemon.end()
        self.store.close()
        self.simulator.kill()
        self.simulator.wait()
        if self.options.keep:
            print(f"kept: {self.place}", file=sys.stderr)
        else:
            shutil.rmtree(self.place)

    def use(self, store):
        """Takes another database than SQLite's."""
        self.store = store
        self.settings["POLARIS_DATABASE_URL"] = store.address
        self.write_settings()
        status, answer = self.harvestd("migrate")
        if status != 0:
            sys.exit(f"the tables could not be made: {answer}")

    def write_settings(self):
        """Writes the settings where the program reads them; a reader never sees half of them."""
        with open(f"{self.place}/next", "w") as file:
            for key, value in self.settings.items():
                file.write(f"{key}={value}\n")
        os.rename(f"{self.place}/next", f"{self.place}/env")

    def harvestd(self, *arguments):
        """Runs another command of the program; answers its status and its JSON."""
        done = subprocess.run(
            [self.program, *arguments, "--json", "--env-file", "env", "--data-dir", "data"],
            cwd=self.place, capture_output=True, text=True)
        lines = done.stdout.strip().splitlines()
        return done.returncode, json.loads(lines[-1]) if lines else {"stderr": done.stderr[-600:]}

    def wait(self, condition, seconds, what):
        """Waits until something holds; it is a broken promise when it does not in this time."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if condition():
                return True
            if not self.daemon.is_alive():
                break
            time.sleep(0.05)
        self.figures.broken(f"{what}; waited {seconds} s at most")
        return False

    def report(self):
        """Writes the figures; the status of the whole program."""
        return self.figures.report()
