"""A PostgreSQL server of one's own, that can be killed, frozen and started again."""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time


def tool(name):
    """A program of PostgreSQL, in PATH or where Debian keeps those of the server, the newest first."""
    versions = glob.glob("/usr/lib/postgresql/*/bin/" + name)
    versions.sort(key=lambda path: int(path.split("/")[4]), reverse=True)
    for path in versions + [shutil.which(name) or ""]:
        if os.access(path, os.X_OK):
            return path
    sys.exit(f"`{name}` of PostgreSQL is not installed; run `make setup`")


def free_port():
    """A port from where the system takes none by itself, so that it stays free while the server is away."""
    for offset in range(12_000):
        port = 20_000 + (os.getpid() * 97 + offset) % 12_000
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    sys.exit("no free port")


class Postgres:
    """Durable as its defaults are; what SQL says of it comes by psql, which shares no code with ours."""

    name = "postgres"

    def __init__(self):
        # A socket's name must be short.
        self.place = tempfile.mkdtemp(prefix="hpg-", dir="/tmp")
        self.port = free_port()
        self.address = f"postgresql://postgres@127.0.0.1:{self.port}/harvest"
        self.server = None
        user = None
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root.
            user = "postgres"
            os.chown(self.place, pwd.getpwnam(user).pw_uid, -1)
        self.user = {"user": user, "group": user, "extra_groups": []} if user else {}
        self.run([tool("initdb"), "-D", f"{self.place}/data", "-U", "postgres", "--no-sync",
                  "-A", "trust", "-E", "UTF8", "--locale=C"])
        self.start()
        self.run([tool("psql"), "-h", self.place, "-p", str(self.port), "-U", "postgres", "-q",
                  "-c", "CREATE DATABASE harvest"])

    def run(self, command):
        done = subprocess.run(
            command, cwd=self.place, capture_output=True, text=True, stdin=subprocess.DEVNULL, **self.user)
        if done.returncode != 0:
            sys.exit(f"{command[0]}: {done.stderr}")
        return done.stdout

    def start(self):
        with open(f"{self.place}/log", "ab") as log:
            self.server = subprocess.Popen(
                [tool("postgres"), "-D", f"{self.place}/data", "-p", str(self.port), "-k", self.place,
                 "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=30"],
                cwd=self.place, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                **self.user)
        for _ in range(1_200):
            if subprocess.run([tool("pg_isready"), "-q", "-h", self.place, "-p", str(self.port)],
                              stdin=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.1)
        sys.exit("PostgreSQL did not start")

    def processes(self):
        """The server and its children."""
        found = [self.server.pid]
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(path) as stat:
                    text = stat.read()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(text[text.rindex(")") + 2:].split()[1]) == self.server.pid:
                found.append(int(path.split("/")[2]))
        return found

    def signal(self, number):
        for pid in self.processes():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def freeze(self):
        """Stops all of it where it stands: connections stay, and nobody answers."""
        self.signal(signal.SIGSTOP)

    def thaw(self):
        self.signal(signal.SIGCONT)

    def kill(self):
        """kill -9 of the server and all its children. Returns when none is left."""
        pids = self.processes()
        self.signal(signal.SIGKILL)
        self.server.wait()
        self.server = None
        while any(os.path.exists(f"/proc/{pid}") for pid in pids):
            time.sleep(0.02)

    def rows(self, statement):
        text = self.run([tool("psql"), "-X", "-q", "-A", "-t", "-F", "\t", "-h", self.place,
                         "-p", str(self.port), "-U", "postgres", "-d", "harvest", "-c", statement])
        return [tuple(line.split("\t")) for line in text.splitlines()]

    def close(self):
        if self.server:
            self.kill()
        shutil.rmtree(self.place, ignore_errors=True)
