"""Chains of retellings as the report lays them out: for each root that is retold, its tree of
claims in depth-first order, and what each retelling changed.

How a chain is drawn belongs in charts/relays.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from warehouse.report.material import Material
from warehouse.schema import tables

DRIFT = """
SELECT claim_id, dimension, change, sentence
FROM drift
ORDER BY claim_id, list_position($dimensions, dimension)
"""
LOSSES = ("lost", "weakened", "widened")


@dataclass(frozen=True)
class Change:
    """What a retelling changed: one row of `drift`."""

    dimension: str
    change: str
    sentence: str

    @property
    def is_loss(self) -> bool:
        """Whether the retelling says less than the figure that it repeats, or says it of more: a
        qualifier, a bound, a hedge, a source or a limit of the scope fell away."""
        return self.change in LOSSES


@dataclass(frozen=True)
class Told:
    """A claim of a chain: how many retellings lie between it and its root, which claim it repeats
    (None for the root), and what it changed."""

    claim_id: str
    depth: int
    repeats: str | None
    changes: tuple[Change, ...]


class Chains:
    """The chains of a warehouse."""

    def __init__(self, material: Material) -> None:
        self.material = material

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """What each retelling changed, in the order of the dimensions in `drift`; a faithful one
        is not in it."""
        (field,) = (f for f in tables()["drift"].fields if f.name == "dimension")
        found: dict[str, list[Change]] = defaultdict(list)
        for row in self.material.rows(DRIFT, {"dimensions": field.constraints["enum"]}):
            found[row["claim_id"]].append(Change(row["dimension"], row["change"], row["sentence"]))
        return {i: tuple(own) for i, own in found.items()}

    @cached_property
    def retellings(self) -> dict[str, list[str]]:
        """The claims that repeat each claim directly, in the order of publication."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in sorted(self.material.claims.values(), key=_published):
            if claim["derives_from"] is not None:
                found[claim["derives_from"]].append(claim["claim_id"])
        return dict(found)

    @cached_property
    def trees(self) -> dict[str, tuple[Told, ...]]:
        """The chain of each root that is retold, by the root's id; the most retold first."""
        roots = [i for i in self.retellings if self.material.claims[i]["hops"] == 0]
        trees = {root: self._tree(root) for root in roots}
        return dict(sorted(trees.items(), key=lambda tree: (-len(tree[1]), tree[0])))

    @cached_property
    def of_source(self) -> dict[str, list[str]]:
        """The roots of the chains in which each source takes part, asserting or printing."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for root, tree in self.trees.items():
            for told in tree:
                claim = self.material.claims[told.claim_id]
                found[claim["claimant_id"]][root] = None
                found[claim["publisher_id"]][root] = None
        return {source: list(roots) for source, roots in found.items()}

    def _tree(self, root: str) -> tuple[Told, ...]:
        told: list[Told] = []
        waiting: list[tuple[str, int, str | None]] = [(root, 0, None)]
        while waiting:  # no recursion: nothing limits how long a chain is
            claim_id, depth, repeats = waiting.pop()
            told.append(Told(claim_id, depth, repeats, self.changes.get(claim_id, ())))
            waiting += [
                (other, depth + 1, claim_id)
                for other in reversed(self.retellings.get(claim_id, ()))
            ]
        return tuple(told)


def day_of(claim: dict[str, Any]) -> date:
    """The day at which a claim stands in a chain: the first on which it may have been published or,
    where nothing is known of that, the first that it may speak of."""
    return claim["published_first"] or claim["as_of_first"] or date.max


def _published(claim: dict[str, Any]) -> tuple[date, str]:
    return day_of(claim), claim["claim_id"]
