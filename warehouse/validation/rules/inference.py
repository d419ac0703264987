"""What must hold of conflicts, of the claims set aside, and of the bounds that are left."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "bounds_in_order",
            "bound",
            "What is left after setting claims aside is consistent: no low above its high.",
            "SELECT measure, population, as_of, evidence_used, low || ' > ' || high AS problem "
            "FROM b WHERE low > high",
        ),
        error(
            "conflicts_have_members",
            "conflict",
            "A conflict lists at least as many claims as it says it has.",
            "SELECT b.conflict_id, count(m.claim_id) || ' of ' || b.size AS problem "
            "FROM b LEFT JOIN conflict_claim AS m ON m.conflict_id = b.conflict_id "
            "GROUP BY b.conflict_id, b.size HAVING count(m.claim_id) < b.size",
            "conflict_claim",
        ),
        error(
            "set_aside_are_roots",
            "set_aside",
            "Only roots are set aside.",
            "SELECT b.component, b.claim_id, b.solution, 'a retelling' AS problem "
            "FROM b JOIN origin AS o ON o.claim_id = b.claim_id WHERE o.hops > 0",
            "origin",
        ),
    )
