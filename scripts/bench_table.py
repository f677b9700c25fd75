#!/usr/bin/env python3
"""Reads the lines that the peers' run.py writes and says what they mean.

    bench_table.py verify FILE      whether every contender gave the answers that ours gave
    bench_table.py table FILE [--allocations FILE] [--suites FILE] [--strict]
                                    ours against the peers, with goals and floors
    bench_table.py readme FILE README
                                    puts a table between the marks of a document
    bench_table.py embedder FILE    our binary against one that embeds the package

The contender named `harvest` is ours. A ratio says how many times longer a peer takes, median of the rounds.
"""
import json
import sys

OURS = "harvest"
BOOKS = ("book_typical", "book_mixed", "book_stream", "book_deep", "books_batch")
STREAMS = ("ws_price_change", "ws_5000")
# How many times faster than the fastest peer: goal and floor.
GOALS = {**{name: (4.0, 3.0) for name in BOOKS}, **{name: (4.0, 2.5) for name in STREAMS}}
# Odd documents against simdjson as it comes.
ODD = (1.0, 0.5)
FOUNDATION = (200.0, 100.0)
# Changes a second and core that are parsed, applied and verified by their hash.
VERIFIED_SUITE = "stream-verify"
VERIFIED = (500_000.0, 300_000.0)
# Peers of one library, as run.py names them.
FAMILIES = {
    "simdjson": ("simdjson_deb", "simdjson_pypi"),
    "yyjson": ("yyjson", "yyjson_swar"),
    "serde_json": ("rust_serde_json_fixed", "rust_serde_json_str"),
    "Foundation": (
        "swift_codable_int", "swift_codable_double", "swift_codable_decimal", "swift_jsonserialization"
    ),
}
# Of the odd documents, 30 have a key written with an escape, which these do not find because they compare
# keys byte by byte; 30 others have levels with a value that is no text, which that program's cast refuses.
MISSED_ODDITIES = {
    "simdjson": "30 with an escaped key",
    "glaze": "30 with an escaped key",
    "swift_jsonserialization": "30 with levels that hold more than texts",
}
# A package that embeds ours may be so much slower than our own binary.
EMBEDDED = 1.10


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def by_corpus(path):
    corpora = {}
    for line in lines(path):
        corpora.setdefault(line["corpus"], {})[line["peer"]] = line
    return corpora


def complaint(corpus, peer, theirs, ours):
    """What is wrong with a peer's answers: None when nothing is, a text in brackets when it is expected."""
    if "error" in theirs:
        return "gives no answer"
    if corpus == "book_bad":
        # Some programs leave out the empty document, so what they accept is counted where they say it.
        accepted = theirs.get("books", ours["rejected"] - theirs["rejected"])
        return f"(accepts {accepted})" if accepted else None
    missed = next((why for name, why in MISSED_ODDITIES.items() if peer.startswith(name)), None)
    if corpus == "book_odd" and missed:
        as_expected = theirs.get("rejected") == int(missed.split()[0])
        if as_expected:
            return f"(misses {missed}, as expected)"
        return f"misses {theirs.get('rejected')}, not {missed}"
    if theirs.get("best_mismatch"):
        return f"{theirs['best_mismatch']} best prices differ from the messages' own"
    if theirs.get("rejected"):
        return f"rejects {theirs['rejected']} valid documents"
    if "check" not in theirs:
        return "(gives no check)"
    if theirs["check"] != ours.get("check"):
        return f"check {theirs['check']} is not ours, {ours.get('check')}"
    return None


def verify(path):
    wrong = 0
    for corpus, peers in by_corpus(path).items():
        ours = peers.get(OURS, {})
        if "check" not in ours or "rejected" not in ours:
            print(f"{corpus}: ours gives no answer")
            wrong += 1
            continue
        if corpus == "book_bad" and (ours.get("books") or not ours["rejected"]):
            print(f"{corpus}: ours accepts {ours.get('books')} malformed documents")
            wrong += 1
        elif corpus != "book_bad" and ours.get("rejected"):
            print(f"{corpus}: ours rejects {ours['rejected']} valid documents")
            wrong += 1
        agreeing = 0
        for peer, theirs in peers.items():
            if peer == OURS:
                continue
            problem = complaint(corpus, peer, theirs, ours)
            if problem is None:
                agreeing += 1
                continue
            print(f"{corpus}: {peer} {problem}")
            wrong += not problem.startswith("(")
        answer = f"all {ours['rejected']} rejected" if corpus == "book_bad" else f"check {ours['check']}"
        print(f"{corpus}: {agreeing} of {len(peers) - 1} peers agree with ours, {answer}")
    print("the answers differ" if wrong else "the answers agree")
    return 1 if wrong else 0


def ratio(line):
    return line.get(f"ratio_to_{OURS}")


def fastest(peers, names=None):
    """The peer that comes closest to ours, with its ratio."""
    found = [(ratio(line), name) for name, line in peers.items() if name != OURS and ratio(line)]
    return min(((r, n) for r, n in found if names is None or n in names), default=None)


def verdict(value, goal_and_floor):
    goal, floor = goal_and_floor
    word = "goal" if value >= goal else "floor" if value >= floor else "MISSED"
    return f"{goal:,g} / {floor:,g}: {word}"


def row(corpus, peers, allocations):
    ours = peers[OURS]
    best = fastest(peers)
    cells = [corpus, f"{ours['ns_per_level']:.2f}", f"{ours['bytes_per_s'] / 1e9:.2f}"]
    cells.append(f"{best[0]:.2f} {best[1]}" if best else "")
    for family in FAMILIES.values():
        closest = fastest(peers, family)
        cells.append(f"{closest[0]:.2f}" if closest else "")
    judged = []
    if best and corpus in GOALS:
        judged.append(verdict(best[0], GOALS[corpus]))
    foundation = fastest(peers, FAMILIES["Foundation"])
    if foundation and corpus in BOOKS:
        judged.append("Foundation " + verdict(foundation[0], FOUNDATION))
    plain = fastest(peers, FAMILIES["simdjson"])
    if plain and corpus == "book_odd":
        judged.append("simdjson " + verdict(plain[0], ODD))
    cells.append("; ".join(judged))
    cells.append(str(allocations.get(corpus, "")))
    return cells


def table(path, arguments):
    allocations = {}
    if "--allocations" in arguments:
        counted = lines(arguments[arguments.index("--allocations") + 1])
        allocations = {line["corpus"]: line["mallocs_per_pass"] for line in counted}
    head = ["corpus", "ns/level", "GB/s", "fastest peer", *FAMILIES, "goal / floor", "allocations"]
    print("| " + " | ".join(head) + " |")
    print("|---|" + "--:|" * 2 + "---|" + "--:|" * len(FAMILIES) + "---|--:|")
    missed = 0
    for corpus, peers in by_corpus(path).items():
        if OURS not in peers or "error" in peers[OURS]:
            print(f"| {corpus} | ours gives no answer |")
            missed += 1
            continue
        cells = row(corpus, peers, allocations)
        missed += any("MISSED" in cell for cell in cells) or bool(allocations.get(corpus))
        print("| " + " | ".join(cells) + " |")
    print("\nFor streams a level is a change. Ratios: how many times longer the peer takes.")
    if "--suites" in arguments:
        missed += verified(arguments[arguments.index("--suites") + 1])
    return 1 if missed and "--strict" in arguments else 0


def verified(path):
    """Says how many changes a second were verified; 1 when that is below the floor."""
    ours = next((line for line in lines(path) if line["suite"] == VERIFIED_SUITE), None)
    if ours is None:
        return 0
    judged = verdict(ours["itemsPerSecond"], VERIFIED)
    allocated = ours.get("allocationsPerItem")
    rate = f"{ours['itemsPerSecond']:,.0f} changes a second"
    print(f"\nParsed, applied and verified: {rate}; {judged}; {allocated} allocations a change.")
    return int("MISSED" in judged)


def embedder(path):
    slow = 0
    for corpus, contenders in by_corpus(path).items():
        value = ratio(contenders.get("embedder", {}))
        if value is None:
            print(f"{corpus}: no answer")
            slow += 1
            continue
        slow += value > EMBEDDED
        word = "holds" if value <= EMBEDDED else "MISSED"
        print(f"{corpus}: embedded takes {value:.2f} times our binary's time, {EMBEDDED:.2f} allowed: {word}")
    return 1 if slow else 0


def readme(path, document):
    """Replaces what stands between the marks of a document."""
    begin, end = "<!-- peers: begin -->\n", "<!-- peers: end -->\n"
    with open(path, encoding="utf-8") as file:
        table_of_run = file.read()
    with open(document, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split(begin, 1)
    after = rest.split(end, 1)[1]
    with open(document, "w", encoding="utf-8") as file:
        file.write(f"{before}{begin}\n{table_of_run.strip()}\n\n{end}{after}")
    return 0


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 64
    word, path = sys.argv[1:3]
    if word == "verify":
        return verify(path)
    if word == "table":
        return table(path, sys.argv[3:])
    if word == "readme" and len(sys.argv) == 4:
        return readme(path, sys.argv[3])
    if word == "embedder":
        return embedder(path)
    print(__doc__, file=sys.stderr)
    return 64


if __name__ == "__main__":
    sys.exit(main())
