"""What the page of a document says of each of its claims beyond its row: where its words stand in
the archive, what contradicts it, what it retells and who retells it. Asked for all claims at once.

How it is laid out belongs in templates/card.html.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse.answers.history import Event, histories
from warehouse.answers.told import grouped
from warehouse.report.against import Against, against
from warehouse.report.chains import Chains, Change

# The snapshot that was seen last comes first.
ANCHORS = """
SELECT a.*, s.version, s.captured_at
FROM anchor AS a
JOIN claim AS c ON c.claim_id = a.claim_id
LEFT JOIN snapshot AS s ON s.document_id = c.document_id AND s.sha256 = a.sha256
ORDER BY a.claim_id, s.version DESC
"""
CHANGED = "FROM changed_words ORDER BY claim_id, latest DESC, new_sha256"
LARGER = """
SELECT m.claim_id, c.conflict_id, c.statement
FROM conflict_claim AS m
JOIN conflict AS c ON c.conflict_id = m.conflict_id AND c.size > 2
ORDER BY c.size, c.excess DESC, c.conflict_id
"""


@dataclass(frozen=True)
class Card:
    """A claim: its row, and what else is known of it. `larger` are contradictions of more than two
    roots in which it plays a part; `parts` are the claims that count parts of what it counts."""

    claim: dict[str, Any]
    changes: tuple[Change, ...]
    retold_by: tuple[str, ...]
    parts: tuple[str, ...]
    anchors: tuple[dict[str, Any], ...]
    changed: tuple[dict[str, Any], ...]
    against: tuple[Against, ...]
    larger: tuple[dict[str, Any], ...]
    history: tuple[Event, ...]

    @property
    def contradicts(self) -> tuple[Against, ...]:
        """The claims that cannot be true beside it."""
        return tuple(a for a in self.against if a.certain)

    @property
    def possible(self) -> tuple[Against, ...]:
        """The claims of which that depends on how dates are read."""
        return tuple(a for a in self.against if not a.certain)


def cards(chains: Chains) -> dict[str, Card]:
    """The card of every claim, by its id."""
    material = chains.material
    anchors = grouped(material.rows(ANCHORS), "claim_id")
    changed = grouped(material.rows(CHANGED), "claim_id")
    larger = grouped(material.rows(LARGER), "claim_id")
    opposed = against(material)
    events = histories(material.connection)
    parts = grouped(
        [claim for claim in material.claims.values() if claim["part_of"] is not None], "part_of"
    )
    return {
        i: Card(
            claim=claim,
            changes=chains.changes.get(i, ()),
            retold_by=tuple(chains.retellings.get(i, ())),
            parts=tuple(part["claim_id"] for part in parts[i]),
            anchors=tuple(anchors[i]),
            changed=tuple(changed[i]),
            against=tuple(opposed.get(i, ())),
            larger=tuple(larger[i]),
            history=events.get(i, ()),
        )
        for i, claim in material.claims.items()
    }
