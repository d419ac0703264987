"""What must hold of the answers of rules, and of what they rest on.

That rules answer differently is no fault: it is what the tables are for.
"""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error

# The one rule whose members may stand on any cell. Others may use the parts of a member beside it,
# wherever these stand; every other member stands on the cell itself.
ELSEWHERE = "joint_bounds"


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "every_rule_answers_on_every_cell",
            "reconciled",
            "Each rule has its row on each cell that is compared, and there is no other row.",
            "SELECT coalesce(b.cell_id, x.cell_id) AS cell_id, coalesce(b.rule, x.rule) AS rule, "
            "CASE WHEN b.cell_id IS NULL THEN 'missing' ELSE 'does not belong' END AS problem "
            "FROM b FULL JOIN (SELECT c.cell_id, r.rule FROM cell AS c "
            "JOIN side AS s ON s.id = c.side AND s.compared "
            "JOIN unit AS u ON u.id = c.unit AND u.is_count CROSS JOIN rule AS r "
            "WHERE c.kind <> 'none') AS x "
            "ON x.cell_id = b.cell_id AND x.rule = b.rule "
            "WHERE b.cell_id IS NULL OR x.cell_id IS NULL",
            "cell", "side", "unit", "rule",
        ),
        error(
            "counts_are_those_of_their_claims",
            "reconciled",
            "An answer says how many claims and roots it rests on, and how many it leaves out.",
            "SELECT b.cell_id, b.rule, 'counts' AS problem FROM b LEFT JOIN ("
            "SELECT cell_id, rule, count(*) FILTER (role <> 'left_out') AS n_claims, "
            "count(*) FILTER (role = 'member') AS n_roots, "
            "count(*) FILTER (role = 'left_out') AS n_left_out "
            "FROM reconciled_claim GROUP BY cell_id, rule) AS k "
            "ON k.cell_id = b.cell_id AND k.rule = b.rule "
            "WHERE (b.n_claims, b.n_roots, b.n_left_out) IS DISTINCT FROM "
            "(coalesce(k.n_claims, 0), coalesce(k.n_roots, 0), coalesce(k.n_left_out, 0))",
            "reconciled_claim",
        ),
        error(
            "answers_rest_on_roots",
            "reconciled_claim",
            "A member is a root; what only repeats is none.",
            "SELECT b.cell_id, b.rule, b.claim_id, b.role AS problem FROM b "
            "JOIN origin AS o ON o.claim_id = b.claim_id "
            "WHERE (b.role = 'member' AND o.hops > 0) OR (b.role = 'retelling' AND o.hops = 0)",
            "origin",
        ),
        error(
            "rules_merge_no_cells",
            "reconciled",
            "Each claim on a cell has its role there under each rule; a claim of another cell has "
            "one only as a part of a member, or under joint_bounds.",
            "SELECT coalesce(k.cell_id, x.cell_id) AS cell_id, coalesce(k.rule, x.rule) AS rule, "
            "coalesce(k.claim_id, x.claim_id) AS claim_id, "
            "CASE WHEN k.cell_id IS NULL THEN 'missing' ELSE 'of another cell' END AS problem "
            "FROM reconciled_claim AS k FULL JOIN (SELECT b.cell_id, b.rule, c.claim_id FROM b "
            "JOIN claim AS c ON c.cell_id = b.cell_id) AS x "
            "ON x.cell_id = k.cell_id AND x.rule = k.rule AND x.claim_id = k.claim_id "
            "LEFT JOIN claim AS p ON p.claim_id = k.claim_id "
            "LEFT JOIN origin AS o ON o.claim_id = p.part_of "
            "LEFT JOIN reconciled_claim AS w ON w.cell_id = k.cell_id AND w.rule = k.rule "
            "AND w.claim_id = o.root_claim_id AND w.role = 'member' "
            "WHERE k.cell_id IS NULL "
            f"OR (x.cell_id IS NULL AND w.cell_id IS NULL AND k.rule <> '{ELSEWHERE}')",
            "reconciled_claim", "claim", "origin",
        ),
        error(
            "sensitivity_has_every_cell_with_an_answer",
            "sensitivity",
            "A cell stands here if and only if some rule concludes a number of it.",
            "SELECT coalesce(b.cell_id, r.cell_id) AS cell_id, "
            "CASE WHEN b.cell_id IS NULL THEN 'missing' ELSE 'no answer' END AS problem "
            "FROM b FULL JOIN (SELECT DISTINCT cell_id FROM reconciled "
            "WHERE coalesce(low, best, high) IS NOT NULL) AS r ON r.cell_id = b.cell_id "
            "WHERE b.cell_id IS NULL OR r.cell_id IS NULL",
            "reconciled",
        ),
    )  # fmt: skip
