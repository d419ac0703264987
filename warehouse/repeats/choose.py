"""Which pairs become suspicions: of each unlinked claim the best source, and no circle among them.

Weights stand in signals.py; here is the threshold, and what makes one source likelier than another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.repeats.figure import Figure
from warehouse.repeats.order import Order, order
from warehouse.repeats.signals import Evidence, days_between

# Chosen on half of the documents and held on the other: docs/methods.md.
THRESHOLD = 5.0


@dataclass(frozen=True)
class Suspicion:
    """`later` may repeat `earlier`: the evidence of the pair, the other numbers that their
    documents share, and the bits of it all."""

    later: Figure
    earlier: Figure
    order: Order
    evidence: Evidence
    shared: tuple[int, ...]
    bits: float


def linkable(later: Figure, earlier: Figure, how: str) -> bool:
    """Whether `later` could be given a link to `earlier`.

    It has none yet and goes back to another root; it is no part of a whole, for a part is counted
    with its whole already; it was not printed before. In one document, a weaker form of one number
    of one claimant can be a repeat, the number itself once more cannot. A source that itself prints
    a number about another time states it anew; another number about another time is a revision.
    """
    if later.root == earlier.root or not later.is_root or later.part_of is not None:
        return False
    if later.claim_id == earlier.part_of or later.side != earlier.side:
        return False
    if order(earlier.published, later.published) is Order.REVERSED:
        return False
    if later.document_id == earlier.document_id:
        return later.claimant == earlier.claimant and how in ("end", "rounded")
    if days_between(earlier.as_of, later.as_of) == 0:
        return True
    return how != "misprint" and not later.publisher == later.claimant == earlier.claimant


def likelier(s: Suspicion) -> tuple[object, ...]:
    """What makes one of several sources likelier, the likeliest least: a surer order, a figure that
    goes back to nobody, a page with a day, the earlier one; then the ids, so that it is settled."""
    first, last = s.earlier.published
    undated = first is None or last is None
    return (
        -s.order, not s.earlier.is_root, undated, str(first), s.earlier.claim_id, s.later.claim_id,
    )  # fmt: skip


def rank(s: Suspicion) -> tuple[object, ...]:
    """Best first: by evidence in whole bits, then by what is likelier."""
    return (-round(s.bits), *likelier(s))


def best(found: Iterable[Suspicion], threshold: float = THRESHOLD) -> list[Suspicion]:
    """The suspicions to show, best first.

    One for each two families of figures with one root, since one link would join them; one for each
    claim, since it takes one link; none that would close a circle with better ones.
    """
    families: dict[frozenset[str], list[Suspicion]] = defaultdict(list)
    for s in found:
        if s.bits >= threshold:
            families[frozenset((s.later.root, s.earlier.root))].append(s)
    of_claim: dict[str, Suspicion] = {}
    for s in sorted(map(_likeliest, families.values()), key=rank):
        of_claim.setdefault(s.later.claim_id, s)
    return _without_circles(of_claim.values())


def _likeliest(family: list[Suspicion]) -> Suspicion:
    """Of the pairs that join two families the likeliest, among those with half the best evidence:
    that they are one the best pair shows, which came from which the dates show."""
    most = max(s.bits for s in family)
    return min((s for s in family if s.bits >= most / 2), key=likelier)


def _without_circles(found: Iterable[Suspicion]) -> list[Suspicion]:
    """Each root leads to one other at most: whoever would lead back to itself is left out."""
    leads: dict[str, str] = {}
    kept = []
    for s in found:
        at: str | None = s.earlier.root
        while at is not None and at != s.later.root:
            at = leads.get(at)
        if at is None:
            leads[s.later.root] = s.earlier.root
            kept.append(s)
    return kept
