"""How numbers, scopes and figures are said, wherever the engine explains itself.

What numbers, scopes and figures look like in a sentence belongs here; why they bear on one another
(reasons) and what is concluded from them (statements, argument) does not. The wording of a claim
follows that of the table comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Countries, Lattice
from warehouse.inference.scope import Scope, Span

# Up to so many claims of a row are all named, of more the largest few: a sentence of seven claims,
# each with its source and scope, is no longer read.
ALL_NAMED, LARGEST_NAMED = 6, 3

Interval = tuple[int, int | None]
_PRINTED = re.compile(r"\d(?:[\d.,'’\s]*\d)?")


def number(n: int) -> str:
    """A number with thousands commas."""
    return f"{n:,}"


def interval(low: int, high: int | None) -> str:
    """A reading in words: 603, at least 603, at most 200, 1,000 to 5,000."""
    if high is None:
        return f"at least {number(low)}"
    if low == high:
        return number(low)
    return f"at most {number(high)}" if low == 0 else f"{number(low)} to {number(high)}"


def listed(items: Iterable[str]) -> str:
    """Items joined with commas and a last `and`."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def read(figure: Figure) -> Interval:
    """What the words state; what may be used where the reading was not kept."""
    if figure.read_low is None:
        return figure.low, figure.high
    return figure.read_low, figure.read_high


def printed(figure: Figure) -> str:
    """The number that stands in the words, of those that the reading can come from; else the words.

    A reading is the number itself, one step off it (more than N, fewer than N), or an interval
    around it (about N); see the contract, section 4.
    """
    low, high = read(figure)
    if not figure.says:
        return interval(low, high)
    found = {int(re.sub(r"\D", "", token)) for token in _PRINTED.findall(figure.says)}
    if high is not None and low < high and {low, high} <= found:
        return interval(low, high)
    around = [] if high is None else [high, high + 1, (low + high) // 2]
    for n in [low, low - 1, *around]:
        if n > 0 and n in found:
            return number(n)
    return quoted(figure)


def quoted(figure: Figure) -> str:
    """The words of a figure in quotes; its reading where the words were not kept."""
    return f"“{figure.says or interval(*read(figure))}”"


def left_out(excluding: Countries, lattice: Lattice) -> str:
    """` without North Korea`, or nothing."""
    names = sorted(lattice.population_names.get(c, c) for c in excluding)
    return f" without {listed(names)}" if names else ""


def population(scope: Scope, lattice: Lattice) -> str:
    """Whom a scope counts: foreign nationals without North Korea; Nepal by birth."""
    name = lattice.population_names.get(scope.population, scope.population)
    birth = " by birth" if scope.native else ""
    return f"{name}{left_out(scope.excluding, lattice)}{birth}"


def measure(name: str, lattice: Lattice) -> str:
    """The name of a measure."""
    return lattice.measure_names.get(name, name)


def channel(name: str, lattice: Lattice) -> str:
    """The name of a channel."""
    return lattice.channel_names.get(name, name)


def day(span: Span) -> str:
    """A date as written; the days that it may mean where nothing was written."""
    return span.text or f"{span.first.isoformat()}/{span.last.isoformat()}"


def period(scope: Scope) -> str:
    """by 2024-05; at 2024-05 for a stock; from 2023-06 to 2024-02, or in 2024, for a window."""
    if scope.since is not None:
        if day(scope.since) == day(scope.as_of):
            return f"in {day(scope.as_of)}"
        return f"from {day(scope.since)} to {day(scope.as_of)}"
    return f"{'at' if scope.kind == 'stock' else 'by'} {day(scope.as_of)}"


def counted(scope: Scope, lattice: Lattice) -> str:
    """A scope: Nepal, recruited through the Moscow selection point by 2024-05."""
    unit = "" if scope.unit == lattice.counted_unit else f"{scope.unit} of "
    # A channel around which nothing lies restricts nothing.
    restricted = bool(lattice.channel_parent.get(scope.channel))
    through = f" through {channel(scope.channel, lattice)}" if restricted else ""
    done = f"{measure(scope.measure, lattice)}{through} {period(scope)}"
    return f"{unit}{population(scope, lattice)}, {done}"


def said(figure: Figure, lattice: Lattice) -> str:
    """A claim: its words, whose they are, and what they count."""
    claimant = figure.source_name or figure.source or figure.claim_id
    return f"{quoted(figure)} ({claimant}: {counted(figure.scope, lattice)})"


def named(figures: Sequence[Figure], lattice: Lattice) -> str:
    """Claims in a row; of many the largest, and how many others there are."""
    if len(figures) <= ALL_NAMED:
        return listed(said(f, lattice) for f in figures)
    largest = sorted(figures, key=lambda f: (-read(f)[0], f.claim_id))[:LARGEST_NAMED]
    others = f"{number(len(figures) - LARGEST_NAMED)} others"
    return listed([*(said(f, lattice) for f in largest), others])


def terms(numbers: Sequence[int]) -> str:
    """A sum: 603 + 1,028; of many terms the largest, and what the others make together."""
    if len(numbers) <= ALL_NAMED:
        return " + ".join(map(number, numbers))
    ordered = sorted(numbers, reverse=True)
    rest = f"{number(sum(ordered[LARGEST_NAMED:]))} by the others"
    return " + ".join([*map(number, ordered[:LARGEST_NAMED]), rest])
