"""Pairs in which a side only repeats another figure, and the roots behind them.

One disagreement that seven outlets repeat is one disagreement: here its pairs are gathered. The
contradictions between roots themselves stand in conflicts.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from warehouse.answers.conflicts import Asked
from warehouse.answers.told import Told, claims, rows
from warehouse.changes.words import many
from warehouse.inference.phrasing import listed

CONTRADICT = "contradict"


@dataclass(frozen=True)
class Retold:
    """A contradictory or possible pair of `comparison` in which a side repeats another claim, the
    root of each side, and what `origin` says of it.
    """

    verdict: str
    gap: int
    because: str
    claim_a: str
    claim_b: str
    root_a: str
    root_b: str
    party_a: str
    party_b: str
    original_held_a: bool
    original_held_b: bool


@dataclass(frozen=True)
class Disagreement:
    """All such pairs of two roots; `one` is the root of the side that exceeds where the gap is
    largest, and is `other` itself where a chain of retellings contradicts itself.

    `gap` is the largest, of the pairs that contradict where any do. `published_by` names who prints
    the retellings, `conflict_id` the contradiction of the two roots themselves, if they are one.
    """

    one: Told
    other: Told
    n_contradict: int
    n_possible: int
    gap: int
    published_by: tuple[str, ...]
    conflict_id: str | None

    @property
    def counts(self) -> str:
        """How many pairs there are, of which verdict, and by how much they miss at most."""
        n_pairs = self.n_contradict + self.n_possible
        up_to = "up to " if n_pairs > 1 else ""
        return f"{self._verdicts(n_pairs)}, by {up_to}{self.gap:,}"

    def _verdicts(self, n_pairs: int) -> str:
        if self.conflict_id:
            return f"{many(n_pairs, 'further pair')} among retellings"
        certain = "contradicts" if self.n_contradict == 1 else "contradict"
        verdicts = ((self.n_contradict, certain), (self.n_possible, "may contradict"))
        return listed(f"{many(n, 'pair')} {verb}" for n, verb in verdicts if n)


RETOLD = """
SELECT
    x.verdict, x.gap, x.because, x.claim_a, x.claim_b,
    ra.root_claim_id AS root_a, rb.root_claim_id AS root_b,
    ra.party AS party_a, rb.party AS party_b,
    ra.original_held AS original_held_a, rb.original_held AS original_held_b
FROM comparison AS x
JOIN claim AS a ON a.claim_id = x.claim_a
JOIN claim AS b ON b.claim_id = x.claim_b
JOIN origin AS ra ON ra.claim_id = x.claim_a
JOIN origin AS rb ON rb.claim_id = x.claim_b
WHERE
    x.verdict IN ('contradict', 'possible')
    AND ra.hops + rb.hops > 0
    AND ($measure::VARCHAR IS NULL OR $measure IN (a.measure, b.measure))
    AND ($population::VARCHAR IS NULL OR $population IN (a.population, b.population))
ORDER BY x.verdict, x.gap DESC, x.claim_a, x.claim_b
"""
PAIRS_OF_ROOTS = """
SELECT c.conflict_id, list(m.claim_id) AS roots
FROM conflict AS c
JOIN conflict_claim AS m ON m.conflict_id = c.conflict_id AND m.role <> 'retelling'
WHERE c.size = 2
GROUP BY c.conflict_id
"""


def retold(connection: duckdb.DuckDBPyConnection, asked: Asked) -> list[Retold]:
    """The contradictory and possible pairs that involve a retelling, contradictions first."""
    given = {"measure": asked.measure, "population": asked.population}
    return [Retold(**row) for row in rows(connection, RETOLD, given)]


def proofs(connection: duckdb.DuckDBPyConnection) -> dict[frozenset[str], str]:
    """The contradictions of two roots, by the two."""
    return {frozenset(row["roots"]): row["conflict_id"] for row in rows(connection, PAIRS_OF_ROOTS)}


def disagreements(connection: duckdb.DuckDBPyConnection, pairs: list[Retold]) -> list[Disagreement]:
    """The pairs by the two roots behind them: first those of roots that contradict one another,
    then by what is certain, the largest gap first."""
    of_roots: dict[frozenset[str], list[Retold]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (p.verdict != CONTRADICT, -p.gap)):
        of_roots[frozenset({pair.root_a, pair.root_b})].append(pair)
    told = claims(
        connection, (i for p in pairs for i in (p.claim_a, p.claim_b, p.root_a, p.root_b))
    )
    known = proofs(connection)
    found = [_gathered(own, told, known.get(roots)) for roots, own in of_roots.items()]
    return sorted(found, key=lambda d: (d.conflict_id is None, d.n_contradict == 0, -d.gap))


def _gathered(pairs: list[Retold], told: dict[str, Told], conflict_id: str | None) -> Disagreement:
    """The pairs of two roots as one; the pair that weighs most comes first among them."""
    first = pairs[0]
    sides = [(p.claim_a, p.root_a) for p in pairs] + [(p.claim_b, p.root_b) for p in pairs]
    certain = sum(p.verdict == CONTRADICT for p in pairs)
    return Disagreement(
        one=told[first.root_a],
        other=told[first.root_b],
        n_contradict=certain,
        n_possible=len(pairs) - certain,
        gap=first.gap,
        published_by=tuple(
            dict.fromkeys(told[claim].published_by for claim, root in sides if claim != root)
        ),
        conflict_id=conflict_id,
    )
