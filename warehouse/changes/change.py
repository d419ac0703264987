"""A change, as a value: what kind it is, what it is about, from what to what, in a sentence.

How changes are found stands in the modules beside; how they are put together, in compare.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

# Kinds in the order in which they are told, and the heading that each stands under.
HEADINGS = {
    "claim_added": "Claims added",
    "claim_revised": "Claims revised",
    "claim_withdrawn": "Claims withdrawn",
    "conflict_opened": "Contradictions opened",
    "conflict_closed": "Contradictions closed",
    "conflict_revised": "Contradictions by another amount",
    "pairs": "Pairs in comparisons",
    "bound_moved": "Bounds that moved",
    "method_decides": "The method now decides the answer",
    "method_agrees": "The method no longer decides the answer",
    "rule_answers": "Answers of rules",
    "country": "Counts by country",
    "demand_added": "Demands added",
    "demand_revised": "Demands revised",
    "demand_withdrawn": "Demands withdrawn",
    "event_added": "Events added",
    "event_revised": "Events revised",
    "event_withdrawn": "Events withdrawn",
    "document_revised": "Documents described otherwise",
    "source_revised": "Sources described otherwise",
    "record_refused": "Records refused",
    "record_accepted": "Records no longer refused",
    "inside": "Inside",
}


@dataclass(frozen=True)
class Value:
    """What a thing was before and is after; None where there is nothing, or no limit."""

    what: str
    before: object
    after: object


@dataclass(frozen=True)
class Change:
    """One change. `subjects` are the ids that `muster explain` or a query takes, `because` the ids
    of the claims that brought it about; not `essential` where no figure, scope, date or answer is
    another one.
    """

    kind: str
    subjects: tuple[str, ...]
    sentence: str
    values: tuple[Value, ...] = ()
    because: tuple[str, ...] = ()
    essential: bool = True


@dataclass(frozen=True)
class Group:
    """Changes of one kind, the most important first: `n` in all, of which the first are listed."""

    kind: str
    n: int
    changes: tuple[Change, ...]

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.n - len(self.changes)


@dataclass(frozen=True)
class Made:
    """Which build made a file, when (UTC), from which catalog, by which code and vocabulary; None
    where the file does not say.
    """

    build_id: str
    built_at: datetime
    catalog_sha256: str
    code_version: str | None = None
    vocabulary_sha256: str | None = None


@dataclass(frozen=True)
class Changes:
    """Everything that changed from one file to another, by kind in the order of `HEADINGS`."""

    old: Made
    new: Made
    groups: tuple[Group, ...] = field(default=())

    @property
    def essential(self) -> bool:
        """Whether a figure, a scope, a date or an answer changed: those are listed first."""
        return any(change.essential for group in self.groups for change in group.changes[:1])


def grouped(found: Sequence[Group]) -> tuple[Group, ...]:
    """The groups that hold anything, in the order of `HEADINGS`."""
    order = list(HEADINGS)
    return tuple(sorted((g for g in found if g.n), key=lambda g: order.index(g.kind)))
