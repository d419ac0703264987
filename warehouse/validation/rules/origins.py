"""What must hold of cells and roots: every claim has one of each, and they are the right ones.

What counts or marks roots elsewhere is checked in witnesses.py.
"""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "cells_count_their_claims",
            "cell",
            "Each claim has its cell, and each cell says how many claims it has, of how many roots "
            "and sources behind them.",
            "SELECT coalesce(b.cell_id, c.cell_id) AS cell_id, "
            "concat_ws(' and ', b.n_claims, b.n_roots, b.n_witnesses) || ' said, ' "
            "|| concat_ws(' and ', c.n_claims, c.n_roots, c.n_witnesses) || ' found' AS problem "
            "FROM b FULL JOIN (SELECT x.cell_id, count(*) AS n_claims, "
            "count(DISTINCT o.root_claim_id) AS n_roots, "
            "count(DISTINCT o.witness_source_id) AS n_witnesses "
            "FROM claim AS x LEFT JOIN origin AS o ON o.claim_id = x.claim_id GROUP BY x.cell_id"
            ") AS c ON c.cell_id = b.cell_id WHERE b.n_claims IS DISTINCT FROM c.n_claims "
            "OR b.n_roots IS DISTINCT FROM c.n_roots "
            "OR b.n_witnesses IS DISTINCT FROM c.n_witnesses",
            "claim", "origin",
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
        error(
            "one_hop_behind_what_it_retells",
            "origin",
            "A retelling has the root of what it retells, and one hop more.",
            "SELECT b.claim_id, concat_ws(', ', "
            "CASE WHEN b.root_claim_id IS DISTINCT FROM f.root_claim_id THEN 'root' END, "
            "CASE WHEN b.hops IS DISTINCT FROM f.hops + 1 THEN 'hops' END) AS problem "
            "FROM b JOIN claim AS c ON c.claim_id = b.claim_id "
            "JOIN b AS f ON f.claim_id = c.derives_from "
            "WHERE b.root_claim_id IS DISTINCT FROM f.root_claim_id "
            "OR b.hops IS DISTINCT FROM f.hops + 1",
            "claim",
        ),
    )  # fmt: skip
