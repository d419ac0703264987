"""What two documents share beside one figure: other numbers for the same people, other numbers in
the same words. Two that share 18,000, 128 countries and 3,388 have one source.

Knows pairs of figures and their evidence; how much each tells stands in signals.py.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from warehouse.repeats.echo import printed, unusual
from warehouse.repeats.figure import Figure
from warehouse.repeats.signals import Evidence

# Digits with any thousands separator between groups of three.
NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+(?!\d)|(?<![\w.,])\d+(?![\w.,]?\d)"
)
# A year beside a figure is a date, and every document of one season shares it.
YEARS = range(1900, 2101)
# Beyond one number of two figures more of the same adds little: documents that share two numbers
# share a table, and then any number in it.
MOST_BITS = 6.0
# Two tables of thousands of rows share thousands of numbers; a few reach those bits.
MOST_SHARED = 16


def beside(figure: Figure) -> frozenset[int]:
    """The other numbers in the words of a figure, in digits, no years and nothing below ten."""
    found = {int(re.sub(r"\D", "", text)) for text in NUMBER.findall(figure.says)}
    return frozenset(n for n in found - set(printed(figure)) if n >= 10 and n not in YEARS)


class Breakdowns:
    """The numbers that pairs of documents share.

    `weighed` are pairs of figures whose numbers are one, with their evidence.
    """

    def __init__(
        self, figures: Iterable[Figure], weighed: Iterable[tuple[Figure, Figure, Evidence]]
    ) -> None:
        self._shared: Mapping[tuple[str, str], dict[tuple[str, str], tuple[int, float]]] = (
            defaultdict(dict)
        )
        for a, b, evidence in weighed:
            shared = self._shared[a.document_id, b.document_id]
            if a.document_id != b.document_id and evidence.bits > 0 and len(shared) < MOST_SHARED:
                shared[a.claim_id, b.claim_id] = evidence.number, evidence.bits
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._beside: dict[str, frozenset[int]] = {}
        self._size: Counter[str] = Counter()
        for figure in figures:
            self._size[figure.document_id] += 1
            self._beside[figure.claim_id] = beside(figure)
            self._numbers[figure.document_id] |= {*printed(figure), *self._beside[figure.claim_id]}

    def of(self, later: Figure, earlier: Figure) -> tuple[tuple[int, ...], float]:
        """The other numbers that the two documents share, and the bits of it all."""
        own = {*printed(later), *printed(earlier)}
        told: dict[int, float] = {}
        if later.document_id == earlier.document_id:
            return (), 0.0
        for (a, b), (number, bits) in self._pairs(later, earlier):
            if a != later.claim_id and b != earlier.claim_id and number not in own:
                told[number] = max(bits, told.get(number, 0.0))
        for one, other in ((later, earlier), (earlier, later)):
            met = self._beside[one.claim_id] & self._numbers[other.document_id]
            for number in met - own:
                told.setdefault(number, unusual(number))
        bits = min(sum(told.values()), MOST_BITS) - self._by_chance(later, earlier)
        return (tuple(sorted(told, reverse=True)), bits) if bits > 0 else ((), 0.0)

    def _by_chance(self, a: Figure, b: Figure) -> float:
        """Bits that long tables give away: of so many rows some meet by chance. Two that hold one
        figure more than the pair give nothing away."""
        rows = min(self._size[a.document_id], self._size[b.document_id])
        return max(log2(rows / 2), 0.0)

    def _pairs(self, a: Figure, b: Figure) -> list[tuple[tuple[str, str], tuple[int, float]]]:
        there = self._shared.get((a.document_id, b.document_id), {})
        back = self._shared.get((b.document_id, a.document_id), {})
        return [*there.items(), *(((y, x), told) for (x, y), told in back.items())]
