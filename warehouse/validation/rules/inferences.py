"""What must hold of conflicts, of what is set aside, and of bounds.

That figures contradict one another is no fault. Two implementations find contradictory pairs, the
SQL of `comparison` and the engine: here they are held against each other.
"""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error, warning


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (*_conflicts(), *_set_aside(), *_bounds())


def _conflicts() -> tuple[Check, ...]:
    return (
        error(
            "size_counts_its_roots",
            "conflict_claim",
            "The size of a conflict is the number of its root claims.",
            "SELECT c.conflict_id, min(b.claim_id) AS claim_id, "
            "c.size || ' said, ' || count(b.claim_id) || ' found' AS problem "
            "FROM conflict AS c LEFT JOIN b "
            "ON b.conflict_id = c.conflict_id AND b.role <> 'retelling' "
            "GROUP BY c.conflict_id, c.size HAVING count(b.claim_id) <> c.size",
            "conflict",
        ),
        error(
            "pairs_are_those_of_comparison",
            "conflict_claim",
            "The pairs of roots that contradict, and no others, are the conflicts of one figure "
            "inside another.",
            "WITH pair AS (SELECT i.claim_id AS one, o.claim_id AS other FROM b AS i "
            "JOIN b AS o ON o.conflict_id = i.conflict_id AND o.role = 'outer' "
            "WHERE i.role = 'inner'), "
            "compared AS (SELECT x.claim_a AS one, x.claim_b AS other FROM comparison AS x "
            "JOIN origin AS r ON r.claim_id = x.claim_a AND r.hops = 0 "
            "JOIN origin AS s ON s.claim_id = x.claim_b AND s.hops = 0 "
            "JOIN claim AS c ON c.claim_id = x.claim_a "
            "JOIN unit AS u ON u.id = c.unit AND (u.inferred OR u.of_countries) "
            "WHERE x.verdict = 'contradict') "
            "SELECT one, other, CASE WHEN count(*) FILTER (found) = 0 THEN 'no conflict' "
            "ELSE 'no comparison' END AS problem "
            "FROM (SELECT *, TRUE AS found FROM pair UNION ALL SELECT *, FALSE FROM compared) "
            "GROUP BY one, other HAVING count(*) FILTER (found) <> count(*) FILTER (NOT found)",
            "comparison", "origin", "claim", "unit",
        ),
        error(
            "members_are_roots_and_their_retellings",
            "conflict_claim",
            "The members are root claims about the side that is compared; beside them stand all "
            "claims that repeat them, and no others.",
            "SELECT coalesce(b.conflict_id, m.conflict_id) AS conflict_id, "
            "coalesce(b.claim_id, m.claim_id) AS claim_id, CASE WHEN m.claim_id IS NULL "
            "THEN 'does not belong' ELSE 'missing' END AS problem "
            "FROM b FULL JOIN (SELECT r.conflict_id, o.claim_id, o.root_claim_id "
            "FROM (SELECT conflict_id, claim_id FROM b WHERE role <> 'retelling') AS r "
            "JOIN origin AS o ON o.root_claim_id = r.claim_id "
            "JOIN claim AS c ON c.claim_id = r.claim_id "
            "JOIN side AS s ON s.id = c.side AND s.compared) AS m "
            "ON m.conflict_id = b.conflict_id AND m.claim_id = b.claim_id "
            "AND m.root_claim_id = b.root_claim_id "
            "WHERE b.claim_id IS NULL OR m.claim_id IS NULL",
            "origin", "claim", "side",
        ),
    )  # fmt: skip


def _set_aside() -> tuple[Check, ...]:
    return (
        error(
            "takes_a_claim_from_every_conflict",
            "set_aside",
            "Every least set of its component takes a root claim away from each conflict.",
            "SELECT 'of any' AS component, 'of any' AS solution, c.conflict_id, 'stays whole' "
            "AS problem FROM conflict AS c "
            "WHERE c.conflict_id NOT IN (SELECT h.conflict_id FROM ("
            "SELECT m.conflict_id, b.component, count(DISTINCT b.solution) AS n "
            "FROM conflict_claim AS m JOIN b ON b.claim_id = m.claim_id "
            "WHERE m.role <> 'retelling' GROUP BY m.conflict_id, b.component) AS h "
            "JOIN component AS k ON k.component = h.component AND k.n_solutions = h.n)",
            "conflict", "conflict_claim", "component",
        ),
        error(
            "solutions_are_numbered_and_of_one_size",
            "set_aside",
            "The least sets of a component are numbered from 1 and are all of its size.",
            "SELECT k.component, max(s.solution) AS solution, NULL AS claim_id, 'solutions' "
            "AS problem FROM component AS k LEFT JOIN ("
            "SELECT component, solution, count(*) AS n FROM b GROUP BY component, solution"
            ") AS s ON s.component = k.component GROUP BY k.component, k.n_solutions, k.size "
            "HAVING count(s.solution) <> k.n_solutions OR max(s.solution) <> k.n_solutions "
            "OR min(s.n) <> k.size OR max(s.n) <> k.size",
            "component",
        ),
        error(
            "only_roots_are_set_aside",
            "set_aside",
            "What is set aside is a root claim, under the measure that it counts.",
            "SELECT b.component, b.solution, b.claim_id, concat_ws(', ', "
            "CASE WHEN o.hops <> 0 THEN 'retells' END, "
            "CASE WHEN c.measure <> b.measure THEN 'measure' END) AS problem FROM b "
            "JOIN origin AS o ON o.claim_id = b.claim_id "
            "JOIN claim AS c ON c.claim_id = b.claim_id "
            "WHERE o.hops <> 0 OR c.measure <> b.measure",
            "origin", "claim",
        ),
    )  # fmt: skip


BOUND = "measure, population, as_of, evidence_used"


def _bounds() -> tuple[Check, ...]:
    return (
        error(
            "sides_have_their_claims",
            "bound_claim",
            "A side that is not vacuous rests on claims, and a vacuous one on none.",
            "WITH side AS ("
            f"SELECT {BOUND}, 'low' AS side FROM bound WHERE low_method <> 'vacuous' UNION ALL "
            f"SELECT {BOUND}, 'high' AS side FROM bound WHERE high_method <> 'vacuous'), "
            f"rested AS (SELECT DISTINCT {BOUND}, side FROM b) "
            f"SELECT {BOUND}, side, s || ', ' || r AS problem FROM ("
            f"SELECT {BOUND}, side, count(*) FILTER (told) || ' told' AS s, "
            "count(*) FILTER (NOT told) || ' rested' AS r "
            "FROM (SELECT *, TRUE AS told FROM side UNION ALL SELECT *, FALSE FROM rested) "
            f"GROUP BY {BOUND}, side HAVING count(*) <> 2)",
            "bound",
        ),
        error(
            "rests_on_roots_that_stay",
            "bound_claim",
            "A bound rests on root claims that no least set holds; one of counted people on "
            "floors alone.",
            f"SELECT {', '.join(f'b.{c}' for c in BOUND.split(', '))}, b.side, b.claim_id, "
            "k.problem FROM b JOIN ("
            "SELECT claim_id, 'counted' AS evidence_used, 'no floor' AS problem "
            "FROM claim WHERE NOT floor UNION ALL "
            "SELECT s.claim_id, e.evidence_used, s.problem FROM ("
            "SELECT DISTINCT claim_id, 'set aside' AS problem FROM set_aside UNION ALL "
            "SELECT claim_id, 'a retelling' AS problem FROM origin WHERE hops <> 0) AS s, "
            "(VALUES ('all'), ('counted')) AS e (evidence_used)) AS k "
            "ON k.claim_id = b.claim_id AND k.evidence_used = b.evidence_used",
            "claim", "set_aside", "origin",
        ),
        warning(
            "cumulative_bounds_never_fall",
            "bound",
            "What was counted by one day was counted by every later one: no side falls.",
            f"SELECT {BOUND}, problem FROM (SELECT {BOUND}, concat_ws(', ', "
            "CASE WHEN b.low < lag(b.low) OVER earlier THEN 'low' END, "
            "CASE WHEN coalesce(b.high < lag(b.high) OVER earlier, "
            "b.high IS NOT NULL AND lag(b.low) OVER earlier IS NOT NULL "
            "AND lag(b.high) OVER earlier IS NULL) THEN 'high' END) AS problem "
            "FROM b JOIN measure AS m ON m.id = b.measure AND m.kind = 'cumulative' "
            "WINDOW earlier AS (PARTITION BY b.measure, b.population, b.evidence_used "
            "ORDER BY b.as_of)) WHERE problem <> ''",
            "measure",
        ),
    )  # fmt: skip
