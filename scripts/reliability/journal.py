"""Reads the journal by its documentation alone, with none of the program's code."""
import datetime
import glob
import gzip
import json
import zlib


def microseconds(moment):
    """Since 1970, of a time as the journal writes it."""
    found = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return int(found.replace(microsecond=0).timestamp()) * 1_000_000 + found.microsecond


class Journal:
    """Heads of all records, in order, what was damaged, and which books came for which run."""

    def __init__(self, place):
        self.heads = []
        self.damages = []
        # For each run that fetched books: token and time of every book.
        self.books = {}
        last = 0
        for path in sorted(glob.glob(f"{place}/data/journal/*.jnl.gz")):
            expected = None
            for head, body in self.records(path):
                if expected is not None and head["seq"] != expected:
                    self.damages.append(f"{path}: {head['seq']} where {expected} should stand")
                expected = head["seq"] + 1
                if head["seq"] > last:
                    last = head["seq"]
                    self.heads.append(head)
                    self.note_books(head, body)

    def records(self, path):
        try:
            with gzip.open(path) as stream:
                while line := stream.readline():
                    head = json.loads(line[9:])
                    body = stream.read(head["bytes"])
                    if zlib.crc32(line[9:] + body) != int(line[:8], 16):
                        self.damages.append(f"{path}: record {head['seq']} is damaged")
                    stream.read(1)
                    yield head, body
        except (EOFError, OSError, ValueError, zlib.error) as error:
            self.damages.append(f"{path}: {error}")

    def note_books(self, head, body):
        fields = head["f"]
        if head["kind"] == "frame" and fields["endpoint"] == "books" and fields["status"] == 200:
            at = microseconds(head["at"])
            books = self.books.setdefault(head["run"], {})
            for book in json.loads(body):
                books.setdefault(book["asset_id"], at)

    def of(self, kind):
        return [head for head in self.heads if head["kind"] == kind]

    def parts(self, kind):
        return [part for head in self.of(kind) for part in head["f"].get("parts", "").split(",") if part]
