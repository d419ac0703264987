"""What must hold of suspected repeats: they suspect what is not known already, in an order that can
be. Whether they are right is for a person to say."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error

KEY = "b.claim_id, b.from_claim_id, b.kind"
CLAIMS = (
    "FROM b JOIN claim AS x ON x.claim_id = b.claim_id "
    "JOIN claim AS y ON y.claim_id = b.from_claim_id "
    "LEFT JOIN claim AS z ON z.claim_id = b.also_claim_id "
)


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "suspected_are_not_linked",
            "suspected_repeat",
            "No pair is suspected that is linked, has one root, or is a part and its whole; what "
            "seems to repeat has no link yet, and what seems to be a part is part of nothing.",
            f"SELECT {KEY}, 'known already' AS problem {CLAIMS}"
            "JOIN origin AS r ON r.claim_id = x.claim_id "
            "JOIN origin AS s ON s.claim_id = y.claim_id "
            "LEFT JOIN origin AS t ON t.claim_id = z.claim_id "
            "WHERE r.root_claim_id IN (s.root_claim_id, coalesce(t.root_claim_id, '')) "
            "OR x.claim_id IN (y.part_of, coalesce(z.part_of, '')) "
            "OR CASE WHEN b.kind = 'sum' THEN y.part_of IS NOT NULL OR z.part_of IS NOT NULL "
            "ELSE x.derives_from IS NOT NULL OR x.part_of IS NOT NULL END",
            "claim",
            "origin",
        ),
        error(
            "suspected_order_can_be",
            "suspected_repeat",
            "What is suspected to be the source was not certainly published later.",
            f"SELECT {KEY}, 'published later' AS problem {CLAIMS}"
            "WHERE y.published_first > x.published_last OR z.published_first > x.published_last",
            "claim",
        ),
        error(
            "suspected_go_in_no_circle",
            "suspected_repeat",
            "If every suspicion were right, no claim would go back to itself.",
            "WITH RECURSIVE led AS (SELECT r.root_claim_id AS start, s.root_claim_id AS reached "
            "FROM b JOIN origin AS r ON r.claim_id = b.claim_id "
            "JOIN origin AS s ON s.claim_id = b.from_claim_id WHERE b.kind <> 'sum'), "
            "walked AS (FROM led UNION SELECT w.start, l.reached FROM walked AS w "
            "JOIN led AS l ON l.start = w.reached) "
            f"SELECT {KEY}, 'a circle' AS problem FROM b "
            "JOIN origin AS r ON r.claim_id = b.claim_id "
            "JOIN walked AS w ON w.start = r.root_claim_id AND w.reached = w.start "
            "WHERE b.kind <> 'sum'",
            "origin",
        ),
    )
