"""The SQLite file in the data directory."""
import sqlite3


class SQLite:
    name = "sqlite"

    def __init__(self, bench):
        self.path = f"{bench.place}/data/harvest.sqlite3"

    def rows(self, statement):
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return [tuple("" if cell is None else str(cell) for cell in row)
                    for row in connection.execute(statement)]
        finally:
            connection.close()

    def close(self):
        pass
