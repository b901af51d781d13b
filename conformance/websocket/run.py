"""Holds a WebSocket echo endpoint to RFC 6455.

    python3 run.py ws://127.0.0.1:9001/ [--only ID]... [--limit BYTES] [--strict] [--list]

The endpoint sends every message back as it came. Cases are numbered as in the Autobahn suite where the two have the
same subject; its sections 12 and 13 (compression) have no counterpart here. H is the opening handshake, X what else
that suite leaves out.

  --only    an id or the beginning of one: 6, 6.4, 6.4.1; may be repeated
  --limit   the largest message that the endpoint takes: larger cases are left out, and section 9.9 tries the limit
  --strict  what passes but is not strict fails
  --list    prints the cases
"""

import argparse
import concurrent.futures
import sys

import closing
import framing
import limits
import opening
import utf8
from case import FAILED, LENIENT, PASSED

# Cases at the same time: most of their time is waiting.
AT_ONCE = 8

# From here on a case has the machine for itself.
HEAVY = 1 << 20


def chosen(options):
    every = [*framing.cases(), *utf8.cases(), *closing.cases(), *limits.cases(options.limit), *opening.cases()]
    ids = [case.id for case in every]
    assert len(ids) == len(set(ids)), "two cases have one id"
    for case in every:
        asked = not options.only or any(
            case.id == only or case.id.startswith(only.rstrip(".") + ".") for only in options.only)
        if asked and (not options.limit or case.needs <= options.limit):
            yield case


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()

    cases = list(chosen(options))
    if not cases:
        print("no case has such an id", file=sys.stderr)
        return 2
    if options.list:
        for case in cases:
            print(f"{case.id:10} {case.about}")
        return 0

    light = [case for case in cases if case.needs < HEAVY]
    verdicts = {}
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for case, verdict in zip(light, pool.map(lambda case: case.run(options.url), light)):
            verdicts[case.id] = verdict
    for case in cases:
        if case.id not in verdicts:
            verdicts[case.id] = case.run(options.url)

    counts = {PASSED: 0, LENIENT: 0, FAILED: 0}
    for case in cases:
        verdict, why = verdicts[case.id]
        counts[verdict] += 1
        if verdict != PASSED:
            print(f"{verdict}: {case.id} {case.about}: {why}")
    failed = counts[FAILED] + (counts[LENIENT] if options.strict else 0)
    print(f"{counts[LENIENT]} of them not strict")
    print(f"websocket: {len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
