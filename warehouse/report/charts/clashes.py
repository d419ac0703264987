"""What contradicts what, as pictures draw it: one pair of figures for the two roots behind them.

How a contradiction is proved stands on its own page.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.answers.retold import proofs
from warehouse.report.material import Material


@dataclass(frozen=True)
class Clash:
    """Two figures that cannot both be true, or (`certain` false) under some reading of their dates:
    the one inside and the one around it. One pair stands for all retellings of its two roots.

    `gap` is None where the two contradict only together with others. `conflict_id` is the
    contradiction of their roots, where they are one."""

    inner: str
    outer: str
    certain: bool
    gap: int | None
    conflict_id: str | None


CLASHES = """
SELECT
    x.claim_a AS inner_id, x.claim_b AS outer_id, x.verdict = 'contradict' AS certain, x.gap,
    a.root_claim_id AS root_a, b.root_claim_id AS root_b
FROM comparison AS x
JOIN origin AS a ON a.claim_id = x.claim_a
JOIN origin AS b ON b.claim_id = x.claim_b
WHERE x.verdict IN ('contradict', 'possible')
QUALIFY row_number() OVER (
    PARTITION BY
        least(a.root_claim_id, b.root_claim_id), greatest(a.root_claim_id, b.root_claim_id)
    ORDER BY x.verdict, a.hops + b.hops, x.gap DESC, x.claim_a, x.claim_b
) = 1
ORDER BY x.verdict, x.gap DESC, x.claim_a, x.claim_b
"""
LARGER = """
SELECT c.conflict_id, p.claim_id AS inner_id, w.claim_id AS outer_id
FROM conflict AS c
JOIN conflict_claim AS w ON w.conflict_id = c.conflict_id AND w.role IN ('whole', 'outer')
JOIN conflict_claim AS p ON p.conflict_id = c.conflict_id AND p.role IN ('part', 'inner')
WHERE c.size > 2
ORDER BY c.conflict_id, p.claim_id
"""


def clashes(material: Material) -> list[Clash]:
    """The contradictions of a warehouse, certain ones first, then those of more than two."""
    known = proofs(material.connection)
    pairs = [
        Clash(
            row["inner_id"], row["outer_id"], row["certain"], row["gap"],
            known.get(frozenset((row["root_a"], row["root_b"]))),
        )
        for row in material.rows(CLASHES)
    ]  # fmt: skip
    larger = [
        Clash(row["inner_id"], row["outer_id"], True, None, row["conflict_id"])
        for row in material.rows(LARGER)
    ]
    return pairs + larger
