"""What was measured, and which promises were broken."""
import json
import sys


class Figures:
    def __init__(self, options):
        self.values = {"word": options.word, "seed": options.seed}
        self.complaints = []

    def __setitem__(self, name, value):
        self.values[name] = value

    def add(self, name, amount=1):
        self.values[name] = self.values.get(name, 0) + amount

    def peak(self, name, value):
        self.values[name] = max(self.values.get(name, 0), value)

    def broken(self, complaint):
        """A promise was not kept."""
        self.complaints.append(complaint)
        print(f"broken: {complaint}", file=sys.stderr, flush=True)

    def require(self, holds, complaint):
        if not holds:
            self.broken(complaint)

    def report(self):
        self.values["broken"] = self.complaints
        print(json.dumps(self.values), flush=True)
        return 1 if self.complaints else 0
