"""Reads order books from a running simulator with the venue's own client, which checks every hash itself.

Usage: clob_client_reads_books.py http://127.0.0.1:PORT

Prints one line with counts and exits 0; exits 1 when a book is missing or a hash differs.
"""

import json
import sys
import urllib.request

import httpx
from py_clob_client.client import ClobClient
from py_clob_client.clob_types import BookParams
from py_clob_client.http_helpers import helpers

# Ends a hang and nothing else. The client's own five seconds are too few for a simulator that is built for
# debugging and shares its machine with every other test.
PATIENCE_SECONDS = 600
helpers._http_client = httpx.Client(http2=True, timeout=PATIENCE_SECONDS)


def get(address):
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:
        return json.load(answer)


def open_tokens(base, wanted):
    """Outcome tokens of open tweet markets, which always have books."""
    tokens = []
    cursor = ""
    while len(tokens) < wanted:
        page = get(f"{base}/gamma/events/keyset?limit=100&closed=false&tag_id=972{cursor}")
        for event in page["events"]:
            if "-of-t" not in event["slug"]:
                continue
            for market in event["markets"]:
                if not market["closed"]:
                    tokens += json.loads(market["clobTokenIds"])
        if "next_cursor" not in page:
            break
        cursor = "&after_cursor=" + page["next_cursor"]
    return tokens[:wanted]


def main():
    base = sys.argv[1].rstrip("/")
    client = ClobClient(base + "/clob")
    tokens = open_tokens(base, 200)
    if len(tokens) < 20:
        sys.exit(f"only {len(tokens)} tokens of open tweet markets were found")
    checked = 0
    for token in tokens[:20]:
        book = client.get_order_book(token)
        served = book.hash
        if book.asset_id != token or client.get_order_book_hash(book) != served:
            sys.exit(f"GET /book of {token}: the client has {book.hash}, the server {served}")
        checked += 1
    books = client.get_order_books([BookParams(token_id=token) for token in tokens])
    if {book.asset_id for book in books} != set(tokens):
        sys.exit(f"POST /books answered {len(books)} of {len(tokens)} tokens")
    for book in books:
        served = book.hash
        if client.get_order_book_hash(book) != served:
            sys.exit(f"POST /books, {book.asset_id}: the client has {book.hash}, the server {served}")
        checked += 1
    price = client.get_price(tokens[0], "SELL")
    if "price" not in price:
        sys.exit(f"GET /price answered {price}")
    print(f"py-clob-client agrees with the hashes of {checked} books")


if __name__ == "__main__":
    main()
