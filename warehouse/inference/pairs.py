"""Pairs that cannot both be true: everyone counted by one is counted by the other, which is less.

Whether places lie inside one another is asked of the lattice once for each pair of places; dates
and values are compared as arrays. The rules on dates are those of `scope.within`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from warehouse.inference.dominance import (
    DAYS,
    UNBOUNDED,
    Ints,
    Pairs,
    exceeding,
    exceeding_inside,
    together,
)
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.places import Places
from warehouse.inference.scope import within


def contradicts(inner: Figure, outer: Figure, lattice: Lattice) -> bool:
    """Whether `inner` lies within `outer` and is certainly more."""
    return (
        outer.high is not None
        and inner.low > outer.high
        and within(inner.scope, outer.scope, lattice)
    )


def contradicting_pairs(figures: Sequence[Figure], lattice: Lattice) -> list[tuple[Figure, Figure]]:
    """All (inner, outer) with inner within outer and inner.low > outer.high, by claim ids.

    Of two figures that lie within each other the inner one is the one whose low exceeds. Takes time
    that grows with n log n (log n once more between windows) and with the pairs found.
    """
    places, columns = Places(figures, lattice), Columns(figures)
    found: list[Pairs] = []
    for outer, inners in places.inside.items():
        around = np.array(places.at[outer], np.int64)
        around = around[columns.high[around] < UNBOUNDED]
        if not len(around):
            continue
        least = columns.high[around].min()
        for one_measure in (True, False):
            at = [i for p in inners if (p.measure == outer.measure) is one_measure
                  for i in places.at[p]]  # fmt: skip
            within_it = np.array(at, np.int64)
            within_it = within_it[columns.low[within_it] > least]
            found += columns.compare(within_it, around, one_measure)
    pairs = np.unique(np.stack(together(found), axis=1), axis=0)
    named = [(figures[int(i)], figures[int(j)]) for i, j in pairs]
    return sorted(named, key=lambda pair: (pair[0].claim_id, pair[1].claim_id))


def _codes(texts: list[str]) -> Ints:
    """A number for each text."""
    known = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    return np.array([known[text] for text in texts], np.int64)


class Columns:
    """The figures as arrays, a row each; days as ordinals."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        scopes = [figure.scope for figure in figures]
        since = [s.since or s.as_of for s in scopes]
        self.low = np.array([f.low for f in figures], np.int64)
        self.high = np.array([UNBOUNDED if f.high is None else f.high for f in figures], np.int64)
        self.first = np.array([s.as_of.first.toordinal() for s in scopes], np.int64)
        self.last = np.array([s.as_of.last.toordinal() for s in scopes], np.int64)
        self.since_first = np.array([d.first.toordinal() for d in since], np.int64)
        self.since_last = np.array([d.last.toordinal() for d in since], np.int64)
        self.kind = np.array([s.kind for s in scopes], dtype=object)
        texts = _codes([s.as_of.text for s in scopes] + [d.text for d in since])
        self.text, self.since_text = texts[: len(scopes)], texts[len(scopes) :]
        # Figures without a document share none: code 0 stands for it.
        self.documents = (
            _codes(["", *(s.document for s in scopes)])[1:],
            _codes(["", *(s.root_document for s in scopes)])[1:],
        )

    def compare(self, inner: Ints, outer: Ints, one_measure: bool) -> list[Pairs]:
        """The pairs of rows in which a low exceeds a high, dates and kinds allowing."""
        whole = outer[self.kind[outer] == "cumulative"]
        found = list(self._whole_counts(inner, whole))
        stocks = [rows[self.kind[rows] == "stock"] for rows in (inner, outer)]
        found += self._stocks(stocks[0], stocks[1])
        if one_measure:
            windows = [rows[self.kind[rows] == "window"] for rows in (inner, outer)]
            found += self._windows(windows[0], windows[1])
        return found

    def _joined(self, inner: Ints, outer: Ints, last: Ints, first: Ints, *keys: Ints) -> Pairs:
        """Rows with equal keys, last <= first and low > high."""
        within, around = np.zeros_like(inner), np.zeros_like(outer)
        for key in keys:
            base = max(key[inner].max(initial=0), key[outer].max(initial=0)) + 1
            within, around = within * base + key[inner], around * base + key[outer]
        i, j = exceeding(self.low[inner], last, self.high[outer], first, within, around)
        return inner[i], outer[j]

    def _in_one_document(
        self, inner: Ints, outer: Ints, last: Ints, first: Ints, *keys: Ints
    ) -> Iterator[Pairs]:
        for document in self.documents:
            a, b = document[inner] > 0, document[outer] > 0
            yield self._joined(inner[a], outer[b], last[a], first[b], document, *keys)

    def _alike(self, inner: Ints, outer: Ints, *keys: Ints) -> Iterator[Pairs]:
        """The pairs in one document with equal keys, whatever their days."""
        return self._in_one_document(
            inner, outer, np.zeros_like(inner), np.zeros_like(outer), *keys
        )

    def _whole_counts(self, inner: Ints, outer: Ints) -> Iterator[Pairs]:
        yield self._joined(inner, outer, self.last[inner], self.first[outer])
        yield from self._alike(inner, outer, self.text)

    def _stocks(self, inner: Ints, outer: Ints) -> Iterator[Pairs]:
        exact = self.first == self.last
        a, b = inner[exact[inner]], outer[exact[outer]]
        yield self._joined(a, b, np.zeros_like(a), np.zeros_like(b), self.first)
        yield from self._alike(inner, outer, self.text)

    def _windows(self, inner: Ints, outer: Ints) -> Iterator[Pairs]:
        i, j = exceeding_inside(
            self.low[inner], self.since_first[inner], self.last[inner],
            self.high[outer], self.since_last[outer], self.first[outer],
        )  # fmt: skip
        yield inner[i], outer[j]
        # Begins late enough for certain, ends alike: the beginnings take the part of the days.
        begins, latest = DAYS - 1 - self.since_first[inner], DAYS - 1 - self.since_last[outer]
        yield from self._in_one_document(inner, outer, begins, latest, self.text)
        last, first = self.last[inner], self.first[outer]
        yield from self._in_one_document(inner, outer, last, first, self.since_text)
        yield from self._alike(inner, outer, self.text, self.since_text)
