"""Numbers and tables as the docs print them: two or three figures, units, Markdown."""

from __future__ import annotations

import math
from collections.abc import Sequence

ABSENT = "-"
_STEPS = ((1e9, "billion"), (1e6, "million"))


def number(value: float) -> str:
    """Two or three figures; whole from ten thousand on."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    digits = 1 - math.floor(math.log10(abs(value)))
    return f"{value:.{max(0, digits)}f}"


def large(value: float | None) -> str:
    """A number in two figures, of millions and more; - where there is none."""
    if value is None:
        return ABSENT
    if value >= 1e12:
        power = math.floor(math.log10(value))
        return f"{value / 10**power:.1f} x 10^{power}"
    for step, name in _STEPS:
        if value >= step:
            return f"{number(float(f'{value / step:.2g}'))} {name}"
    return f"{float(f'{value:.2g}'):,.0f}"


def size(value: float | None) -> str:
    """Bytes in the largest unit of which there is one."""
    if value is None:
        return ABSENT
    for step, unit in ((2**50, "PiB"), (2**40, "TiB"), (2**30, "GiB"), (2**20, "MiB"),
                       (2**10, "KiB")):  # fmt: skip
        if value >= step:
            return f"{number(value / step)} {unit}"
    return f"{number(value)} B"


def power(value: float | None) -> str:
    """An exponent with two decimals."""
    return ABSENT if value is None else f"{value:.2f}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
