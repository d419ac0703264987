"""Edits that know nothing of what a file means: lines, characters, bytes.

Keys and values of YAML are damaged in yaml_edits.py, cells of a table in table_edits.py.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmarks.mutants.edit import Edit, replaced

INSERTED = {
    "a tab": "\t",
    "two spaces": "  ",
    "a space": " ",
    "a colon": ": ",
    "a hash": " #",
    "a quote": '"',
    "an apostrophe": "'",
    "a brace": "{",
    "a closing brace": "}",
    "a bracket": "[",
    "a comma": ",",
    "a dash": "- ",
    "an ampersand": "&",
    "an asterisk": "*",
    "an exclamation mark": "!",
    "a per cent sign": "%",
    "a pipe": "|",
    "a backslash": "\\",
    "a letter": "q",
    "a digit": "7",
    "NUL": "\0",
    "an escape": "\x1b[31m",
    "a byte order mark": "\ufeff",
    "an override of direction": "\u202e",
    "a line separator": "\u2028",
    "a next line": "\x85",
    "a carriage return": "\r",
    "a form feed": "\f",
    "a space of no width": "\u200b",
    "a space that does not break": "\u00a0",
    "a letter that looks alike": "\u0430",
    "a pair out of its plane": "\U0001f600",
    "an end of line": "\n",
}
LINES = {
    "a second document": "---\n",
    "an end of document": "...\n",
    "a directive": "%YAML 1.1\n",
    "a merge key": "<<: {a: b}\n",
    "a merge of an alias": "<<: *a\n",
    "a key that is a list": "? [a]\n: b\n",
    "a line of words": "some words\n",
    "a line of a tab": "\t\n",
    "an empty line": "\n",
    "a mark of a merge": "<<<<<<< HEAD\n",
    "a mark between two sides": "=======\n",
    "a comment": "# a comment\n",
}


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True) if "\x85" not in text else text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line)
    return spans


def line_edits(rng: random.Random, file: str, text: str, span: tuple[int, int]) -> Iterator[Edit]:
    """Every edit of one line: its indentation, its place, what stands before it."""
    start, end = span
    line = text[start:end]
    for by in (1, 2, 4):
        yield replaced("indented more", file, text, (start, start), " " * by)
        if line.startswith(" " * by):
            yield replaced("indented less", file, text, (start, start + by), "")
    if line.startswith("  "):
        yield replaced("indented by a tab", file, text, (start, start + 2), "\t")
    yield replaced("line dropped", file, text, span, "", fewer=True)
    yield replaced("line doubled", file, text, (end, end), line)
    yield replaced("line commented out", file, text, (start, start), "#", fewer=True)
    yield replaced("line ended by CRLF", file, text, (end - 1, end), "\r\n")
    if end < len(text):
        stop = text.find("\n", end) + 1 or len(text)
        following = text[end:stop]
        yield replaced("lines exchanged", file, text, (start, stop), following + line, fewer=True)
        yield replaced("lines joined", file, text, (end - 1, end), " ", fewer=True)
    for kind, more in LINES.items():
        yield replaced(f"line put in: {kind}", file, text, (start, start), more)
    at = rng.randrange(start, end)
    for kind, more in INSERTED.items():
        fewer = kind == "a hash"
        yield replaced(f"put in: {kind}", file, text, (at, at), more, fewer=fewer)
    yield replaced("character dropped", file, text, (at, at + 1), "", fewer=True)
    if not text[at].isspace():
        yield replaced("capital or small", file, text, (at, at + 1), text[at].swapcase())


def raw_edits(rng: random.Random, file: str, data: bytes) -> Iterator[Edit]:
    """Edits of bytes at one random place, which may leave no UTF-8 behind."""
    at = rng.randrange(len(data))
    line = data.count(b"\n", 0, at) + 1
    place = ((line, line), (line, line))

    def edit(kind: str, changed: bytes, *, fewer: bool = True) -> Edit:
        return Edit(kind, file, changed, *place, None, fewer)

    flipped = data[at] ^ (1 << rng.randrange(8))
    yield edit("bit flipped", data[:at] + bytes([flipped]) + data[at + 1 :])
    yield edit("random byte", data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :])
    yield edit("byte dropped", data[:at] + data[at + 1 :])
    yield edit("put in: a byte that is no UTF-8", data[:at] + b"\xff" + data[at:])
    yield edit("put in: half a character", data[:at] + b"\xe2\x82" + data[at:])
    yield edit("put in: half of a pair", data[:at] + b"\xed\xa0\x80" + data[at:])
    last = data.count(b"\n") + 1
    yield Edit("cut off", file, data[:at], (line, last), (line, line), None, True)
    stop = min(len(data), at + rng.randrange(1, 80))
    through = data.count(b"\n", 0, stop) + 1
    gone = data[:at] + data[stop:]
    yield Edit("a stretch dropped", file, gone, (line, through), (line, line), None, True)
    nulls = data[:at] + b"\0" * (stop - at) + data[stop:]
    yield Edit("a stretch of NUL", file, nulls, (line, through), (line, through), None, True)


WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "the whole in CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "the whole in CR": lambda data: data.replace(b"\n", b"\r"),
    "the whole in UTF-16": lambda data: data.decode().encode("utf-16"),
    "the whole in UTF-16 without a mark": lambda data: data.decode().encode("utf-16-le"),
    "the whole in a code page": lambda data: data.decode().encode("cp1251", "replace") + b"\xe9\n",
    "a mark at the beginning": lambda data: b"\xef\xbb\xbf" + data,
    "two marks at the beginning": lambda data: b"\xef\xbb\xbf\xef\xbb\xbf" + data,
    "no end of the last line": lambda data: data.rstrip(b"\n"),
    "blank lines at the end": lambda data: data + b"\n\n\n",
    "empty": lambda data: b"",
    "a comment alone": lambda data: b"# nothing\n",
    "a text alone": lambda data: b"words\n",
    "null alone": lambda data: b"null\n",
    "a list of nothing": lambda data: b"[]\n",
    "a mapping of nothing": lambda data: b"{}\n",
    "the whole twice": lambda data: data + data,
    "the whole in tabs": lambda data: data.replace(b"  ", b"\t"),
    "a megabyte of spaces": lambda data: data + b" " * (1 << 19) + b"\n",
    "larger than allowed": lambda data: data + b"# more\n" * 200_000,
    "packed": lambda data: b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + data,
}


def whole_edits(file: str, data: bytes) -> Iterator[Edit]:
    """Edits of a file as a whole; any of its lines may then be named."""
    last = data.count(b"\n") + 1
    for kind, change in WHOLE.items():
        yield Edit(kind, file, change(data), (1, last), (1, 2 * last + 3), None, True)


def edits(rng: random.Random, file: str, data: bytes) -> Iterator[Edit]:
    """Line edits of every line, as many edits of bytes as there are lines, and the whole."""
    text = data.decode()
    spans = _line_spans(text)
    for span in spans:
        yield from line_edits(rng, file, text, span)
        yield from raw_edits(rng, file, data)
    yield from whole_edits(file, data)
