"""A published figure as this package sees it: the number, its scope, who says it, when, from where.

Records only. How they are read from tables stands in frames.py, what is made of two in signals.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim with what its document adds.

    `point`, `low`, `high` as read from the words (`point` is None for ranges and vague words).
    `published` and `as_of` are first and last days, None where open. `root` is the claim that it
    goes back to, itself if it is not linked; `links_to` its own `derives_from`.
    """

    claim_id: str
    document_id: str
    claimant: str
    publisher: str
    says: str
    point: int | None
    low: int
    high: int | None
    qualifier: str
    measure: str
    unit: str
    population: str
    channel: str
    side: str
    window: str | None
    as_of: Days
    published: Days
    root: str
    links_to: str | None
    part_of: str | None

    @property
    def is_root(self) -> bool:
        """Whether it has no link of its own: only such a claim can be given one."""
        return self.links_to is None


@dataclass(frozen=True, slots=True)
class Document:
    """What two figures of a document share: its title and its day as a person wrote it."""

    document_id: str
    title: str
    published: str


@dataclass(frozen=True, slots=True)
class Source:
    """An organisation of the registry: `party` is the belligerent it belongs to, or none."""

    source_id: str
    name: str
    kind: str
    country: str | None
    party: str
