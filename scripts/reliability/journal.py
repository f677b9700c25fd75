"""Reads the journal by its documentation alone, with none of the program's code."""
import glob
import gzip
import json
import zlib


class Journal:
    """Heads of all records, in order, and what was damaged."""

    def __init__(self, place):
        self.heads = []
        self.damages = []
        last = 0
        for path in sorted(glob.glob(f"{place}/data/journal/*.jnl.gz")):
            expected = None
            for head in self.records(path):
                if expected is not None and head["seq"] != expected:
                    self.damages.append(f"{path}: {head['seq']} where {expected} should stand")
                expected = head["seq"] + 1
                if head["seq"] > last:
                    last = head["seq"]
                    self.heads.append(head)

    def records(self, path):
        try:
            with gzip.open(path) as stream:
                while line := stream.readline():
                    head = json.loads(line[9:])
                    body = stream.read(head["bytes"])
                    if zlib.crc32(line[9:] + body) != int(line[:8], 16):
                        self.damages.append(f"{path}: record {head['seq']} is damaged")
                    stream.read(1)
                    yield head
        except (EOFError, OSError, ValueError, zlib.error) as error:
            self.damages.append(f"{path}: {error}")

    def of(self, kind):
        return [head for head in self.heads if head["kind"] == kind]

    def parts(self, kind):
        return [part for head in self.of(kind) for part in head["f"].get("parts", "").split(",") if part]
