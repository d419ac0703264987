"""Different people inside one whole who add up to more than it.

The parts are within the whole and pairwise apart. For each whole and identity one set of least
size is told, the smallest sorted list of claim ids where several are as small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warehouse.inference.cliques import Effort, Graph, OutOfEffortError
from warehouse.inference.conflict import PART, WHOLE, Conflict, Member
from warehouse.inference.coverings import bits
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.minimal import Oracle, minimal
from warehouse.inference.relations import IDENTITIES, Relations, at_most, strongest
from warehouse.inference.scope import within

# Steps of the search for one whole and identity: about a second at 400 candidates. 50 countries
# with four figures each take less than a tenth of it.
EFFORT = 20_000
# A test of minimality asks the oracle once for each member, which costs more than a step.
TEST = 50


@dataclass(frozen=True)
class _Search:
    """The candidates of one whole as a graph; `by_identity` holds the masks of neighbours."""

    whole: Figure
    parts: Sequence[Figure]
    by_identity: dict[str, list[int]]
    lattice: Lattice
    consistent: Oracle
    effort: int

    @property
    def limit(self) -> int:
        """What the parts must exceed."""
        return self.whole.high or 0

    def identities(self, nodes: Iterable[int]) -> tuple[str, ...]:
        """The identities that hold between some of the nodes."""
        mask = sum(1 << node for node in nodes)
        return tuple(i for i in IDENTITIES if self._holds(i, mask))

    def _holds(self, identity: str, mask: int) -> bool:
        joined = self.by_identity[identity]
        return any(joined[node] & mask for node in bits(mask))

    def _several(self, chosen: int, rest: int) -> bool:
        return sum(self._holds(i, chosen | rest) for i in IDENTITIES) > 1

    def graph(self, identity: str | None) -> Graph:
        """The parts joined by one identity; None: by any."""
        masks = [self.by_identity[i] for i in ([identity] if identity else IDENTITIES)]
        return Graph([p.low for p in self.parts], [sum(own) for own in zip(*masks, strict=True)])

    def least(self, identity: str | None) -> Conflict | None:
        """The least set by one identity; None: by several at once."""
        graph, limit, effort = self.graph(identity), self.limit, Effort(self.effort)
        hopeful = (lambda *_: True) if identity else self._several
        first = None
        try:
            for nodes in graph.exceeding(limit, effort, hopeful):
                effort.spend(TEST)
                if self._minimal(nodes, identity):
                    if first:
                        return self._conflict(first, complete=False)
                    first = nodes
        except OutOfEffortError:
            found = (n for n in graph.greedy(limit) if self._minimal(n, identity))
            first = first or next(found, None)
            return self._conflict(first, complete=False) if first else None
        return self._conflict(first, complete=True) if first else None

    def _minimal(self, nodes: Sequence[int], identity: str | None) -> bool:
        if identity is None and len(self.identities(nodes)) < 2:
            return False
        figures = [self.whole, *(self.parts[node] for node in nodes)]
        return minimal(figures, self.lattice, self.consistent)

    def _conflict(self, nodes: Sequence[int], complete: bool) -> Conflict:
        parts = [self.parts[node] for node in nodes]
        return Conflict(
            members=(*(Member(part, PART) for part in parts), Member(self.whole, WHOLE)),
            identities=self.identities(nodes),
            excess=sum(part.low for part in parts) - self.limit,
            complete=complete,
        )


def least_packings(
    whole: Figure,
    candidates: Sequence[Figure],
    lattice: Lattice,
    consistent: Oracle,
    relations: Relations | None = None,
    effort: int = EFFORT,
) -> list[Conflict]:
    """For each identity, and for several at once, one least set of candidates above whole.high.

    `whole` needs a high. Candidates that are not within it, or exceed it alone, are passed over.
    Exact within `effort` steps each; after that a set found greedily is told, minimal but perhaps
    not the least. `complete` is False where there are other minimal sets, or may be.
    """
    if whole.high is None:
        raise ValueError(f"{whole.claim_id} has no high that could be exceeded")
    parts = [
        c
        for c in candidates
        if c is not whole and 0 < c.low <= whole.high and within(c.scope, whole.scope, lattice)
    ]
    if at_most(parts) <= whole.high:
        return []
    relations = relations or Relations(lattice)
    cut = strongest(parts)
    search = _Search(whole, cut, relations.neighbours(cut), lattice, consistent, effort)
    if not search.graph(None).may_exceed(whole.high):
        return []
    found = [search.least(identity) for identity in (*IDENTITIES, None)]
    looked_at_all = len(cut) == len(parts)
    return [replace(c, complete=c.complete and looked_at_all) for c in found if c is not None]
