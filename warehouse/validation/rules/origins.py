"""What must hold of cells and roots: every claim has one of each, and they are the right ones."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "cells_count_their_claims",
            "cell",
            "Each claim has its cell, and each cell says how many claims it has.",
            "SELECT coalesce(b.cell_id, c.cell_id) AS cell_id, "
            "coalesce(b.n_claims, 0) || ' said, ' || coalesce(c.n_claims, 0) || ' found' "
            "AS problem FROM b FULL JOIN "
            "(SELECT cell_id, count(*) AS n_claims FROM claim GROUP BY cell_id) AS c "
            "ON c.cell_id = b.cell_id WHERE b.n_claims IS DISTINCT FROM c.n_claims",
            "claim",
        ),
        error(
            "every_claim_has_a_root",
            "origin",
            "Every claim has a root, and every root is a claim.",
            "SELECT c.claim_id, 'no root' AS problem FROM claim AS c "
            "LEFT JOIN b ON b.claim_id = c.claim_id "
            "LEFT JOIN claim AS r ON r.claim_id = b.root_claim_id WHERE r.claim_id IS NULL",
            "claim",
        ),
        error(
            "root_is_its_own_root",
            "origin",
            "A root repeats nothing, is its own root without a hop, and is asserted by its source.",
            "SELECT b.claim_id, concat_ws(', ', "
            "CASE WHEN r.root_claim_id IS DISTINCT FROM b.root_claim_id THEN 'root retells' END, "
            "CASE WHEN (b.hops = 0) <> (b.claim_id = b.root_claim_id) THEN 'hops' END, "
            "CASE WHEN c.claimant_id IS DISTINCT FROM b.root_source_id THEN 'source' END"
            ") AS problem FROM b "
            "LEFT JOIN b AS r ON r.claim_id = b.root_claim_id "
            "LEFT JOIN claim AS c ON c.claim_id = b.root_claim_id "
            "WHERE r.root_claim_id IS DISTINCT FROM b.root_claim_id "
            "OR (b.hops = 0) <> (b.claim_id = b.root_claim_id) "
            "OR c.claimant_id IS DISTINCT FROM b.root_source_id",
            "claim",
        ),
    )
