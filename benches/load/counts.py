#!/usr/bin/env python3
"""Counts that noise cannot move: user-space instructions and system calls a request.

Instructions come from callgrind (one keep-alive connection, requests one after
another), calls from strace -c. Both slow the server down, so neither is a timing.
Interpreted servers are left out.

With --gate, faultless alone is counted and compared with what is recorded in
../instructions.json; --record writes it anew.
"""

import argparse
import http.client
import json
import pathlib
import platform
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

import bodies
import run
from answers import ENDPOINTS

RECORD = run.HERE.parent / "instructions.json"
TOLERANCE = 0.05
# Another compiler or C library moves counts without a change of ours.
TOLERANCE_ELSEWHERE = 0.10
FAILURES = ("MORE", "NOT RECORDED", "NOT COUNTED")


def drive(port, name, count, paths):
    """Asks one after another over one connection. Each request is sent in one piece, since whether a server finds head
    and body together or one after the other is worth some percent of what it counts."""
    method, path, body, want, _ = ENDPOINTS[name]
    data = paths[body].read_bytes() if body else b""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: identity\r\n"
    if body:
        head += f"Content-Length: {len(data)}\r\nContent-Type: application/json\r\n"
    request = f"{head}\r\n".encode() + data
    link = None
    for _ in range(count):
        link = link or socket.create_connection(("127.0.0.1", port), timeout=120)
        link.sendall(request)
        answer = http.client.HTTPResponse(link, method=method)
        answer.begin()
        answer.read()
        if answer.status != want:
            raise RuntimeError(f"{name}: status {answer.status}, not {want}")
        if answer.will_close:
            link.close()
            link = None
    if link:
        link.close()


def counted(name, count):
    return max(3, count // 50) if name.startswith("large") else count


def total_of(folder):
    """The instructions of the dump; its file's name is callgrind's choice."""
    found = [
        int(line.split()[1])
        for path in folder.glob("cg.out*")
        for line in path.read_text(errors="replace").splitlines()
        if line.startswith(("summary:", "totals:"))
    ]
    if not found or not max(found):
        raise RuntimeError("callgrind dumped nothing")
    return max(found)


def instructions(command, names, count, paths):
    out = {}
    with tempfile.TemporaryDirectory() as where:
        folder = pathlib.Path(where)
        prefix = ["valgrind", "--tool=callgrind", "--quiet",
                  f"--callgrind-out-file={folder}/cg.out"]
        server = run.Server(command, prefix=prefix, wait=120)
        try:
            for name in names:
                n = counted(name, count)
                drive(server.port, name, max(2, n // 10), paths)
                control(folder, "--zero", server.pid)
                drive(server.port, name, n, paths)
                for path in folder.glob("cg.out*"):
                    path.unlink()
                control(folder, "--dump", server.pid)
                out[name] = total_of(folder) / n
        finally:
            server.stop()
    return out


def control(folder, what, pid):
    subprocess.run(["callgrind_control", what, str(pid)], cwd=folder, check=True,
                   capture_output=True, timeout=60)


def calls(command, names, count, paths):
    out = {}
    server = run.Server(command, prefix=())
    try:
        for name in names:
            n = counted(name, count)
            with tempfile.NamedTemporaryFile("r") as file:
                trace = subprocess.Popen(
                    ["strace", "-f", "-c", "-U", "name,calls", "-o", file.name]
                    + [a for p in run.family(server.pid) for a in ("-p", str(p))],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(0.4)
                drive(server.port, name, n, paths)
                trace.send_signal(signal.SIGINT)
                trace.wait(20)
                found = {}
                for line in file.read().splitlines():
                    got = re.match(r"^\s*([a-z_0-9]+)\s+(\d+)\s*$", line)
                    if got and got[1] != "total":
                        found[got[1]] = round(int(got[2]) / n, 2)
                out[name] = {k: v for k, v in found.items() if v >= 0.05}
    finally:
        server.stop()
    return out


def toolchain():
    """What the counts depend on beside the code: processor, compiler, and the C library with its allocator."""
    rustc = subprocess.run(
        ["rustc", "--version"], cwd=run.ROOT, capture_output=True, text=True, check=True)
    return f"{platform.machine()}, {rustc.stdout.strip()}, {' '.join(platform.libc_ver())}"


def judge(recorded, counted, tolerance):
    """Rows of (name, recorded, counted, verdict), and whether any of them fails."""
    rows = []
    for name in {**counted, **recorded}:
        before, now = recorded.get(name), counted.get(name)
        if before is None:
            verdict = "NOT RECORDED"
        elif now is None:
            verdict = "NOT COUNTED"
        elif now > before * (1 + tolerance):
            verdict = "MORE"
        elif now < before * (1 - tolerance):
            verdict = "less: record it, or a later regression hides behind it"
        else:
            verdict = "as before"
        rows.append((name, before, now, verdict))
    return rows, any(verdict in FAILURES for *_, verdict in rows)


def tolerance_of(record, here):
    """How much is let pass: more where the record is of another toolchain."""
    return record["tolerance"] if record["toolchain"] == here else max(
        record["tolerance"], TOLERANCE_ELSEWHERE)


def write_record(counted):
    record = {"toolchain": toolchain(), "tolerance": TOLERANCE, "instructions": counted}
    RECORD.write_text(json.dumps(record, indent=1) + "\n")
    print(f"recorded in {RECORD.name}")


def gate(counted, whole):
    """Prints what changed against the record; whether all of it is within the tolerance."""
    record, here = json.loads(RECORD.read_text()), toolchain()
    tolerance = tolerance_of(record, here)
    if record["toolchain"] != here:
        print(f"the record is of another toolchain, so {tolerance:.0%} are let pass\n"
              f"  recorded: {record['toolchain']}\n  here:     {here}")
    recorded = record["instructions"]
    if not whole:
        recorded = {name: recorded[name] for name in counted if name in recorded}
    rows, worse = judge(recorded, counted, tolerance)
    print(f"{'endpoint':16} {'recorded':>12} {'now':>12} {'change':>8}  within {tolerance:.0%}?")
    for name, before, now, verdict in rows:
        change = f"{now / before - 1:+.1%}" if before and now else ""
        print(f"{name:16} {before or '-':>12} {now or '-':>12} {change:>8}  {verdict}")
    if any(verdict.startswith("less") for *_, verdict in rows):
        print("\nThe record is stale: `python3 benches/load/counts.py --gate --record` writes it anew.")
    if worse:
        print("\nA request costs more than is recorded. Find out why; where it is worth it, record it with\n"
              "`python3 benches/load/counts.py --gate --record`, and say why in the commit.")
    return not worse


def markdown(result, names):
    head = ["| endpoint | " + " | ".join(result) + " |", "|---|" + "---:|" * len(result)]
    text = ["# Instructions in user space a request (callgrind)", "", *head]
    for name in names:
        row = [f"{peer['instructions'][name]:,.0f}" if name in peer["instructions"] else "–"
               for peer in result.values()]
        text.append(f"| {name} | " + " | ".join(row) + " |")
    text += ["", "# System calls a request, one request in flight (strace)", "", *head]
    for name in names:
        row = [", ".join(f"{k} {v:g}" for k, v in peer["calls"].get(name, {}).items()) or "–"
               for peer in result.values()]
        text.append(f"| {name} | " + " | ".join(row) + " |")
    return "\n".join(text) + "\n"


def main():
    flags = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    run.flags_of(flags)
    flags.add_argument("--count", type=int, default=500)
    flags.add_argument("--gate", action="store_true", help="compare faultless with what is recorded")
    flags.add_argument("--record", action="store_true", help="with --gate: record it")
    flags.add_argument("--out", default=str(run.RESULTS / "counts.md"), help="the Markdown")
    args = flags.parse_args()
    if args.record and (args.endpoints or not args.gate):
        flags.error("--record goes with --gate, and records all endpoints")
    names = run.endpoints(args)
    paths = bodies.make()
    if args.gate:
        run.need("valgrind")
        args.only = "faultless"
        command = run.chosen(args)["faultless"]
        counted = {
            name: round(count) for name, count in instructions(command, names, args.count, paths).items()}
        if args.record:
            return write_record(counted)
        sys.exit(0 if gate(counted, whole=not args.endpoints) else 1)
    run.need("valgrind", "strace")
    result = {}
    for peer, command in run.chosen(args).items():
        result[peer] = {"instructions": {}, "calls": {}}
        ways = {"calls": calls, "instructions": instructions}
        if "python" in command.split()[0]:
            del ways["instructions"]
        for what, count in ways.items():
            try:
                result[peer][what] = count(command, names, args.count, paths)
            except Exception as error:  # a server that cannot be counted must not stop the rest
                print(f"{peer}: {what}: {error!r}", file=sys.stderr)
        print(peer, json.dumps(result[peer]), flush=True)
    run.write(args.out, result, markdown(result, names))


if __name__ == "__main__":
    main()
