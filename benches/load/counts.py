#!/usr/bin/env python3
"""Counts that noise cannot move: user-space instructions and system calls a request.

Instructions come from callgrind (one keep-alive connection, requests one after
another), calls from strace -c. Both slow the server down, so neither is a timing.
Interpreted peers are left out.

With --gate, faultless alone is counted and compared with what is recorded in
../instructions.json; --record writes it anew.
"""

import argparse
import http.client
import json
import pathlib
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import bodies
import run


RECORD = run.HERE.parent / "instructions.json"


def drive(port, name, count, paths):
    method, path, body, _, _ = run.ENDPOINTS[name]
    data = paths[body].read_bytes() if body else None
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for _ in range(count):
        run.ask(port, method, path, data, link)
    link.close()


def counted(name, count):
    return max(3, count // 100) if name.startswith("large") else count


def total_of(folder):
    total = 0
    for path in sorted(folder.glob("cg.out*")):
        for line in path.read_text(errors="replace").splitlines():
            if line.startswith(("summary:", "totals:")):
                total = max(total, int(line.split()[1]))
                if line.startswith("totals:"):
                    break
    return total


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
    """What the counts depend on beside the code: the compiler, and the C library with its allocator."""
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True)
    return f"{rustc.stdout.strip()}, {' '.join(platform.libc_ver())}"


def judge(recorded, counted, tolerance):
    """Rows of (name, recorded, counted, verdict), and whether any of them is a regression."""
    rows, worse = [], False
    for name, count in counted.items():
        before = recorded.get(name)
        if before is None:
            verdict, worse = "not recorded", True
        elif count > before * (1 + tolerance):
            verdict, worse = "MORE", True
        elif count < before * (1 - tolerance):
            verdict = "less: record it, or a later regression hides behind it"
        else:
            verdict = "as before"
        rows.append((name, before, count, verdict))
    missing = [name for name in recorded if name not in counted]
    rows += [(name, recorded[name], None, "not counted") for name in missing]
    return rows, worse or bool(missing)


def gate(command, names, count, paths, record):
    counted = {n: round(c) for n, c in instructions(command, names, count, paths).items()}
    here = toolchain()
    if record:
        RECORD.write_text(json.dumps({
            "toolchain": here, "tolerance": 0.05, "instructions": counted}, indent=1) + "\n")
        print(f"recorded {RECORD.name}")
        return 0
    recorded = json.loads(RECORD.read_text())
    tolerance = recorded["tolerance"]
    if recorded["toolchain"] != here:
        tolerance = max(tolerance, 0.10)
        print(f"recorded with {recorded['toolchain']}, counted with {here}: "
              f"{tolerance:.0%} are let pass")
    rows, worse = judge(recorded["instructions"], counted, tolerance)
    for name, before, now, verdict in rows:
        change = f"{now / before - 1:+.1%}" if before and now else ""
        print(f"{name:16} {before or '-':>12} {now or '-':>12} {change:>8}  {verdict}")
    if worse:
        print("an instruction gate is over its tolerance: find out why, or record it with "
              "`python3 benches/load/counts.py --gate --record` and say why in the commit")
    return int(worse)


def main():
    flags = argparse.ArgumentParser(description=__doc__)
    flags.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    flags.add_argument("--only")
    flags.add_argument("--endpoints")
    flags.add_argument("--count", type=int, default=500)
    flags.add_argument("--gate", action="store_true", help="compare with what is recorded")
    flags.add_argument("--record", action="store_true", help="with --gate: record it")
    flags.add_argument("--out", default=str(run.RESULTS / "counts"))
    args = flags.parse_args()
    peers = run.default_peers()
    for one in args.peer:
        name, _, command = one.partition("=")
        peers[name] = command
    names = args.endpoints.split(",") if args.endpoints else list(run.ENDPOINTS)
    paths = bodies.make()
    if args.gate:
        sys.exit(gate(peers["faultless"], names, args.count, paths, args.record))
    if args.only:
        peers = {name: peers[name] for name in args.only.split(",")}
    result = {}
    for peer, command in peers.items():
        result[peer] = {"instructions": {}, "calls": {}}
        if shutil.which("strace"):
            try:
                result[peer]["calls"] = calls(command, names, args.count, paths)
            except Exception as error:  # a peer that cannot be traced must not stop the rest
                print(peer, "strace:", error, file=sys.stderr)
        if shutil.which("valgrind") and "python" not in command.split()[0]:
            try:
                result[peer]["instructions"] = instructions(command, names, args.count, paths)
            except Exception as error:
                print(peer, "callgrind:", repr(error), file=sys.stderr)
        print(peer, json.dumps(result[peer]), flush=True)
    out = pathlib.Path(args.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
    head = ["| endpoint | " + " | ".join(result) + " |", "|---|" + "---:|" * len(result)]
    text = ["# Instructions in user space a request (callgrind)", "", *head]
    for name in names:
        row = [f"{result[p]['instructions'][name]:,.0f}" if name in result[p]["instructions"]
               else "–" for p in result]
        text.append(f"| {name} | " + " | ".join(row) + " |")
    text += ["", "# System calls a request, one request in flight (strace)", "", *head]
    for name in names:
        row = [", ".join(f"{k} {v:g}" for k, v in result[p]["calls"].get(name, {}).items()) or "–"
               for p in result]
        text.append(f"| {name} | " + " | ".join(row) + " |")
    out.with_suffix(".md").write_text("\n".join(text) + "\n")
    print(out.with_suffix(".md").read_text())


if __name__ == "__main__":
    main()
