"""Compares what two engines printed for the same snippets."""

import math
import re

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\bnan\b|\binf\b)")
MARK = "@@"


def sections(text):
    """Printed text of each snippet by its number."""
    found, number = {}, None
    for line in text.splitlines():
        if line.startswith(MARK):
            number = int(line[len(MARK):])
            found[number] = []
        elif number is not None:
            found[number].append(line)
    return {number: "\n".join(lines) for number, lines in found.items()}


def close(a, b, rtol, atol):
    if a == b or (math.isnan(a) and math.isnan(b)):
        return True
    return math.isfinite(a) and math.isfinite(b) and abs(a - b) <= atol + rtol * max(abs(a), abs(b))


def agrees(expected, actual, rtol, atol):
    """Equal text, or equal words around numbers that differ within tolerance."""
    if expected == actual:
        return True
    left, right = NUMBER.findall(expected), NUMBER.findall(actual)
    if len(left) != len(right):
        return False
    if "".join(NUMBER.sub("#", expected).split()) != "".join(NUMBER.sub("#", actual).split()):
        return False
    if left == right:  # only white space differs: layout is part of the answer
        return False
    integers = [("." in a or "e" in a.lower() or "n" in a, a, b) for a, b in zip(left, right)]
    return all(close(float(a), float(b), rtol, atol) if real else a == b for real, a, b in integers)
