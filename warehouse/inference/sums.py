"""Totals and the parts printed for them, added up by what the words state.

Only here do readings count, and not what may be used of the true number: a document that says that
its parts add up says so of the numbers it prints, floors or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.inference.cliques import Effort, Graph, OutOfEffortError
from warehouse.inference.conflict import PART, PARTITION, WHOLE, Conflict, Member
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, population_within

EFFORT = 20_000  # steps of the search for another least set; parts of one total are few


@dataclass(frozen=True)
class SumOfParts:
    """A total, its parts by claim id, and what they add up to.

    `residual_low` and `residual_high` limit what the total leaves over when its parts are taken
    away, below zero where they exceed it; None where the words limit nothing. `stated`: whether the
    document says that the parts are all of it.
    """

    whole: Figure
    parts: tuple[Figure, ...]
    low: int
    high: int | None
    residual_low: int | None
    residual_high: int | None
    stated: bool


def sums_of_parts(figures: Sequence[Figure], lattice: Lattice) -> list[SumOfParts]:
    """Every total with parts of the same measure, unit, channel, basis and dates, by claim id.

    Parts are claims with `part_of`, of another population than the total; one that lies inside
    another part is counted with that one.
    """
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.part_of:
            parts[figure.part_of].append(figure)
    found = []
    for whole in sorted(figures, key=lambda f: f.claim_id):
        like = [p for p in parts[whole.claim_id] if _is_part(p.scope, whole.scope)]
        if outermost := _outermost(like, lattice):
            found.append(_added_up(whole, outermost))
    return found


def stated_sums(figures: Sequence[Figure], lattice: Lattice) -> list[Conflict]:
    """The totals that their stated parts exceed or fall short of, by what the words state.

    Short: all parts, the excess being the residual. Exceeding: the fewest that suffice (ties: the
    smallest sorted list of claim ids), the excess being theirs. No figure here need be in no
    smaller conflict.
    """
    found = []
    for total in sums_of_parts(figures, lattice):
        if not total.stated:
            continue
        if total.residual_low is not None and total.residual_low > 0:
            found.append(_conflict(total, total.parts, total.residual_low, complete=True))
        elif total.residual_high is not None and total.residual_high < 0:
            found.append(_exceeding(total))
    return found


def _is_part(part: Scope, whole: Scope) -> bool:
    def kept(s: Scope) -> tuple[object, ...]:
        since = s.since.text if s.since else None
        return s.measure, s.unit, s.kind, s.channel, s.native, s.as_of.text, since

    return kept(part) == kept(whole) and (part.population, part.excluding) != (
        whole.population,
        whole.excluding,
    )


def _outermost(parts: Sequence[Figure], lattice: Lattice) -> list[Figure]:
    """The parts that lie inside no other one, by claim id; of equals the first."""
    kept: list[Figure] = []
    for part in sorted(parts, key=lambda p: p.claim_id):
        if any(population_within(part.scope, k.scope, lattice) for k in kept):
            continue
        kept = [k for k in kept if not population_within(k.scope, part.scope, lattice)]
        kept.append(part)
    return kept


def _added_up(whole: Figure, parts: Sequence[Figure]) -> SumOfParts:
    low = sum(part.read_low or 0 for part in parts)
    highs = [part.read_high for part in parts if part.read_high is not None]
    high = sum(highs) if len(highs) == len(parts) else None
    return SumOfParts(
        whole=whole,
        parts=tuple(parts),
        low=low,
        high=high,
        residual_low=None if high is None else (whole.read_low or 0) - high,
        residual_high=None if whole.read_high is None else whole.read_high - low,
        stated=whole.partition,
    )


def _exceeding(total: SumOfParts) -> Conflict:
    parts = [part for part in total.parts if part.read_low]
    lows = [part.read_low or 0 for part in parts]
    limit, everyone = total.whole.read_high or 0, (1 << len(parts)) - 1
    # Parts of a stated sum count different people, whatever else is known of them.
    graph = Graph(lows, [everyone & ~(1 << node) for node in range(len(parts))])
    sets = graph.exceeding(limit, Effort(EFFORT))
    least = next(sets)
    try:
        complete = next(sets, None) is None
    except OutOfEffortError:
        complete = False
    excess = sum(lows[node] for node in least) - limit
    return _conflict(total, [parts[node] for node in least], excess, complete)


def _conflict(total: SumOfParts, parts: Sequence[Figure], excess: int, complete: bool) -> Conflict:
    members = (*(Member(part, PART) for part in parts), Member(total.whole, WHOLE))
    return Conflict(members, (PARTITION,), excess, complete)
