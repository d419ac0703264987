"""What must hold of drift and of the descriptions of sources: both are recounts of other tables."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error

# The columns of drift_by_source that share its changes out among themselves.
SHARED_OUT = (
    "value_raised + value_lowered + value_changed + qualifier_dropped + qualifier_weakened "
    "+ qualifier_added + qualifier_strengthened + qualifier_changed + bound_lost + bound_added "
    "+ hedge_dropped + hedge_added + unit_changed + scope_widened + scope_narrowed + scope_changed "
    "+ date_moved + evidence_dropped + evidence_weakened + evidence_strengthened "
    "+ evidence_changed + attribution_dropped + attribution_changed"
)


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "drift_is_along_a_hop",
            "drift",
            "What changed stands between a claim and the one that it repeats.",
            "SELECT b.claim_id, b.dimension, b.from_claim_id || ' is not repeated' AS problem "
            "FROM b LEFT JOIN claim AS c ON c.claim_id = b.claim_id "
            "WHERE c.derives_from IS DISTINCT FROM b.from_claim_id",
            "claim",
        ),
        error(
            "revisions_are_of_roots_on_one_cell",
            "revision",
            "A figure and the one it replaces are roots of one source on one cell, and differ.",
            "SELECT b.claim_id, b.from_claim_id AS problem FROM b "
            "JOIN claim AS x ON x.claim_id = b.claim_id "
            "JOIN claim AS y ON y.claim_id = b.from_claim_id "
            "WHERE x.cell_id <> y.cell_id OR x.claimant_id <> b.source_id "
            "OR y.claimant_id <> b.source_id OR x.derives_from IS NOT NULL "
            "OR y.derives_from IS NOT NULL OR (x.low = y.low "
            "AND x.high IS NOT DISTINCT FROM y.high AND x.point IS NOT DISTINCT FROM y.point)",
            "claim",
        ),
        error(
            "changes_add_up",
            "drift_by_source",
            "Every retelling and every change is counted once, with the source that printed it.",
            "SELECT coalesce(b.source_id, d.source_id) AS source_id, "
            "coalesce(b.n_drifts, 0) || ' said, ' || coalesce(d.n, 0) || ' found' AS problem "
            "FROM b FULL JOIN (SELECT c.publisher_id AS source_id, count(x.claim_id) AS n, "
            "count(DISTINCT c.claim_id) AS hops, "
            "count(DISTINCT c.claim_id) - count(DISTINCT x.claim_id) AS faithful FROM claim AS c "
            "LEFT JOIN drift AS x ON x.claim_id = c.claim_id WHERE c.derives_from IS NOT NULL "
            "GROUP BY c.publisher_id) AS d ON d.source_id = b.source_id "
            "WHERE b.n_drifts IS DISTINCT FROM d.n OR b.n_hops IS DISTINCT FROM d.hops "
            f"OR b.n_faithful IS DISTINCT FROM d.faithful OR b.n_drifts <> {SHARED_OUT}",
            "claim",
            "drift",
        ),
        error(
            "figures_are_counted_once",
            "scorecard",
            "Every claim is counted once with its claimant and once with its publisher, and every "
            "root and retelling too.",
            "SELECT 'all' AS source_id, concat_ws(', ', "
            "CASE WHEN s.claims <> c.claims THEN 'claims' END, "
            "CASE WHEN s.published <> c.claims THEN 'published' END, "
            "CASE WHEN s.roots <> c.roots THEN 'roots' END, "
            "CASE WHEN s.relays <> c.claims - c.roots THEN 'relays' END) AS problem "
            "FROM (SELECT coalesce(sum(n_claims), 0) AS claims, "
            "coalesce(sum(n_published), 0) AS published, coalesce(sum(n_roots), 0) AS roots, "
            "coalesce(sum(n_relays), 0) AS relays FROM b) AS s, "
            "(SELECT count(*) AS claims, count(*) FILTER (hops = 0) AS roots FROM origin) AS c "
            "WHERE problem <> ''",
            "origin",
        ),
        error(
            "sources_are_recounted",
            "scorecard",
            "What a source's retellings changed, the figures that it revised and the conflicts of "
            "its roots are those of the other tables.",
            "SELECT b.source_id, concat_ws(', ', "
            "CASE WHEN b.n_drifts <> coalesce(d.n_drifts, 0) THEN 'drifts' END, "
            "CASE WHEN b.n_revisions <> coalesce(v.n, 0) THEN 'revisions' END, "
            "CASE WHEN b.n_conflicts <> coalesce(k.n, 0) THEN 'conflicts' END) AS problem FROM b "
            "LEFT JOIN drift_by_source AS d ON d.source_id = b.source_id "
            "LEFT JOIN (SELECT source_id, count(*) AS n FROM revision GROUP BY source_id) AS v "
            "ON v.source_id = b.source_id "
            "LEFT JOIN (SELECT o.root_source_id, count(DISTINCT m.conflict_id) AS n "
            "FROM conflict_claim AS m JOIN origin AS o ON o.claim_id = m.root_claim_id "
            "GROUP BY o.root_source_id) AS k ON k.root_source_id = b.source_id "
            "WHERE problem <> ''",
            "drift_by_source",
            "revision",
            "conflict_claim",
            "origin",
        ),
    )
