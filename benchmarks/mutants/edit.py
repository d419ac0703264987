"""One change of one file: which bytes, in which lines, and what it may touch.

How changes are thought up belongs beside this, and what is right after one in judge.py.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A file of a catalog with one thing changed.

    `kind` says how; `old` are the lines of the file that are touched, `new` the lines where the
    change stands (of what was taken out: the line where it stood), both first and last, from 1.
    `keys`: the only keys of the record whose meaning may change; None where any may.
    `fewer`: whether a record may be gone without a word, because the change takes records out.
    """

    kind: str
    file: str
    data: bytes
    old: tuple[int, int]
    new: tuple[int, int]
    keys: frozenset[str] | None = None
    fewer: bool = False


def replaced(
    kind: str, file: str, text: str, span: tuple[int, int], by: str,
    keys: frozenset[str] | None = None, *, fewer: bool = False,
) -> Edit:  # fmt: skip
    """The file with the characters `span` of its text replaced."""
    start, end = span
    first = text.count("\n", 0, start) + 1
    last = first + text.count("\n", start, max(start, end - 1))
    if by.strip("\n") == by != "" and text[start:end].endswith("\n"):
        last += 1  # the next line has become part of this one
    new = first + by.rstrip("\n").count("\n")
    whole = text[:start] + by + text[end:]
    return Edit(kind, file, whole.encode(), (first, last), (first, new), keys, fewer)


def swapped(
    kind: str, file: str, text: str, one: tuple[int, int], other: tuple[int, int],
    keys: frozenset[str] | None = None,
) -> Edit:  # fmt: skip
    """The file with two spans of its text exchanged; `one` stands first."""
    (a, b), (c, d) = one, other
    between = text[c:d] + text[b:c] + text[a:b]
    return replaced(kind, file, text, (a, d), between, keys)
