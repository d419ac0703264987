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
            "conflict",
            "The size of a conflict is the number of its root claims.",
            "SELECT b.conflict_id, b.size || ' said, ' || count(m.claim_id) || ' found' AS problem "
            "FROM b LEFT JOIN conflict_claim AS m "
            "ON m.conflict_id = b.conflict_id AND m.role <> 'retelling' "
            "GROUP BY b.conflict_id, b.size HAVING count(m.claim_id) <> b.size",
            "conflict_claim",
        ),
        error(
            "pairs_are_those_of_comparison",
            "conflict",
            "The pairs of roots that contradict, and no others, are the conflicts of one figure "
            "inside another.",
            "WITH pair AS (SELECT b.conflict_id, i.claim_id AS one, o.claim_id AS other FROM b "
            "JOIN conflict_claim AS i ON i.conflict_id = b.conflict_id AND i.role = 'inner' "
            "JOIN conflict_claim AS o ON o.conflict_id = b.conflict_id AND o.role = 'outer'), "
            "compared AS (SELECT x.claim_a, x.claim_b FROM comparison AS x "
            "JOIN origin AS r ON r.claim_id = x.claim_a AND r.hops = 0 "
            "JOIN origin AS s ON s.claim_id = x.claim_b AND s.hops = 0 "
            "JOIN claim AS c ON c.claim_id = x.claim_a AND c.unit IN ('persons', 'countries') "
            "WHERE x.verdict = 'contradict') "
            "SELECT coalesce(p.conflict_id, x.claim_a || ' and ' || x.claim_b) AS conflict_id, "
            "CASE WHEN p.one IS NULL THEN 'no conflict' ELSE 'no comparison' END AS problem "
            "FROM pair AS p FULL JOIN compared AS x ON x.claim_a = p.one AND x.claim_b = p.other "
            "WHERE p.one IS NULL OR x.claim_a IS NULL",
            "conflict_claim", "comparison", "origin", "claim",
        ),
        error(
            "members_are_roots_and_their_retellings",
            "conflict_claim",
            "The members are root claims of people who fight for Russia; beside them stand all "
            "claims that repeat them, and no others.",
            "SELECT coalesce(b.conflict_id, m.conflict_id) AS conflict_id, "
            "coalesce(b.claim_id, m.claim_id) AS claim_id, CASE WHEN m.claim_id IS NULL "
            "THEN 'does not belong' ELSE 'missing' END AS problem "
            "FROM b FULL JOIN (SELECT r.conflict_id, o.claim_id, o.root_claim_id "
            "FROM (SELECT conflict_id, claim_id FROM b WHERE role <> 'retelling') AS r "
            "JOIN origin AS o ON o.root_claim_id = r.claim_id "
            "JOIN claim AS c ON c.claim_id = r.claim_id AND c.side = 'russia') AS m "
            "ON m.conflict_id = b.conflict_id AND m.claim_id = b.claim_id "
            "AND m.root_claim_id = b.root_claim_id "
            "WHERE b.claim_id IS NULL OR m.claim_id IS NULL",
            "origin", "claim",
        ),
    )  # fmt: skip


def _set_aside() -> tuple[Check, ...]:
    return (
        error(
            "loses_a_claim_in_every_least_set",
            "conflict",
            "Every least set of its component takes a root claim away from each conflict.",
            "SELECT b.conflict_id, 'stays whole' AS problem FROM b "
            "WHERE b.conflict_id NOT IN (SELECT h.conflict_id FROM ("
            "SELECT m.conflict_id, s.component, count(DISTINCT s.solution) AS n "
            "FROM conflict_claim AS m JOIN set_aside AS s ON s.claim_id = m.claim_id "
            "WHERE m.role <> 'retelling' GROUP BY m.conflict_id, s.component) AS h "
            "JOIN component AS k ON k.component = h.component AND k.n_solutions = h.n)",
            "conflict_claim", "set_aside", "component",
        ),
        error(
            "solutions_are_numbered_and_of_one_size",
            "component",
            "Its least sets are numbered from 1 and are all of its size.",
            "SELECT b.component, 'solutions' AS problem FROM b LEFT JOIN ("
            "SELECT component, solution, count(*) AS n FROM set_aside GROUP BY component, solution"
            ") AS s ON s.component = b.component GROUP BY b.component, b.n_solutions, b.size "
            "HAVING count(s.solution) <> b.n_solutions OR max(s.solution) <> b.n_solutions "
            "OR min(s.n) <> b.size OR max(s.n) <> b.size",
            "set_aside",
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
            "bound",
            "A side that is not vacuous rests on claims, and a vacuous one on none.",
            "WITH side AS ("
            f"SELECT {BOUND}, 'low' AS side FROM b WHERE low_method <> 'vacuous' UNION ALL "
            f"SELECT {BOUND}, 'high' AS side FROM b WHERE high_method <> 'vacuous'), "
            f"rested AS (SELECT DISTINCT {BOUND}, side FROM bound_claim) "
            f"SELECT {BOUND}, s || ', ' || r AS problem FROM ("
            f"SELECT {BOUND}, side, count(*) FILTER (told) || ' told' AS s, "
            "count(*) FILTER (NOT told) || ' rested' AS r "
            "FROM (SELECT *, TRUE AS told FROM side UNION ALL SELECT *, FALSE FROM rested) "
            f"GROUP BY {BOUND}, side HAVING count(*) <> 2)",
            "bound_claim",
        ),
        error(
            "rests_on_roots_that_stay",
            "bound_claim",
            "A bound rests on root claims that no least set holds; one of counted people on "
            "floors alone.",
            f"SELECT {', '.join(f'b.{c}' for c in BOUND.split(', '))}, b.side, b.claim_id, "
            "k.problem FROM b JOIN ("
            "SELECT c.claim_id, 'counted' AS evidence_used, 'no floor' AS problem FROM claim AS c "
            "WHERE c.evidence NOT IN ('named', 'identified', 'documented', 'confirmed') UNION ALL "
            "SELECT s.claim_id, 'all' AS evidence_used, 'set aside' AS problem "
            "FROM (SELECT DISTINCT claim_id FROM set_aside) AS s UNION ALL "
            "SELECT o.claim_id, e.evidence_used, 'a retelling' AS problem FROM origin AS o, "
            "(VALUES ('all'), ('counted')) AS e (evidence_used) WHERE o.hops <> 0) AS k "
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
