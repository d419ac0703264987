"""What stands against each claim: of the claims that have one root the nearest to it, for one
disagreement that seven outlets repeat is one.

How pairs are drawn stands in charts/clashes.py, how a contradiction is proved in warehouse/answers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from warehouse.answers.retold import proofs
from warehouse.report.material import Material

CONTRADICT = "contradict"  # a verdict of comparison
PAIRS = """
SELECT x.claim_a, x.claim_b, x.verdict, x.gap, x.because
FROM comparison AS x
JOIN origin AS a ON a.claim_id = x.claim_a
JOIN origin AS b ON b.claim_id = x.claim_b
WHERE x.verdict IN ('contradict', 'possible')
ORDER BY x.verdict, a.hops + b.hops, x.gap DESC, x.claim_a, x.claim_b
"""


@dataclass(frozen=True)
class Against:
    """A claim that cannot, or (`certain` false) by some reading of the dates could not, be true
    beside another: by how much the one exceeds the other (None: the two contradict only together
    with further ones), and why they are held against one another. `proof` is the contradiction of
    their roots, where that is one."""

    other: str
    certain: bool
    gap: int | None
    because: str
    proof: str | None


def against(material: Material) -> dict[str, list[Against]]:
    """What stands against each claim, by its id: what is certain first, the largest gap first."""
    proof_of = proofs(material.connection)
    root = {i: claim["root_claim_id"] for i, claim in material.claims.items()}
    found: dict[str, dict[str, Against]] = defaultdict(dict)
    for pair in material.rows(PAIRS):
        a, b, certain = pair["claim_a"], pair["claim_b"], pair["verdict"] == CONTRADICT
        proof = proof_of.get(frozenset((root[a], root[b])))
        for one, other in ((a, b), (b, a)):
            told = Against(other, certain, pair["gap"], pair["because"], proof)
            found[one].setdefault(root[other], told)
    return {
        one: sorted(of_roots.values(), key=lambda told: (not told.certain, -(told.gap or 0)))
        for one, of_roots in found.items()
    }
