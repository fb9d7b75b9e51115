"""Runs benchmark cases: ours and a peer in turn, values checked before times count."""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

CASES = Path(__file__).parent / "cases"


class Side:
    """One program of a case; prints `value NAME NUMBER` and `time NAME SECONDS` lines."""

    def __init__(self, name, command, folder):
        self.name = name
        self.command = command
        self.folder = folder

    def run(self):
        start = time.perf_counter()
        done = subprocess.run(self.command, capture_output=True, text=True, cwd=self.folder)
        elapsed = time.perf_counter() - start
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, self.command))}\n{done.stderr.strip()[-2000:]}")
        values, times = {}, {"process": elapsed}
        for line in done.stdout.splitlines():
            words = line.split()
            if len(words) == 3 and words[0] == "value":
                values[words[1]] = float(words[2])
            elif len(words) == 3 and words[0] == "time":
                times[words[1]] = float(words[2])
        return values, times


def sides(case, agrun):
    """`ours.ag` under agrun, against every other script of the case's folder under CPython.

    A script without peers is its own: CPython runs it with the libraries it imports. Data files are read
    relative to the folder.
    """
    folder = (CASES / case).resolve()
    for ours in sorted(folder.glob("*.ag")):
        ours_side = Side("agrun", [agrun, "--no-record", "--no-cache", ours], folder)
        peers = [Side(p.stem.split("-")[-1], [sys.executable, p], folder)
                 for p in sorted(folder.glob(f"{ours.stem}-*.py"))]
        if not peers:
            imports_jax = re.search(r"^import jax\b", ours.read_text(), re.M)
            peers = [Side("jax" if imports_jax else "cpython", [sys.executable, "-B", ours], folder)]
        for peer in peers:
            yield ours.stem, ours_side, peer


def same(a, b, name):
    if a.keys() != b.keys():
        raise RuntimeError(f"values differ in kind: {sorted(a)} and {sorted(b)}")
    for key in a:
        tolerance = 1e-4 if key.endswith("f32") else 1e-9
        if abs(a[key] - b[key]) > tolerance * max(1.0, abs(b[key])):
            raise RuntimeError(f"{name}: value {key} is {a[key]!r} here and {b[key]!r} there")


def measure(name, ours, peer, pairs):
    """Medians of both sides and the spread of the ratio ours/peer, a row a timed section."""
    warm = ours.run(), peer.run()
    same(warm[0][0], warm[1][0], name)
    runs = [(ours.run()[1], peer.run()[1]) for _ in range(pairs)]
    rows = []
    for key in runs[0][0]:
        if key not in runs[0][1]:
            continue
        if key == "process" and len(runs[0][0]) > 1:
            continue
        mine = [r[0][key] for r in runs]
        theirs = [r[1][key] for r in runs]
        ratios = [m / t for m, t in zip(mine, theirs)]
        rows.append({
            "case": name, "section": key, "peer": peer.name,
            "ours": statistics.median(mine), "theirs": statistics.median(theirs),
            "ratio": statistics.median(ratios), "least": min(ratios), "most": max(ratios),
        })
    return rows


def seconds(value):
    for unit, factor in (("s", 1), ("ms", 1e3), ("us", 1e6)):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--agrun", required=True)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--json")
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    known = sorted(p.name for p in CASES.iterdir() if p.is_dir())
    for case in options.cases:
        if case not in known:
            parser.error(f"no case {case!r}; there are {' '.join(known)}")
    rows, failed = [], False
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
          f"CPython {platform.python_version()}, {options.pairs} pairs after a warm-up")
    print(f"{'case':22} {'section':18} {'peer':10} {'ours':>10} {'theirs':>10} {'ratio':>7}  spread")
    for case in options.cases or known:
        for name, ours, peer in sides(case, options.agrun):
            try:
                measured = measure(f"{case}/{name}", ours, peer, options.pairs)
            except RuntimeError as error:
                failed = True
                print(f"{case + '/' + name:22} {peer.name}: {error}")
                continue
            rows += measured
            for r in measured:
                print(f"{r['case']:22} {r['section']:18} {r['peer']:10} {seconds(r['ours']):>10} "
                      f"{seconds(r['theirs']):>10} {r['ratio']:7.3f}  {r['least']:.3f}-{r['most']:.3f}",
                      flush=True)
    if options.json:
        Path(options.json).write_text(json.dumps(rows, indent=1) + "\n")
    sys.exit(1 if failed else 0)


main()
