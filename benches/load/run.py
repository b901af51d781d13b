#!/usr/bin/env python3
"""Measures the servers on the same work. Standard library only; ../README.md says what to trust."""

import argparse
import http.client
import json
import os
import pathlib
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

import answers
import bodies
import report
from answers import ENDPOINTS

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE.parent / "peers"
ROOT = HERE.parent.parent
RESULTS = HERE.parent / "results"
TICK = os.sysconf("SC_CLK_TCK")

# A server that was less busy than this was starved of load: its figure is measured again.
BUSY = 0.85


def built():
    """The servers that `../build` builds, by their names."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    peers = {name: PEERS / f"target/release/peer-{name}" for name in ("hyper", "axum", "actix")}
    return {**peers, "faultless": target / "release/bench-server"}


def chosen(args):
    """The servers to measure: those that are built, FastAPI where BENCH_PYTHON has it, and what --peer adds."""
    peers = {name: shlex.quote(str(path)) for name, path in built().items() if path.exists()}
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    # By `env`, since a Python that is not there is no reason to end.
    has = ["env", python, "-c", "import fastapi, uvicorn, uvloop, httptools, email_validator"]
    asked = not args.only or "fastapi" in args.only.split(",")
    if asked and subprocess.run(has, capture_output=True, check=False).returncode == 0:
        peers["fastapi"] = f"{shlex.quote(python)} {shlex.quote(str(PEERS / 'fastapi_app.py'))}"
    for one in args.peer:
        name, _, command = one.partition("=")
        peers[name] = command
    wanted = args.only.split(",") if args.only else [*built(), "fastapi", *peers]
    wanted = list(dict.fromkeys(wanted))
    missing = [name for name in wanted if name not in peers]
    if missing:
        told = f"not there: {', '.join(missing)} (benches/build builds; BENCH_PYTHON names a Python with FastAPI)"
        if args.only:
            sys.exit(told)
        print(told, file=sys.stderr)
    return {name: peers[name] for name in wanted if name in peers}


def endpoints(args):
    names = args.endpoints.split(",") if args.endpoints else list(ENDPOINTS)
    unknown = [name for name in names if name not in ENDPOINTS]
    if unknown:
        sys.exit(f"no endpoint: {', '.join(unknown)}; there are {', '.join(ENDPOINTS)}")
    return names


def need(*tools):
    """Ends the program where a tool is missing, and says how to install it."""
    packages = {"wrk": "wrk", "taskset": "util-linux", "valgrind": "valgrind", "strace": "strace"}
    missing = [packages[tool] for tool in tools if not shutil.which(tool)]
    if missing:
        sys.exit(f"missing: apt-get install {' '.join(missing)}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def family(pid):
    """pid and its descendants."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                text = pathlib.Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            parents[int(entry)] = int(text.rpartition(")")[2].split()[1])
    out, todo = [], [pid]
    while todo:
        one = todo.pop()
        out.append(one)
        todo += [child for child, parent in parents.items() if parent == one]
    return out


def cpu(pid):
    """(utime, stime, scheduler's run time) in seconds, over the whole family."""
    user = system = run = 0.0
    for one in family(pid):
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            user += int(fields[11]) / TICK
            system += int(fields[12]) / TICK
            for task in os.listdir(f"/proc/{one}/task"):
                text = pathlib.Path(f"/proc/{one}/task/{task}/schedstat").read_text()
                run += int(text.split()[0]) / 1e9
        except OSError:
            continue
    return user, system, run


def memory(pid, key):
    total = 0
    for one in family(pid):
        try:
            for line in pathlib.Path(f"/proc/{one}/status").read_text().splitlines():
                if line.startswith(key + ":"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total  # KiB


class Server:
    def __init__(self, command, prefix=("taskset", "-c", "0"), wait=60.0):
        self.port = free_port()
        env = dict(os.environ, PORT=str(self.port), RUST_BACKTRACE="0", RUST_LIB_BACKTRACE="0")
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [*prefix, *shlex.split(command)],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.pid = self.process.pid
        while True:
            try:
                status, _, _ = ask(self.port, "GET", "/plain")
                if status == 200:
                    break
            except (OSError, http.client.HTTPException):
                pass
            if self.process.poll() is not None or time.perf_counter() - started > wait:
                self.stop()
                raise RuntimeError(f"did not start: {command}")
            time.sleep(0.0005)
        self.cold_ms = (time.perf_counter() - started) * 1000

    def stop(self):
        pids = family(self.pid)
        for sig in (signal.SIGTERM, signal.SIGKILL):
            for one in pids:
                try:
                    os.kill(one, sig)
                except OSError:
                    pass
            try:
                self.process.wait(1.0)
                if not any(pathlib.Path(f"/proc/{p}").exists() for p in pids):
                    return
            except subprocess.TimeoutExpired:
                pass


def ask(port, method, path, body=None, connection=None):
    link = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"content-type": "application/json"} if body else {}
    link.request(method, path, body, headers)
    answer = link.getresponse()
    data = answer.read()
    if connection is None:
        link.close()
    return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), data


def check(peer, server, names, paths):
    """One answer of every endpoint: what is wrong with it, and how many rows a 422 holds."""
    found = {}
    for name in names:
        method, path, body, want, _ = ENDPOINTS[name]
        data = paths[body].read_bytes() if body else None
        try:
            status, headers, got = ask(server.port, method, path, data)
        except (OSError, http.client.HTTPException) as error:
            found[name] = {"why": [f"no answer: {error!r}"], "rows": None, "bytes": 0}
            continue
        why = answers.faults(name, status, headers, got, data, peer in answers.COMPLETE)
        rows = answers.rows(got) if want == 422 else None
        found[name] = {"why": why, "rows": rows, "bytes": len(got)}
    return found


def wrk(port, name, seconds, paths):
    method, path, body, want, connections = ENDPOINTS[name]
    env = dict(os.environ)
    env.pop("BENCH_BODY", None)
    if body:
        env["BENCH_BODY"] = str(paths[body])
    out = subprocess.run(
        ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency",
         "--timeout", "10s", "-s", str(HERE / "load.lua"), f"http://127.0.0.1:{port}{path}"],
        env=env, capture_output=True, text=True, timeout=seconds + 40, check=False,
    )
    for line in out.stdout.splitlines():
        if line.startswith("BENCH "):
            return json.loads(line[6:])
    raise RuntimeError(f"wrk: {out.stdout}{out.stderr}")


def measure(server, name, seconds, warm, paths):
    if warm:
        wrk(server.port, name, warm, paths)
    else:
        method, path, body, _, _ = ENDPOINTS[name]
        data = paths[body].read_bytes() if body else None
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        for _ in range(3 if name.startswith("large") else 50):
            try:
                ask(server.port, method, path, data, link)
            except (OSError, http.client.HTTPException):
                link.close()  # a server may hang up after an error; connect again
        link.close()
    before, clock = cpu(server.pid), time.perf_counter()
    load = wrk(server.port, name, seconds, paths)
    after, wall = cpu(server.pid), time.perf_counter() - clock
    n = max(load["requests"], 1)
    user, system, run = (b - a for a, b in zip(before, after))
    bad = load["status_errors"] if ENDPOINTS[name][3] < 400 else n - load["status_errors"]
    return {
        "rps": n / (load["us"] / 1e6),
        "p50_us": load["p50_us"],
        "p99_us": load["p99_us"],
        "cpu_us": run / n * 1e6,
        "user_us": user / n * 1e6,
        "sys_us": system / n * 1e6,
        "busy": run / wall,
        "requests": n,
        "wrong_status": bad,
        "socket_errors": load["socket_errors"] + load["timeouts"],
    }


def middle(rows):
    keys = rows[0].keys()
    out = {k: statistics.median(r[k] for r in rows) for k in keys}
    values = [r["cpu_us"] for r in rows]
    out["cpu_spread"] = (max(values) - min(values)) / out["cpu_us"] if out["cpu_us"] else 0
    return out


def binary_kib(command):
    path = pathlib.Path(shlex.split(command)[0])
    if "python" in path.name or not path.exists():
        return None
    return path.stat().st_size // 1024


def flags_of(parser):
    """The flags that counts.py has too."""
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND",
                        help="another server; it listens on 127.0.0.1 at $PORT")
    parser.add_argument("--only", help="names of servers, by commas")
    parser.add_argument("--endpoints", help="names of endpoints, by commas")


def write(out, result, text):
    """Writes the Markdown to `out`, and the figures it is made of beside the bodies, where git ignores them."""
    out = pathlib.Path(out)
    for folder in (out.parent, RESULTS):
        folder.mkdir(parents=True, exist_ok=True)
    out.write_text(text)
    figures = RESULTS / f"{out.stem}.json"
    figures.write_text(json.dumps(result, indent=1) + "\n")
    print(text)
    print(f"written to {out}; the figures to {figures}", file=sys.stderr)


def check_all(peers, names, paths):
    """What each server answers; one that does not start is left out, and told."""
    checks = {}
    for peer, command in peers.items():
        try:
            server = Server(command)
        except RuntimeError as error:
            print(f"{peer}: {error}", file=sys.stderr)
            continue
        try:
            checks[peer] = check(peer, server, names, paths)
        finally:
            server.stop()
        for name, got in checks[peer].items():
            rows = "" if got["rows"] is None else f", {got['rows']} rows"
            told = "; ".join(got["why"]) or f"right, {got['bytes']} bytes{rows}"
            print(f"{peer:10} {name:16} {told}", flush=True)
    return checks


def round_of(server, peer, turn, names, args, paths):
    """Measures every endpoint of one server: {name: figures}, and what the process is like."""
    facts = {"cold_ms": server.cold_ms, "idle_kib": memory(server.pid, "VmRSS")}
    found = {}
    for name in names:
        if name.startswith("large") and "small_kib" not in facts:
            facts["small_kib"] = memory(server.pid, "VmHWM")
        try:
            got = measure(server, name, args.seconds, args.warm, paths)
            for _ in range(args.retries):
                if got["busy"] >= BUSY:
                    break
                again = measure(server, name, args.seconds, args.warm, paths)
                got = max(got, again, key=lambda g: g["busy"])
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            print(peer, name, error, file=sys.stderr)
            continue
        found[name] = got
        print(f"{turn} {peer:10} {name:16} {got['rps']:>9,.0f}/s {got['cpu_us']:>10.2f} us "
              f"busy {got['busy']:.2f} p99 {got['p99_us']:,} wrong {got['wrong_status']} "
              f"sock {got['socket_errors']}", flush=True)
    facts["peak_kib"] = memory(server.pid, "VmHWM")
    facts.setdefault("small_kib", facts["peak_kib"])
    return found, facts


def main():
    flags = argparse.ArgumentParser(description=__doc__)
    flags_of(flags)
    flags.add_argument("--seconds", type=int, default=2)
    flags.add_argument("--warm", type=int, default=1,
                       help="seconds of unmeasured load before each endpoint; 0: 50 requests")
    flags.add_argument("--rounds", type=int, default=3)
    flags.add_argument("--retries", type=int, default=2,
                       help="measure again, so often, where the server was not kept busy")
    flags.add_argument("--out", default=str(RESULTS / "latest.md"), help="the Markdown")
    flags.add_argument("--check", action="store_true", help="only check the answers")
    args = flags.parse_args()

    need("taskset", *([] if args.check else ["wrk"]))
    peers = chosen(args)
    names = endpoints(args)
    paths = bodies.make()
    checks = check_all(peers, names, paths)
    if args.check:
        wrong = any(got["why"] for found in checks.values() for got in found.values())
        sys.exit(int(wrong or len(checks) < len(peers) or not peers))

    result = {**report.about(args, ROOT), "endpoints": names}
    measured = {peer: [] for peer in checks}
    order = list(checks)
    for turn in range(args.rounds):
        first = turn % len(order) if order else 0
        for peer in order[first:] + order[:first]:
            try:
                server = Server(peers[peer])
            except RuntimeError as error:
                print(f"{peer}: {error}", file=sys.stderr)
                continue
            try:
                measured[peer].append(round_of(server, peer, turn, names, args, paths))
            finally:
                server.stop()
    result["peers"] = {
        peer: {
            **{key: statistics.median(facts[key] for _, facts in turns) for key in turns[0][1]},
            "binary_kib": binary_kib(peers[peer]),
            "check": checks[peer],
            "endpoints": {
                name: middle([found[name] for found, _ in turns if name in found])
                for name in names
                if any(name in found for found, _ in turns)
            },
        }
        for peer, turns in measured.items()
        if turns
    }
    write(args.out, result, report.markdown(result, BUSY))


if __name__ == "__main__":
    main()
