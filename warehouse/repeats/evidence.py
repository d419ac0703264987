"""A suspicion in words: which numbers, whose words, which days, who is named. One sentence each.

Nothing is weighed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.repeats.choose import Suspicion
from warehouse.repeats.echo import figures, printed
from warehouse.repeats.figure import Document, Figure
from warehouse.repeats.order import Order
from warehouse.repeats.signals import Signals
from warehouse.repeats.sums import Sum

# A number of one figure tells little: where its source is named, the suspicion rests on that.
TELLING_FROM = 2


@dataclass(frozen=True)
class Telling:
    """What words are made of: documents by id, names of measures and populations, who is named."""

    documents: Mapping[str, Document]
    measures: Mapping[str, str]
    populations: Mapping[str, str]
    signals: Signals

    def name(self, source_id: str) -> str:
        """A source's name."""
        return self.signals.names.name(source_id)


def kind(s: Suspicion) -> str:
    """The leading signal: what two documents share, else who is named for a round number, else the
    number: in weaker words, or the same."""
    if s.shared:
        return "same_breakdown"
    if figures(s.evidence.number) < TELLING_FROM and s.evidence.attributed > 0:
        return "attribution"
    new, old = s.later.qualifier, s.earlier.qualifier
    weaker = s.evidence.how in ("end", "rounded") or (new != old and new != "exactly")
    return "weaker_words" if weaker else "same_number"


def of_repeat(s: Suspicion, telling: Telling) -> str:
    """The evidence of a suspected repeat, as one sentence."""
    parts = [
        f"{_printing(s.later, telling)}, {_printing(s.earlier, telling)}",
        _number(s),
        _attributed(s, telling),
        *_differences(s.later, s.earlier, telling),
    ]
    if s.shared:
        also = _listed([f"{n:,}" for n in s.shared])
        parts.insert(2, f"both documents also hold {also}")
    if s.order < Order.LIKELY:
        parts.append("which came first is not known")
    return "; ".join(parts) + "."


def of_sum(s: Sum, telling: Telling) -> str:
    """The evidence of a suspected sum, as one sentence."""
    first, second = s.first.point or 0, s.second.point or 0
    total = first + second
    told = f"{first:,} and {second:,} make {total:,}"
    if s.how == "rounded":
        told += f", rounded {s.total.point:,}"
    elif s.others == 0:
        told += ", which no other root prints"
    of = telling.name(s.first.claimant)
    return (
        f"{_printing(s.total, telling)}; {told}; both addends are given as those of {of}: "
        f"{_printing(s.first, telling)}, {_printing(s.second, telling)}."
    )


def _printing(figure: Figure, telling: Telling) -> str:
    """Who prints what, when: Babel (2025-04-23) "at least 48 countries"."""
    published = telling.documents[figure.document_id].published
    return f"{telling.name(figure.publisher)} ({published}) “{figure.says}”"


def _number(s: Suspicion) -> str:
    number, old = s.evidence.number, printed(s.earlier)
    if s.evidence.how == "end":
        end = "upper" if number == old[-1] else "lower"
        return f"{number:,} is the {end} end of {old[0]:,} to {old[-1]:,}"
    if s.evidence.how == "rounded":
        return f"{number:,} is {old[0]:,} rounded"
    if s.evidence.how == "misprint":
        return f"{number:,} differs from {old[0]:,} in one figure"
    others = s.evidence.others
    count = (
        "no other root prints"
        if not others
        else ("one other root prints" if others == 1 else f"{others} other roots print")
    )
    return f"{number:,} in both, which {count}"


def _attributed(s: Suspicion, telling: Telling) -> str:
    later, earlier = s.later, s.earlier
    ours, theirs = telling.name(later.claimant), telling.name(earlier.claimant)
    if s.evidence.attribution == "claimant":
        return f"both as the figure of {ours}"
    if s.evidence.attribution == "publisher":
        return f"the first as the figure of {ours}, which published the second"
    if s.evidence.attribution == "named":
        named = {earlier.claimant, earlier.publisher} & telling.signals.told[later.document_id]
        return f"the first names {_listed(sorted(map(telling.name, named)))}"
    if s.evidence.attribution == "state":
        return f"{ours} and {theirs} speak for one state"
    if s.evidence.attribution == "common":
        common = telling.signals.common(later, earlier)
        return f"both documents rely on {_listed(sorted(map(telling.name, common)))}"
    return "neither names the other's source"


def _differences(a: Figure, b: Figure, telling: Telling) -> list[str]:
    """What the first counts where the second counts something else."""
    measures, populations = telling.measures, telling.populations
    sides = [
        (measures.get(a.measure, a.measure), measures.get(b.measure, b.measure)),
        (a.unit, b.unit),
        (populations.get(a.population, a.population), populations.get(b.population, b.population)),
    ]
    told = [f"{ours}, not {theirs}" for ours, theirs in sides if ours != theirs]
    return [f"the first counts {_listed(told)}"] if told else []


def _listed(items: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""
