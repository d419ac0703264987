"""What the page of a document says of each of its claims beyond its row: where its words stand in
the archive, what contradicts it, what it retells and who retells it. Asked for all claims at once.

How it is laid out belongs in templates/card.html.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from warehouse.answers.history import Event, histories
from warehouse.report.chains import Chains, Change

CONTRADICT, POSSIBLE = "contradict", "possible"  # verdicts of comparison
# The snapshot that was seen last comes first.
ANCHORS = """
SELECT a.*, s.version, s.captured_at
FROM anchor AS a
JOIN claim AS c ON c.claim_id = a.claim_id
LEFT JOIN snapshot AS s ON s.document_id = c.document_id AND s.sha256 = a.sha256
ORDER BY a.claim_id, s.version DESC
"""
CHANGED = "FROM changed_words ORDER BY claim_id, latest DESC, new_sha256"
PAIRS = """
SELECT claim_a, claim_b, verdict, gap, because
FROM comparison
WHERE verdict IN ('contradict', 'possible')
ORDER BY verdict, gap DESC, claim_a, claim_b
"""
CONFLICTS = """
SELECT m.claim_id, m.role, c.conflict_id, c.size, c.statement
FROM conflict_claim AS m
JOIN conflict AS c ON c.conflict_id = m.conflict_id
ORDER BY c.size, c.excess DESC, c.conflict_id
"""


@dataclass(frozen=True)
class Against:
    """A claim that cannot, or by some reading of the dates could not, be true beside another: by
    how much the one exceeds the other, and why they are held against one another. `proof` is the
    contradiction of the two roots behind them, where they are one."""

    other: str
    verdict: str
    gap: int
    because: str
    proof: str | None


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
        return tuple(a for a in self.against if a.verdict == CONTRADICT)

    @property
    def possible(self) -> tuple[Against, ...]:
        """The claims of which that depends on how dates are read."""
        return tuple(a for a in self.against if a.verdict == POSSIBLE)


def cards(chains: Chains) -> dict[str, Card]:
    """The card of every claim, by its id."""
    material = chains.material
    anchors = _grouped(material.rows(ANCHORS), "claim_id")
    changed = _grouped(material.rows(CHANGED), "claim_id")
    conflicts = _grouped(material.rows(CONFLICTS), "claim_id")
    against = _against(material.rows(PAIRS), material.claims, conflicts)
    events = histories(material.connection)
    parts = _grouped(
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
            against=tuple(against.get(i, ())),
            larger=tuple(one for one in conflicts[i] if one["size"] > 2),
            history=events.get(i, ()),
        )
        for i, claim in material.claims.items()
    }


def _against(
    pairs: list[dict[str, Any]],
    claims: dict[str, dict[str, Any]],
    conflicts: dict[str, list[dict[str, Any]]],
) -> dict[str, list[Against]]:
    """What stands against each side of the pairs: of the claims that have one root the nearest to
    it, for one disagreement that seven outlets repeat is one. The proof is the contradiction that
    both sides stand behind."""
    of_two = {i: {one["conflict_id"] for one in own if one["size"] == 2}
              for i, own in conflicts.items()}  # fmt: skip
    found: dict[str, dict[str, Against]] = defaultdict(dict)
    for pair in sorted(
        pairs, key=lambda pair: claims[pair["claim_a"]]["hops"] + claims[pair["claim_b"]]["hops"]
    ):
        a, b = pair["claim_a"], pair["claim_b"]
        proof = min(of_two.get(a, set()) & of_two.get(b, set()), default=None)
        for one, other in ((a, b), (b, a)):
            told = Against(other, pair["verdict"], pair["gap"], pair["because"], proof)
            known = found[one].get(root := claims[other]["root_claim_id"])
            if known is None or (known.verdict, told.verdict) == (POSSIBLE, CONTRADICT):
                found[one][root] = told
    return {
        one: sorted(of_roots.values(), key=lambda told: (told.verdict, -told.gap))
        for one, of_roots in found.items()
    }


def _grouped(rows: list[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found
