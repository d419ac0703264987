"""The contradictions: all of them on one page, and a page for the proof of each.

What is said of them comes from warehouse/answers; how they are drawn stands in charts/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.answers.conflicts import OTHERS, Asked, Conflict, conflicts
from warehouse.answers.ids import ConflictId
from warehouse.answers.least import AS_THEY_STAND, Sum, components, sums
from warehouse.answers.proof import ABOVE, Step, gap, proofs
from warehouse.answers.retold import Disagreement, Retold, disagreements, retold
from warehouse.answers.tree.grow import tree_of
from warehouse.report import place
from warehouse.report.charts.contradictions import Clash, overview
from warehouse.report.charts.strip import Axis, Mark
from warehouse.report.material import Material
from warehouse.report.page import Page

IN_FULL = 40  # contradictions told in full; of more, the others are links to their pages
PAIRS = 5  # of retellings of two roots, told in words: the others are much alike
CHOICES = 40  # claims of least sets that are listed set by set: more are no longer compared
DISAGREEMENTS = 100  # of retellings, told: those that weigh most come first


@dataclass(frozen=True)
class Gathered:
    """A disagreement among retellings, and its first pairs."""

    of: Disagreement
    n_pairs: int
    pairs: tuple[Retold, ...]


def pages(material: Material) -> Iterator[Page]:
    """The page of all, and one for each contradiction between roots."""
    found = conflicts(material.connection, Asked())
    clashes = [Clash(one, what(material, one), gap(one)) for one in found]
    steps = proofs(material.connection, found)
    chart = overview(clashes)
    yield Page(
        place.CONTRADICTIONS, "contradictions.html", "Contradictions", place.CONTRADICTIONS,
        {
            "clashes": clashes[:IN_FULL], "others": clashes[IN_FULL:],
            "components": components(material.connection), "choices": CHOICES,
            "disagreements": DISAGREEMENTS,
            "sums": sums(material.connection, Asked()), "kind_of_sum": kind_of_sum,
            "retold": gathered(material), "others_alike": OTHERS, "as_they_stand": AS_THEY_STAND,
        },
        {} if chart is None else {"overview": chart},
    )  # fmt: skip
    for one in clashes:
        yield _page(material, one, steps[one.conflict.conflict_id])


def what(material: Material, conflict: Conflict) -> str:
    """What the figures of a contradiction count: the scope of the one that counts everyone."""
    whole = min(conflict.members, key=lambda m: (m.role not in ABOVE, m.claim.claim_id))
    claim = material.claims[whole.claim.claim_id]
    population, measure = claim["population"], claim["measure"]
    return f"{material.name('population', population)}, {material.name('measure', measure)}"


def kind_of_sum(one: Sum) -> str:
    """Whether a total contradicts its parts, is not their sum, or may be."""
    if one.contradicts:
        return "against"
    return "whole" if one.adds_up else "short"


def gathered(material: Material) -> list[Gathered]:
    """The disagreements among retellings, each with its first pairs."""
    pairs = retold(material.connection, Asked())
    of_roots: dict[frozenset[str], list[Retold]] = defaultdict(list)
    for pair in pairs:
        of_roots[frozenset({pair.root_a, pair.root_b})].append(pair)
    found = []
    for one in disagreements(material.connection, pairs):
        own = of_roots[frozenset({one.one.claim_id, one.other.claim_id})]
        found.append(Gathered(one, len(own), tuple(own[:PAIRS])))
    return found


def _page(material: Material, one: Clash, steps: Sequence[Step]) -> Page:
    conflict = one.conflict
    marks = {m.claim.claim_id: Mark.reading(m.claim.low, m.claim.high) for m in conflict.members}
    together = _together(one)
    numbers = [n for mark in (*marks.values(), *together.values()) for n in mark.numbers]
    return Page(
        place.conflict(conflict.conflict_id), "contradiction.html",
        f"{one.what}: {conflict.summary}", place.CONTRADICTIONS,
        {
            "clash": one, "marks": marks, "together": together,
            "axis": Axis.of(numbers), "steps": steps,
            "tree_of_it": tree_of(material.grove, ConflictId(conflict.conflict_id)),
            "others_alike": OTHERS,
        },
    )  # fmt: skip


def _together(one: Clash) -> dict[str, Mark]:
    """What several figures make together, where the gap lies between sums: in words, and drawn."""
    if one.gap is None:
        return {}
    sides = (
        (one.gap.over, "together: the most", Mark(None, one.gap.most)),
        (one.gap.under, "together: the least", Mark(one.gap.least, None)),
    )
    return {words: mark for members, words, mark in sides if len(members) > 1}
