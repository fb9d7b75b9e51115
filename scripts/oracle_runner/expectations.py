"""Reads and rewrites the `# output:` blocks of a script."""

import re

OPENING = re.compile(r"^(\s*)#\s*output(\[[^\]]*\])?:( ?)(.*)$")
CONTINUATION = re.compile(r"^\s*#(\s{2,}.*|)$")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|nan|inf)")


def block_after(lines, last_line):
    """Range of the expectation block directly after 1-based `last_line`, and its text lines."""
    start = last_line
    if start >= len(lines):
        return start, start, None, None
    opening = OPENING.match(lines[start])
    if not opening:
        return start, start, None, None
    texts = [opening.group(4).rstrip()]
    end = start + 1
    while end < len(lines) and CONTINUATION.match(lines[end]) and not OPENING.match(lines[end]):
        body = lines[end].split("#", 1)[1]
        if not body.strip() and not _depth(texts):
            break
        texts.append(body.strip())
        end += 1
    return start, end, texts, opening.group(2)


def _depth(texts):
    joined = "\n".join(texts)
    return sum(joined.count(c) for c in "([{") > sum(joined.count(c) for c in ")]}")


def rendered(texts, indentation, directive):
    """Source lines of a block that expects `texts`."""
    first = f"{indentation}# output{directive or ''}:"
    block = [f"{first} {texts[0]}".rstrip() if texts else first]
    # Aligned under the first line's text, so that arrays read as printed.
    padding = "#" + " " * (len(first) - len(indentation))
    block += [f"{indentation}{padding}{text}".rstrip() for text in texts[1:]]
    return block


def printed_lines(text):
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    return [line.rstrip() for line in lines]


def same_numbers(expected, actual):
    """Whether the words differ at most: the same number literals in the same order."""
    return NUMBER.findall("\n".join(expected)) == NUMBER.findall("\n".join(actual))


def sites(outputs):
    """Printed text of each call site by its last line, all occurrences joined in order."""
    joined = {}
    for output in outputs:
        joined[output["last_line"]] = joined.get(output["last_line"], "") + output["text"]
    return joined


def updated(source, outputs, keep_labels=False):
    """The source with the blocks of every site that printed rewritten, and the changed sites.

    A site is reported as (line, expected, actual, only_labels_differ).
    """
    newline = "\r\n" if "\r\n" in source else "\n"
    lines = source.split(newline)
    changes = []
    for last_line, text in sorted(sites(outputs).items(), reverse=True):
        if last_line == 0:
            continue
        actual = printed_lines(text)
        start, end, expected, directive = block_after(lines, last_line)
        if directive and re.search(r"\bignore\b", directive):
            continue
        flat = [line.strip() for line in expected] if expected is not None else None
        if flat == ([line.strip() for line in actual] or [""]):
            continue
        labels = expected is not None and same_numbers(flat, actual)
        changes.append((last_line, expected, actual, labels))
        if labels and keep_labels:
            continue
        if expected is not None:
            indentation = OPENING.match(lines[start]).group(1)
        else:
            indentation = re.match(r"\s*", lines[last_line - 1]).group(0)
        lines[start:end] = rendered(actual, indentation, directive)
    return newline.join(lines), changes[::-1]


def unreached(source, outputs):
    """Lines of `# output:` blocks that belong to no site that printed."""
    lines = source.split("\r\n" if "\r\n" in source else "\n")
    reached = set(sites(outputs))
    return [
        number
        for number, line in enumerate(lines, 1)
        if OPENING.match(line) and OPENING.match(line).group(4).strip() and number - 1 not in reached
    ]
