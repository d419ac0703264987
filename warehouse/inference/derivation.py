"""How figures combine to a bound: alone, added up, or a whole less the others.

Belongs here: recognising such a combination from the scopes, and its steps in words. Not here:
which figures a bound rests on (they are given), and what is said where no combination is recognised
(argument).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from warehouse.inference.apart import apart
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.phrasing import number, said, terms
from warehouse.inference.reasons import because, different, in_brackets
from warehouse.inference.scope import Scope, within

AT_LEAST, AT_MOST = "at least", "at most"


@dataclass(frozen=True)
class Step:
    """One sentence of an argument; the claim that it rests on, if it is one claim's, and the number
    that this claim brings in."""

    text: str
    claim_id: str | None = None
    amount: int | None = None


def lowest(
    target: Scope, value: int, figures: Sequence[Figure], lattice: Lattice
) -> list[Step] | None:
    """The steps to `at least value`; None where the figures combine in no way known here."""
    if all(within(f.scope, target, lattice) for f in figures):
        return _different_people(target, value, figures, lattice)
    for whole, others in _splits(figures):
        if steps := _left_of_region(whole, others, target, value, lattice):
            return steps
    return None


def highest(
    target: Scope, value: int, figures: Sequence[Figure], lattice: Lattice
) -> list[Step] | None:
    """The steps to `at most value`; None where the figures combine in no way known here."""
    for whole, others in _splits(figures):
        if steps := _left_of_whole(whole, others, target, value, lattice):
            return steps
    return _all_of_it(target, value, figures, lattice)


def _splits(figures: Sequence[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    return ((whole, [f for f in figures if f is not whole]) for whole in figures)


def _different_people(
    target: Scope, value: int, figures: Sequence[Figure], lattice: Lattice
) -> list[Step] | None:
    """People inside the target, certainly different ones where there are several figures."""
    lows = [f.low for f in figures]
    why = _pairwise([f.scope for f in figures], lattice)
    if why is None or sum(lows) != value:
        return None
    steps = [
        _bearing(f, AT_LEAST, "all of them are counted here", f.scope, target, lattice)
        for f in figures
    ]
    if len(figures) > 1:
        total = f"{terms(lows)} = {number(value)}"
        steps.append(Step(f"These are different people{why}: {total}."))
    return steps


def _left_of_region(
    whole: Figure, others: Sequence[Figure], target: Scope, value: int, lattice: Lattice
) -> list[Step] | None:
    """What a low of the whole must leave for the target when the others take all they can."""
    highs = [f.high for f in others if f.high is not None]
    if len(highs) < len(others) or whole.low - sum(highs) != value:
        return None
    if not _covered(whole.scope, [target, *(f.scope for f in others)], lattice):
        return None
    left = f"{_less(whole.low, highs)} = {number(value)}"
    return [
        _taken(whole, AT_LEAST, lattice),
        *(_taken(f, AT_MOST, lattice) for f in others),
        Step(f"Whoever is in the whole and in none of the others is counted here: {left}."),
    ]


def _left_of_whole(
    whole: Figure, others: Sequence[Figure], target: Scope, value: int, lattice: Lattice
) -> list[Step] | None:
    """What a high of the whole leaves for the target beside other people inside it."""
    lows = [f.low for f in others]
    if whole.high is None or whole.high - sum(lows) != value:
        return None
    if not all(within(s, whole.scope, lattice) for s in (target, *(f.scope for f in others))):
        return None
    why = _pairwise([target, *(f.scope for f in others)], lattice)
    if why is None:
        return None
    everyone = "it counts everyone asked about"
    steps = [_bearing(whole, AT_MOST, everyone, target, whole.scope, lattice)]
    for f in others:
        steps.append(
            _bearing(f, AT_LEAST, "the whole counts them too", f.scope, whole.scope, lattice)
        )
    if others:
        left = f"{_less(whole.high, lows)} = {number(value)}"
        steps.append(Step(f"They are other people than those asked about{why}: {left}."))
    return steps


def _all_of_it(
    target: Scope, value: int, figures: Sequence[Figure], lattice: Lattice
) -> list[Step] | None:
    """Highs that together leave nobody of the target out."""
    highs = [f.high for f in figures if f.high is not None]
    if len(highs) < len(figures) or sum(highs) != value:
        return None
    if not _covered(target, [f.scope for f in figures], lattice):
        return None
    total = f"{terms(highs)} = {number(value)}"
    return [
        *(_taken(f, AT_MOST, lattice) for f in figures),
        Step(f"Together these count everyone asked about: {total}."),
    ]


def _pairwise(scopes: Sequence[Scope], lattice: Lattice) -> str | None:
    """Why scopes count different people, each two of them, in brackets; None where two may not."""
    found = [(apart(a, b, lattice), a, b) for a, b in combinations(scopes, 2)]
    reasons: list[str] = []
    for identity, a, b in found:
        if identity is None:
            return None
        reasons += different([identity], [a, b], lattice)
    return in_brackets(dict.fromkeys(reasons))


def _covered(whole: Scope, scopes: Sequence[Scope], lattice: Lattice) -> bool:
    """Whether everyone counted by the whole is counted by one of the others, country by country."""
    countries = lattice.hull(whole.population, whole.excluding)
    if countries is None:
        return False
    pieces = (replace(whole, population=c, excluding=frozenset()) for c in countries)
    return all(any(within(piece, s, lattice) for s in scopes) for piece in pieces)


def _bearing(
    figure: Figure, side: str, how: str, inner: Scope, outer: Scope, lattice: Lattice
) -> Step:
    """A figure, and how it bears on the target: because inner lies within outer."""
    why = in_brackets(because(inner, outer, lattice))
    return _taken(figure, side, lattice, f"; {how}{why}")


def _taken(figure: Figure, side: str, lattice: Lattice, how: str = "") -> Step:
    """A figure with the side of it that is used."""
    amount = figure.low if side == AT_LEAST else figure.high or 0
    text = f"{said(figure, lattice)} is {side} {number(amount)}{how}."
    return Step(text, figure.claim_id, amount)


def _less(whole: int, others: Sequence[int]) -> str:
    """18,000 - 603, or 18,000 - (603 + 1,028)."""
    taken = terms(others)
    return f"{number(whole)} - {taken if len(others) == 1 else f'({taken})'}"
