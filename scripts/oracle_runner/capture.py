"""Runs one script and records what each print call site printed, occurrence by occurrence."""

import ast
import builtins
import io
import os
import sys
import traceback

import numpy as np


class Statements:
    """Innermost statement of every source line."""

    def __init__(self, tree):
        self.of_line = {}
        self._visit(tree)

    def _visit(self, node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                for line in range(child.lineno, child.end_lineno + 1):
                    self.of_line[line] = child
            self._visit(child)

    def at(self, line):
        statement = self.of_line.get(line)
        return (statement.lineno, statement.end_lineno) if statement else (line, line)


class Recorder:
    """Stands in for `print` and keeps (site line, last line, text, values) of each call."""

    def __init__(self, filename, statements, echo):
        self.filename = filename
        self.statements = statements
        self.echo = echo
        self.outputs = []
        self.counts = {}

    def print(self, *values, sep=" ", end="\n", file=None, flush=False):
        if file is not None and file is not sys.stdout:
            ORIGINAL_PRINT(*values, sep=sep, end=end, file=file, flush=flush)
            return
        buffer = io.StringIO()
        ORIGINAL_PRINT(*values, sep=sep, end=end, file=buffer)
        text = buffer.getvalue()
        line, last = self.statements.at(self._line())
        occurrence = self.counts.get(last, 0) + 1
        self.counts[last] = occurrence
        self.outputs.append(
            {
                "line": line,
                "last_line": last,
                "occurrence": occurrence,
                "text": text,
                "values": [entry for entry in map(numbers, values) if entry],
            }
        )
        if self.echo:
            sys.stdout.write(text)

    def _line(self):
        frame = sys._getframe(2)
        while frame is not None and frame.f_code.co_filename != self.filename:
            frame = frame.f_back
        return frame.f_lineno if frame else 0


ORIGINAL_PRINT = builtins.print


def numbers(value):
    """Unrounded numbers of a printed object: dtype, shape and hex floats or decimal ints."""
    if isinstance(value, bool) or isinstance(value, str):
        return None
    if isinstance(value, int):
        return {"dtype": "int", "shape": [], "data": [str(value)]}
    if isinstance(value, float) and type(value) is float:
        return {"dtype": "float", "shape": [], "data": [value.hex()]}
    if isinstance(value, complex) and type(value) is complex:
        return {"dtype": "complex", "shape": [], "data": [value.real.hex(), value.imag.hex()]}
    if not hasattr(value, "dtype") or not hasattr(value, "shape"):
        return None
    try:
        array = np.asarray(value)
    except TypeError:  # PRNG keys have no numbers to show
        return None
    if array.dtype.kind in "iu":
        data = [str(item) for item in array.ravel().tolist()]
    elif array.dtype.kind == "f":
        data = [item.hex() for item in array.astype(np.float64).ravel().tolist()]
    elif array.dtype.kind == "c":
        parts = array.astype(np.complex128).ravel().view(np.float64)
        data = [item.hex() for item in parts.tolist()]
    else:
        return None
    return {"dtype": str(array.dtype), "shape": list(array.shape), "data": data}


def run(path, echo=False):
    """Executes `path` and returns its outputs and its uncaught error, if any."""
    with open(path, encoding="utf-8-sig") as file:
        source = file.read()
    filename = os.path.abspath(path)
    tree = ast.parse(source, filename)
    recorder = Recorder(filename, Statements(tree), echo)
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    os.chdir(os.path.dirname(filename))
    builtins.print = recorder.print
    error = None
    try:
        exec(compile(tree, filename, "exec"), namespace)
    except Exception as caught:
        frames = [f for f in traceback.extract_tb(caught.__traceback__) if f.filename == filename]
        error = {
            "type": type(caught).__name__,
            "message": str(caught),
            "line": frames[-1].lineno if frames else 0,
        }
        if echo:
            sys.stdout.flush()
            traceback.print_exception(caught)
    finally:
        builtins.print = ORIGINAL_PRINT
    sys.stdout.flush()
    return {"source": source, "outputs": recorder.outputs, "error": error}
