"""What must hold of the witness behind a root, of its marks, and of what counts or shows them.

Roots themselves are checked in origins.py.
"""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error, warning


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (*_witnesses(), *_marks(), *_counted())


def _witnesses() -> tuple[Check, ...]:
    return (
        error(
            "witness_is_a_root",
            "origin",
            "A witness is a root, and its source is the one that asserts it.",
            "SELECT b.claim_id, concat_ws(', ', "
            "CASE WHEN w.root_claim_id IS DISTINCT FROM b.witness_claim_id THEN 'no root' END, "
            "CASE WHEN w.root_source_id IS DISTINCT FROM b.witness_source_id THEN 'source' END"
            ") AS problem FROM b LEFT JOIN b AS w ON w.claim_id = b.witness_claim_id "
            "WHERE w.root_claim_id IS DISTINCT FROM b.witness_claim_id "
            "OR w.root_source_id IS DISTINCT FROM b.witness_source_id",
        ),
        error(
            "witness_is_that_of_the_whole",
            "origin",
            "A retelling has the witness of its root, a part that of its whole, and any other root "
            "is its own.",
            "SELECT b.claim_id, 'witness' AS problem FROM b "
            "JOIN claim AS c ON c.claim_id = b.claim_id "
            "LEFT JOIN b AS w ON w.claim_id = "
            "CASE WHEN b.hops = 0 THEN c.part_of ELSE b.root_claim_id END "
            "WHERE b.witness_claim_id IS DISTINCT FROM coalesce(w.witness_claim_id, b.claim_id)",
            "claim",
        ),
    )


def _marks() -> tuple[Check, ...]:
    return (
        error(
            "marked_as_its_root_is",
            "origin",
            "The original is held where the claimant of the root publishes its document, and the "
            "party is that of the root source.",
            "SELECT b.claim_id, concat_ws(', ', "
            "CASE WHEN b.original_held IS DISTINCT FROM (c.claimant_id = c.publisher_id) "
            "THEN 'original' END, "
            "CASE WHEN b.party IS DISTINCT FROM s.party THEN 'party' END) AS problem FROM b "
            "LEFT JOIN claim AS c ON c.claim_id = b.root_claim_id "
            "LEFT JOIN source AS s ON s.source_id = b.root_source_id "
            "WHERE b.original_held IS DISTINCT FROM (c.claimant_id = c.publisher_id) "
            "OR b.party IS DISTINCT FROM s.party",
            "claim", "source",
        ),
        error(
            "parties_are_those_of_the_claims_shown",
            "comparison_by_country",
            "Least and most have the party of the claim that states them.",
            "SELECT b.population, b.measure, concat_ws(', ', "
            "CASE WHEN b.lowest_party IS DISTINCT FROM l.party THEN 'lowest' END, "
            "CASE WHEN b.highest_party IS DISTINCT FROM h.party THEN 'highest' END) AS problem "
            "FROM b LEFT JOIN origin AS l ON l.claim_id = b.lowest_claim_id "
            "LEFT JOIN origin AS h ON h.claim_id = b.highest_claim_id "
            "WHERE b.lowest_party IS DISTINCT FROM l.party "
            "OR b.highest_party IS DISTINCT FROM h.party",
            "origin",
        ),
        error(
            "marked_as_its_origin_is",
            "comparison_total",
            "Root, party, and whether the original is held, are those of origin.",
            "SELECT b.claim_id, 'origin' AS problem FROM b "
            "LEFT JOIN origin AS o ON o.claim_id = b.claim_id "
            "WHERE (b.root_claim_id, b.party, b.original_held) "
            "IS DISTINCT FROM (o.root_claim_id, o.party, o.original_held)",
            "origin",
        ),
        warning(
            "party_is_a_side",
            "source",
            "A source is a party on one of the sides of the vocabulary, or none.",
            "SELECT b.source_id, 'party ' || b.party AS problem FROM b "
            "WHERE b.party <> 'none' AND b.party NOT IN (SELECT s.id FROM side AS s)",
            "side",
        ),
    )  # fmt: skip


def _counted() -> tuple[Check, ...]:
    # Checked where the sets stand, which refer to components: the other way round is a circle.
    return (
        error(
            "components_count_their_claims",
            "set_aside",
            "A component has the roots of its conflicts, and the claims that carry them.",
            "SELECT k.component, NULL AS solution, NULL AS claim_id, "
            "k.n_claims || ' and ' || k.n_roots || ' said, ' "
            "|| coalesce(f.n_claims, 0) || ' and ' || coalesce(f.n_roots, 0) || ' found' "
            "AS problem FROM component AS k LEFT JOIN (SELECT b.component, "
            "count(DISTINCT o.claim_id) AS n_claims, count(DISTINCT m.root_claim_id) AS n_roots "
            "FROM b JOIN conflict_claim AS own ON own.claim_id = b.claim_id "
            "JOIN conflict_claim AS m ON m.conflict_id = own.conflict_id "
            "JOIN origin AS o ON o.root_claim_id = m.root_claim_id GROUP BY b.component) AS f "
            "ON f.component = k.component WHERE k.n_claims IS DISTINCT FROM f.n_claims "
            "OR k.n_roots IS DISTINCT FROM f.n_roots",
            "component", "conflict_claim", "origin",
        ),
    )  # fmt: skip
