"""Command line of the oracle; `scripts/oracle --help` describes it."""

import argparse
import contextlib
import json
import multiprocessing
import multiprocessing.connection
import os
import platform
import signal
import sys
import warnings
from importlib import metadata

import autograd
import autograd.numpy
import jax
import numpy

import capture
import expectations
import graph_api

SECONDS_A_FILE = 120


def scripts_of(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders.sort()
                yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith(".ag"))
        else:
            yield path


def start(path):
    """Starts one script in a process of its own; what it writes itself is discarded."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(SECONDS_A_FILE)
            warnings.simplefilter("ignore")
            with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
                result = capture.run(path)
        except SyntaxError as error:
            result = {"error": {"type": "SyntaxError", "message": str(error), "line": error.lineno}}
        sender.send(result)
        os._exit(0)
    sender.close()
    return child, receiver


def in_children(paths, count):
    """Yields (path, result) in order, `count` scripts at a time."""
    waiting, running, finished = list(enumerate(paths))[::-1], {}, {}
    for index, path in enumerate(paths):
        while index not in finished:
            while waiting and len(running) < count:
                number, next_path = waiting.pop()
                child, receiver = start(next_path)
                running[receiver] = (number, child)
            for receiver in multiprocessing.connection.wait(list(running)):
                number, child = running.pop(receiver)
                try:
                    finished[number] = receiver.recv()
                except EOFError:
                    gone = {"type": "Killed", "message": "no result in time", "line": 0}
                    finished[number] = {"error": gone}
                os.waitpid(child, 0)
        yield path, finished.pop(index)


def versions():
    names = ("numpy", "autograd", "jax", "jaxlib", "scipy")
    return {"python": platform.python_version()} | {name: metadata.version(name) for name in names}


def reference(path, result):
    outputs = [{k: v for k, v in o.items() if k != "last_line"} for o in result["outputs"]]
    return {
        "script": os.path.basename(path),
        "engine": "oracle",
        "versions": versions(),
        "outputs": outputs,
        "error": result["error"],
    }


def settle(path, result, options):
    """Carries out --json, --update or --verify for one finished script; True if all is well."""
    error = result["error"]
    if error and "# output[error" in result.get("source", ""):
        error = None
    if error:
        say(f"{path}:{error['line']}: {error['type']}: {error['message']}")
    if error or "outputs" not in result:
        return False
    if options.json:
        target = options.json
        if os.path.isdir(target):
            target = os.path.join(target, os.path.basename(path).removesuffix(".ag") + ".json")
        with open(target, "w", encoding="utf-8") as file:
            json.dump(reference(path, result), file, indent=1)
            file.write("\n")
        return error is None
    source, outputs = result["source"], result["outputs"]
    text, changes = expectations.updated(source, outputs, options.keep_labels)
    for line in expectations.unreached(source, outputs):
        say(f"{path}:{line}: no statement before this block printed anything")
    if options.update:
        if text != source:
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            say(f"{path}: updated ({len(changes)})")
        elif not options.quiet:
            say(f"{path}: unchanged")
        return error is None
    for line, expected, actual, labels in changes:
        kind = "label" if labels else "changed" if expected is not None else "missing"
        say(f"{path}:{line}: {kind}: expected {expected!r}, the oracle prints {actual!r}")
    return error is None and all(labels for *_, labels in changes)


def say(text):
    capture.ORIGINAL_PRINT(text, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(prog="scripts/oracle")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--json", metavar="OUT")
    mode.add_argument("--update", action="store_true")
    mode.add_argument("--verify", action="store_true")
    parser.add_argument("--keep-labels", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("-j", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args()
    graph_api.install()
    missing = [path for path in options.paths if not os.path.exists(path)]
    if missing:
        parser.error(f"no such file: {missing[0]}")
    paths = [os.path.abspath(path) for path in scripts_of(options.paths)]
    if not (options.json or options.update or options.verify):
        failed = False
        for path in paths:
            failed |= capture.run(path, echo=True)["error"] is not None
        return 3 if failed else 0
    good = True
    for path, result in in_children(paths, max(1, options.j)):
        good &= settle(os.path.relpath(path), result, options)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
