#!/usr/bin/env python3
"""Measure the peers on the same work. Standard library only; see README.md."""

import argparse
import datetime
import http.client
import json
import os
import pathlib
import platform
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

import bodies

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE.parent / "peers"
ROOT = HERE.parent.parent
RESULTS = HERE.parent / "results"
TICK = os.sysconf("SC_CLK_TCK")

# name: (method, path, body name, expected status, connections)
ENDPOINTS = {
    "plain": ("GET", "/plain", None, 200, 16),
    "item_ok": ("GET", "/items/42?q=lamp", None, 200, 16),
    "item_missing": ("GET", "/items/4040", None, 404, 16),
    "item_bad_id": ("GET", "/items/abc", None, 422, 16),
    "nowhere": ("GET", "/nowhere", None, 404, 16),
    "fail": ("GET", "/fail", None, 500, 16),
    "boom": ("GET", "/boom", None, 500, 16),
    "order_ok": ("POST", "/orders", "small_ok", 201, 16),
    "order_6_rules": ("POST", "/orders", "small_rules", 422, 16),
    "order_6_types": ("POST", "/orders", "small_types", 422, 16),
    "large_ok": ("POST", "/orders", "large_ok", 201, 4),
    "large_100_rules": ("POST", "/orders", "large_rules", 422, 4),
}


# What an error costs beside the answer it stands for.
OWN = {
    "item_ok": ("item_missing", "item_bad_id", "fail", "nowhere"),
    "order_ok": ("order_6_rules", "order_6_types"),
    "large_ok": ("large_100_rules",),
}


def default_peers():
    """The servers that are built, and FastAPI where the Python that BENCH_PYTHON names has it."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    built = {name: PEERS / f"target/release/peer-{name}" for name in ("hyper", "axum", "actix")}
    built["faultless"] = target / "release/bench-server"
    missing = [name for name, path in built.items() if not path.exists()]
    if missing:
        print(f"not built, and left out: {', '.join(missing)} (see README.md)", file=sys.stderr)
    peers = {name: shlex.quote(str(path)) for name, path in built.items() if path.exists()}
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    has = [python, "-c", "import fastapi, uvicorn, uvloop, httptools, email_validator"]
    if subprocess.run(has, capture_output=True, check=False).returncode == 0:
        peers["fastapi"] = f"{shlex.quote(python)} {shlex.quote(str(PEERS / 'fastapi_app.py'))}"
    return peers


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
        env = dict(os.environ, PORT=str(self.port), RUST_BACKTRACE="0")
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


def check(server, names, paths):
    """One sample of every endpoint: status, leak, header, how many rows a 422 holds."""
    found = {}
    for name in names:
        method, path, body, want, _ = ENDPOINTS[name]
        data = paths[body].read_bytes() if body else None
        try:
            status, headers, got = ask(server.port, method, path, data)
        except (OSError, http.client.HTTPException) as error:
            found[name] = {"ok": False, "why": f"no answer: {error!r}"}
            continue
        why = []
        if status != want:
            why.append(f"status {status}, not {want}")
        if b"hunter2" in got:
            why.append("leak")
        rows = None
        if name != "plain":
            try:
                value = json.loads(got)
                detail = value.get("detail") if isinstance(value, dict) else None
                if want == 422:
                    rows = len(detail) if isinstance(detail, list) else None
                    if rows is None:
                        why.append("no detail list")
                elif want >= 400 and not isinstance(detail, str):
                    why.append("no detail")
            except ValueError:
                why.append("not JSON")
        if name == "item_missing" and headers.get("x-error") != "item-missing":
            why.append("no x-error header")
        found[name] = {
            "ok": not why, "why": "; ".join(why), "rows": rows, "bytes": len(got), "status": status,
        }
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


def short(x):
    return f"{x:.1f}" if x < 100 else f"{x:,.0f}"


def markdown(result):
    peers, names = list(result["peers"]), result["endpoints"]
    text = [f"# Peers, {result['when']}", "",
            f"{result['machine']}; {result['seconds']} s an endpoint, median of "
            f"{result['rounds']} rounds, server on core 0, wrk on core 1.", "",
            f"`{result['command']}`", ""]

    def table(title, cell):
        text.extend([f"## {title}", "", "| endpoint | " + " | ".join(peers) + " |",
                     "|---|" + "---:|" * len(peers)])
        for name in names:
            row = [cell(result["peers"][p], name) for p in peers]
            text.append(f"| {name} | " + " | ".join(row) + " |")
        text.append("")

    def of(peer, name):
        return peer["endpoints"].get(name)

    def wrap(fn):
        def cell(peer, name):
            got = of(peer, name)
            return fn(got, peer, name) if got else "–"
        return cell

    table("Server CPU, µs a request (scheduler run time)",
          wrap(lambda g, p, n: short(g["cpu_us"]) + ("" if p["check"][n]["ok"] else " ✗")))
    table("of it user µs / system µs (10 ms ticks)",
          wrap(lambda g, p, n: f"{short(g['user_us'])} / {short(g['sys_us'])}"))
    table("Requests a second", wrap(lambda g, p, n: f"{g['rps']:,.0f}"))
    table("Latency p50 / p99, µs", wrap(lambda g, p, n: f"{short(g['p50_us'])} / {short(g['p99_us'])}"))
    if "hyper" in result["peers"]:
        base = result["peers"]["hyper"]
        table("CPU a request relative to raw hyper", wrap(
            lambda g, p, n: f"{g['cpu_us'] / of(base, n)['cpu_us']:.2f}" if of(base, n) else "–"))
    for own in OWN:
        base = result["peers"].get("faultless")
        if base and of(base, own):
            shown = [n for n in OWN[own] if n in names]
            text.extend([f"## CPU a request relative to its own {own}", "",
                         "| endpoint | " + " | ".join(peers) + " |", "|---|" + "---:|" * len(peers)])
            for name in shown:
                row = [f"{of(p, name)['cpu_us'] / of(p, own)['cpu_us']:.2f}"
                       if of(p, name) and of(p, own) else "–" for p in result["peers"].values()]
                text.append(f"| {name} | " + " | ".join(row) + " |")
            text.append("")
    table("Spread of CPU a request over the rounds, (max−min)/median",
          wrap(lambda g, p, n: f"{g['cpu_spread'] * 100:.0f}%"))
    table("Busy: share of its core the server used (low: the load was starved)",
          wrap(lambda g, p, n: f"{g['busy']:.2f}"))
    table("Rows in the 422 list, and answer bytes", lambda p, n: (
        (f"{p['check'][n]['rows']} rows, " if p["check"][n].get("rows") is not None else "")
        + f"{p['check'][n].get('bytes', '–')} B"
        + ("" if p["check"][n]["ok"] else f" ✗ {p['check'][n]['why']}")))
    text.extend(["## Process", "",
                 "| peer | cold start ms | idle RSS KiB | peak RSS KiB, small bodies | "
                 "peak RSS KiB, all | binary KiB |", "|---|---:|---:|---:|---:|---:|"])
    for name, p in result["peers"].items():
        text.append(f"| {name} | {p['cold_ms']:.1f} | {p['idle_kib']:,.0f} | "
                    f"{p['small_kib']:,.0f} | {p['peak_kib']:,.0f} | {p['binary_kib'] or '–'} |")
    return "\n".join(text) + "\n"


def binary_kib(command):
    path = pathlib.Path(shlex.split(command)[0])
    if "python" in path.name or not path.exists():
        return None
    return path.stat().st_size // 1024


def main():
    flags = argparse.ArgumentParser(description=__doc__)
    flags.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND",
                       help="another server; it must honour PORT")
    flags.add_argument("--only", help="names of peers, by commas")
    flags.add_argument("--endpoints", help="names of endpoints, by commas")
    flags.add_argument("--seconds", type=int, default=2)
    flags.add_argument("--warm", type=int, default=1,
                       help="seconds of unmeasured load before each endpoint; 0: 50 requests")
    flags.add_argument("--rounds", type=int, default=3)
    flags.add_argument("--retries", type=int, default=2,
                       help="measure again, so often, where the server was not kept busy")
    flags.add_argument("--out", default=str(RESULTS / "latest"))
    flags.add_argument("--check", action="store_true", help="only check the answers")
    args = flags.parse_args()

    for tool, package in (("wrk", "wrk"), ("taskset", "util-linux")):
        if not shutil.which(tool):
            sys.exit(f"{tool} is not there: apt-get install {package}")
    peers = default_peers()
    for one in args.peer:
        name, _, command = one.partition("=")
        peers[name] = command
    if args.only:
        wanted = args.only.split(",")
        peers = {name: peers[name] for name in wanted}
    names = args.endpoints.split(",") if args.endpoints else list(ENDPOINTS)
    paths = bodies.make()

    rows = {p: {n: [] for n in names} for p in peers}
    facts = {p: {"cold_ms": [], "idle_kib": [], "small_kib": [], "peak_kib": []} for p in peers}
    checks = {}
    order = list(peers)
    for turn in range(1 if args.check else args.rounds):
        for peer in order[turn % len(order):] + order[: turn % len(order)]:
            if peer in checks and checks[peer] is None:
                continue
            try:
                server = Server(peers[peer])
            except RuntimeError as error:
                print(error, file=sys.stderr)
                checks[peer] = None
                continue
            try:
                facts[peer]["cold_ms"].append(server.cold_ms)
                facts[peer]["idle_kib"].append(memory(server.pid, "VmRSS"))
                if not args.check:
                    for name in names:
                        if name.startswith("large") and len(facts[peer]["small_kib"]) == turn:
                            facts[peer]["small_kib"].append(memory(server.pid, "VmHWM"))
                        try:
                            got = measure(server, name, args.seconds, args.warm, paths)
                            for _ in range(args.retries):
                                if got["busy"] >= 0.85:
                                    break
                                again = measure(server, name, args.seconds, args.warm, paths)
                                got = max(got, again, key=lambda g: g["busy"])
                        except (RuntimeError, subprocess.TimeoutExpired) as error:
                            print(peer, name, error, file=sys.stderr)
                            continue
                        rows[peer][name].append(got)
                        print(f"{turn} {peer:8} {name:16} {got['rps']:>9,.0f}/s "
                              f"{got['cpu_us']:>10.2f} us busy {got['busy']:.2f} "
                              f"p99 {got['p99_us']:,} wrong {got['wrong_status']} "
                              f"sock {got['socket_errors']}", flush=True)
                    facts[peer]["peak_kib"].append(memory(server.pid, "VmHWM"))
                    if len(facts[peer]["small_kib"]) == turn:
                        facts[peer]["small_kib"].append(facts[peer]["peak_kib"][-1])
                if peer not in checks:
                    checks[peer] = check(server, names, paths)
                    for name, got in checks[peer].items():
                        if args.check or not got["ok"]:
                            print(f"{peer:8} {name:16} {got}")
            finally:
                server.stop()
    if args.check:
        return
    result = {
        "when": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}",
        "command": shlex.join(["python3", "benches/load/run.py", *sys.argv[1:]]),
        "seconds": args.seconds, "rounds": args.rounds, "endpoints": names, "peers": {},
    }
    for peer in peers:
        if checks.get(peer) is None:
            continue
        result["peers"][peer] = {
            **{k: statistics.median(v) if v else 0 for k, v in facts[peer].items()},
            "binary_kib": binary_kib(peers[peer]),
            "check": checks[peer],
            "endpoints": {n: middle(r) for n, r in rows[peer].items() if r},
        }
    out = pathlib.Path(args.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
    out.with_suffix(".md").write_text(markdown(result))
    print(out.with_suffix(".md").read_text())


if __name__ == "__main__":
    main()
