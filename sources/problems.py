"""What is wrong with a record, where, and what was expected. No rule is decided here."""

import re
from typing import NamedTuple


class Problem(NamedTuple):
    """One refusal. `file` is relative to the catalog, `line` starts at 1, `rule` is a slug."""

    file: str
    line: int
    key: str
    rule: str
    value: str
    message: str


_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
LONGEST_QUOTE = 120  # enough to recognise a value; a whole article would bury the message


def printable(text: str) -> str:
    """`text` with control and direction-changing characters written as escapes: a document must
    not be able to steer the terminal that shows its errors."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def quoted(value: object) -> str:
    """A value as an error message shows it."""
    text = printable(str(value))
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE] + "..."
    return f"'{text}'"


def one_of(words: tuple[str, ...] | list[str]) -> str:
    """`expected` text of a closed list."""
    return "one of " + ", ".join(words)


def explained(what: str, expected: str = "", nearest: str | None = None) -> str:
    """`what is wrong; expected ...; did you mean ...?`"""
    text = what
    if expected:
        text += f"; expected {expected}"
    if nearest is not None:
        text += f"; did you mean {quoted(nearest)}?"
    return text


def formatted(problem: Problem) -> str:
    """One printed line: `file:line: key: message`; the key is left out where there is none."""
    key = f"{problem.key}: " if problem.key else ""
    return printable(f"{problem.file}:{problem.line}: {key}{problem.message}")
