"""What was measured, as Markdown; and of what, where and when."""

import datetime
import os
import pathlib
import platform
import shlex
import subprocess
import sys
import tomllib

# What an error costs beside the answer it stands for.
OWN = {
    "item_ok": ("item_missing", "item_bad_id", "nowhere", "fail", "boom"),
    "order_ok": ("order_6_rules", "order_6_types"),
    "large_ok": ("large_100_rules",),
}


def said(command, root):
    """The first line that a command prints; nothing where it cannot be run."""
    try:
        out = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (out.stdout.strip().splitlines() or [""])[0] if out.returncode == 0 else ""


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def versions(root):
    """Those of the servers, as they are locked and installed."""
    locked = tomllib.loads((root / "benches/peers/Cargo.lock").read_text())["package"]
    told = [f"{p['name']} {p['version']}" for p in locked if p["name"] in ("hyper", "axum", "actix-web")]
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    ask = "import fastapi, platform; print(f'fastapi {fastapi.__version__} (Python {platform.python_version()})')"
    told.append(said([python, "-c", ask], root))
    commit = said(["git", "rev-parse", "--short", "HEAD"], root)
    changed = said(["git", "status", "--porcelain", "--untracked-files=no"], root)
    told.append(f"faultless {commit}{' and changes' if changed else ''}".strip())
    told.append(said(["rustc", "--version"], root))
    return ", ".join(one for one in told if one)


def about(args, root):
    return {
        "when": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "machine": f"{processor()}, {os.cpu_count()} cores, Linux {platform.release()}, "
                   f"load {os.getloadavg()[0]:.1f} before it began",
        "versions": versions(root),
        "command": shlex.join(["python3", "benches/load/run.py", *sys.argv[1:]]),
        "seconds": args.seconds,
        "rounds": args.rounds,
    }


def short(x):
    return f"{x:.1f}" if x < 100 else f"{x:,.0f}"


def table(peers, names, cell):
    """One row an endpoint, one column a server; what was not measured is a dash."""
    text = ["| endpoint | " + " | ".join(peers) + " |", "|---|" + "---:|" * len(peers)]
    for name in names:
        text.append(f"| {name} | " + " | ".join(cell(peer, name) or "–" for peer in peers.values()) + " |")
    return text + [""]


def marks(peer, name, busy):
    """What a figure has against it."""
    got = peer["endpoints"][name]
    wrong = peer["check"][name]["why"] or got["wrong_status"]
    found = {"✗": wrong, "!": got["socket_errors"], "~": got["busy"] < busy}
    return {mark for mark, is_so in found.items() if is_so}


def marked(text, *of):
    return " ".join([text, *sorted(set().union(*of), key="✗!~".index)])


def cpu(peer, name, busy):
    got = peer["endpoints"].get(name)
    return marked(short(got["cpu_us"]), marks(peer, name, busy)) if got else None


def ratio(peer, name, base, own, busy):
    got, beside = peer["endpoints"].get(name), base["endpoints"].get(own)
    if not got or not beside or not beside["cpu_us"]:
        return None
    text = f"{got['cpu_us'] / beside['cpu_us']:.2f}"
    return marked(text, marks(peer, name, busy), marks(base, own, busy))


def answer(peer, name):
    got = peer["check"][name]
    rows = "" if got["rows"] is None else f"{got['rows']} rows, "
    return f"{rows}{got['bytes']} B" + (f" ✗ {'; '.join(got['why'])}" if got["why"] else "")


def markdown(result, busy):
    peers, names = result["peers"], result["endpoints"]

    def of(cell):
        return lambda peer, name: (
            cell(peer["endpoints"][name]) if name in peer["endpoints"] else None)

    text = ["# What a request costs", "",
            f"`{result['command']}`, {result['when']}", "",
            f"- {result['machine']}",
            f"- {result['versions']}",
            f"- {result['seconds']} s an endpoint, the median of {result['rounds']} rounds; "
            "the server on core 0, wrk on core 1", "",
            "`✗`: an answer was wrong. `!`: connections broke. `~`: the server was starved of load, so the "
            "figure is too high.", ""]
    text += ["## CPU a request, µs", ""]
    text += table(peers, names, lambda peer, name: cpu(peer, name, busy))
    if "hyper" in peers:
        text += ["## CPU a request, as a multiple of hyper's", ""]
        text += table(peers, names, lambda peer, name: ratio(peer, name, peers["hyper"], name, busy))
    for own, errors in OWN.items():
        shown = [name for name in errors if name in names]
        if own in names and shown:
            text += [f"## CPU a request, as a multiple of the same server's {own}", ""]
            text += table(peers, shown, lambda peer, name: ratio(peer, name, peer, own, busy))
    if result["rounds"] > 1:
        text += ["## Spread of CPU a request over the rounds, (most − least) / median", ""]
        text += table(peers, names, of(lambda got: f"{got['cpu_spread']:.0%}"))
    text += ["## Busy: the share of its core that the server used", ""]
    text += table(peers, names, of(lambda got: f"{got['busy']:.2f}"))
    text += ["## User / system part of the CPU, µs (from ticks of 10 ms)", ""]
    text += table(peers, names, of(lambda got: f"{short(got['user_us'])} / {short(got['sys_us'])}"))
    text += ["## Requests a second", ""]
    text += table(peers, names, of(lambda got: f"{got['rps']:,.0f}"))
    text += ["## Latency, µs: the middle / the 99th percentile", ""]
    text += table(peers, names, of(lambda got: f"{short(got['p50_us'])} / {short(got['p99_us'])}"))
    text += ["## Answers: rows of the 422's list, and bytes of the body", ""]
    text += table(peers, names, answer)
    text += ["## Processes (binaries with their line tables)", "",
             "| server | cold start, ms | RSS idle, KiB | RSS at most, small bodies | RSS at most, all | binary, KiB |",
             "|---|---:|---:|---:|---:|---:|"]
    for name, peer in peers.items():
        binary = f"{peer['binary_kib']:,}" if peer["binary_kib"] else "–"
        text.append(f"| {name} | {peer['cold_ms']:.1f} | {peer['idle_kib']:,.0f} | "
                    f"{peer['small_kib']:,.0f} | {peer['peak_kib']:,.0f} | {binary} |")
    return "\n".join(text) + "\n"
