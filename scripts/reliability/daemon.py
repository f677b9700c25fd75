"""`harvestd run` as a process: started, watched, signalled."""
import json
import os
import signal
import subprocess
import time


class Daemon:
    """One process at a time; its log goes on in one file from start to start."""

    def __init__(self, bench):
        self.bench = bench
        self.log = f"{bench.place}/log"
        self.process = None
        self.begun_at = 0

    def start(self):
        """Starts it; `begun_at` is where the new process's log begins."""
        self.bench.write_settings()
        self.begun_at = os.path.getsize(self.log) if os.path.exists(self.log) else 0
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.bench.program, "run", "--env-file", "env", "--data-dir", "data",
                 "--log-format", "json", "--log-level", "DEBUG"],
                cwd=self.bench.place, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log)

    @property
    def pid(self):
        return self.process.pid

    def is_alive(self):
        return self.process.poll() is None

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        """kill -9, when it is under way."""
        self.note_memory()
        self.bench.figures.require(self.is_alive(), f"it ended by itself: {self.process.returncode}")
        self.process.kill()
        self.process.wait()

    def stop(self, limit=120):
        """SIGTERM; answers its status and how many seconds it took."""
        self.note_memory()
        begun = time.monotonic()
        self.signal(signal.SIGTERM)
        return self.outcome(limit), time.monotonic() - begun

    def outcome(self, limit):
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.bench.figures.broken(f"it did not end within {limit} s")
            self.process.kill()
            self.process.wait()
            return None

    def end(self):
        if self.process and self.is_alive():
            self.process.kill()
            self.process.wait()

    def memory(self, field="VmRSS"):
        """MiB; 0 when the process has ended."""
        try:
            with open(f"/proc/{self.pid}/status") as status:
                for line in status:
                    if line.startswith(field + ":"):
                        return round(int(line.split()[1]) / 1024, 1)
        except FileNotFoundError:
            pass
        return 0

    def note_memory(self):
        self.bench.figures.peak("rss_peak_mib", self.memory("VmHWM"))

    def events(self, *names, since=None):
        """Events of the present process's log, of these names when there are any."""
        with open(self.log, "rb") as log:
            log.seek(self.begun_at if since is None else since)
            for line in log:
                # The last line may not be whole yet, and one that kill -9 cut stays so.
                if not line.endswith(b"}\n") or not line.startswith(b"{"):
                    continue
                event = json.loads(line)
                if not names or event.get("event") in names:
                    yield event

    def has(self, *names, since=None):
        return any(True for _ in self.events(*names, since=since))

    def log_size(self):
        return os.path.getsize(self.log)
