"""What must hold of comparisons. That claims contradict one another is no fault."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "sides_comparable",
            "comparison",
            "Both claims speak of one side, which is compared, in one unit, and count something.",
            "SELECT b.claim_a, b.claim_b, concat_ws(', ', "
            "CASE WHEN x.side <> y.side OR NOT s.compared THEN 'side' END, "
            "CASE WHEN x.unit <> y.unit THEN 'unit' END, "
            "CASE WHEN x.kind = 'none' OR y.kind = 'none' THEN 'kind' END"
            ") AS problem FROM b "
            "JOIN claim AS x ON x.claim_id = b.claim_a JOIN claim AS y ON y.claim_id = b.claim_b "
            "JOIN side AS s ON s.id = x.side "
            "WHERE x.side <> y.side OR NOT s.compared OR x.unit <> y.unit "
            "OR x.kind = 'none' OR y.kind = 'none'",
            "claim",
            "side",
        ),
        error(
            "contradictions_have_a_gap",
            "comparison",
            "Where figures contradict or may contradict, and only there, the gap is what they say.",
            "SELECT b.claim_a, b.claim_b, b.verdict || ', gap ' || coalesce(b.gap || '', 'null') "
            "AS problem FROM b "
            "JOIN claim AS x ON x.claim_id = b.claim_a JOIN claim AS y ON y.claim_id = b.claim_b "
            "WHERE CASE WHEN b.verdict IN ('contradict', 'possible') "
            "THEN coalesce(b.gap <= 0 OR b.gap <> x.true_low - y.true_high, TRUE) "
            "ELSE b.gap IS NOT NULL END",
            "claim",
        ),
        error(
            "pairs_stand_once",
            "comparison",
            "A pair of claims stands once, whichever way round.",
            "SELECT least(claim_a, claim_b) AS claim_a, greatest(claim_a, claim_b) AS claim_b, "
            "count(*) || ' rows' AS problem FROM b GROUP BY 1, 2 HAVING count(*) > 1",
        ),
        error(
            "roots_told_rightly",
            "comparison",
            "same_root says whether both claims go back to one root.",
            "SELECT b.claim_a, b.claim_b, 'same_root' AS problem FROM b "
            "JOIN origin AS x ON x.claim_id = b.claim_a JOIN origin AS y ON y.claim_id = b.claim_b "
            "WHERE b.same_root <> (x.root_claim_id = y.root_claim_id)",
            "origin",
        ),
    )
