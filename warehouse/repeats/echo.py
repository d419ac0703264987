"""How one printed number can be another's: the same, an end of its range, rounded, misprinted.

And how much that tells: a number that takes many figures to write is not met by chance, a round one
is. No scope and no names here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import log2

from warehouse.repeats.figure import Figure

# A retelling that keeps its number keeps it within 15 percent; one that says "over" or "at least"
# may fall to the first figure ("over 1,000" of 1,417), which is less than a third lower for the
# numbers that begin with 1 and for few others.
ROUNDED_BY = 0.15
FLOORED_BY = 0.30
FLOORS = frozenset({"at least", "more than"})
# A bare number is at most rounded to the nearest; whoever rounds further down or up says so.
DOWN = FLOORS | {"around", "estimated"}
UP = frozenset({"up to", "nearly", "fewer than", "around", "estimated"})
# Misprints are looked for in numbers of three figures and more: in shorter ones every number is a
# misprint of every other.
MISPRINTED_FROM = 3
REMEMBERED = 65_536  # numbers: the same few thousand are asked about in every pair


def printed(figure: Figure) -> tuple[int, ...]:
    """The numbers that stand in the words: one, both ends of a range, none for vague words."""
    if figure.point is not None:
        return (figure.point,)
    if figure.qualifier == "between" and figure.high is not None:
        return (figure.low, figure.high)
    return ()


@lru_cache(maxsize=REMEMBERED)
def figures(number: int) -> int:
    """How many figures it takes to write the number, zeros at its end left out: 1,420 has three."""
    return max(len(str(number).rstrip("0")), 1)


def unusual(number: int) -> float:
    """Bits: of the numbers that are written with as many figures this is one.

    There are nine of one figure, ninety of two, nine hundred of three.
    """
    return log2(9) + (figures(number) - 1) * log2(10)


@lru_cache(maxsize=REMEMBERED)
def roundings(number: int) -> tuple[tuple[int, str], ...]:
    """The number written with fewer figures, each with the way: nearest, or else down or up."""
    digits = len(str(number))
    found = []
    for place in range(digits - figures(number) + 1, digits):
        unit = 10**place
        down = number // unit * unit
        if down:
            found.append((down, "nearest" if number - down <= unit / 2 else "down"))
        found.append((down + unit, "nearest" if down + unit - number <= unit / 2 else "up"))
    return tuple(found)


def rounded_forms(number: int) -> frozenset[int]:
    """The number and its roundings that change it by no more than a retelling may."""
    forms = {value for value, _ in roundings(number) if abs(number - value) <= number * FLOORED_BY}
    return frozenset(forms | {number})


def _rounds(exact: int, round_: int, qualifier: str) -> bool:
    ways = {way for value, way in roundings(exact) if value == round_}
    change = abs(exact - round_) / exact
    if change <= ROUNDED_BY:
        allowed = {"nearest"} | ({"down"} if qualifier in DOWN else set())
        return bool(ways & (allowed | ({"up"} if qualifier in UP else set())))
    return change <= FLOORED_BY and qualifier in FLOORS and round_ < exact and bool(ways)


def _misprint(a: int, b: int) -> bool:
    x, y = str(a), str(b)
    return (
        len(x) == len(y)
        and min(figures(a), figures(b)) >= MISPRINTED_FROM
        and x[0] == y[0]
        and sum(c != d for c, d in zip(x, y, strict=True)) == 1
    )


def echo(later: Figure, earlier: Figure) -> tuple[str, int] | None:
    """How the later number can be the earlier one's, and the number that tells; None if it cannot.

    `same`; `end` of the earlier range; `rounded`, where the later words allow it; `misprint`, one
    figure of three or more that differs, the first one not.
    """
    new, old = printed(later), printed(earlier)
    if not new or not old:
        return None
    if new == old:
        return "same", new[-1]
    if len(new) > 1:
        return None
    number = new[0]
    if number in old:
        return "end", number
    if len(old) == 1 and old[0] > 0 and number > 0:
        if _rounds(old[0], number, later.qualifier):
            return "rounded", number
        if _misprint(old[0], number):
            return "misprint", number
    return None


def freedom(how: str, number: int) -> float:
    """Bits that an echo gives away: among how many numbers it could have chosen its own."""
    ways = {"same": 1, "end": 2, "rounded": 3, "misprint": 9 * max(figures(number) - 1, 1)}
    return log2(ways[how])


def keys(figure: Figure) -> Iterator[tuple[str, int | str]]:
    """Under what a figure is looked up: its numbers, their roundings, one figure left blank."""
    numbers = printed(figure)
    for number in numbers:
        yield "printed", number
    if len(numbers) == 1 and numbers[0] > 0:
        number = numbers[0]
        for value in rounded_forms(number):
            yield "rounded", value
        if figures(number) >= MISPRINTED_FROM:
            text = str(number)
            for at in range(1, len(text)):
                yield "misprint", text[:at] + "?" + text[at + 1 :]
