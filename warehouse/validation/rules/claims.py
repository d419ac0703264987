"""What must hold of a claim: its reading, what may be inferred from it, what it refers to."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "reading_in_order",
            "claim",
            "The least number that the words allow is not above the greatest.",
            "SELECT claim_id, low || ' > ' || high AS problem FROM b WHERE low > high",
        ),
        error(
            "point_near_reading",
            "claim",
            "The number printed lies in the reading or one step outside (more than N).",
            "SELECT claim_id, "
            "point || ' printed, ' || low || ' to ' || coalesce(high || '', 'any') AS problem "
            "FROM b WHERE point < low - 1 OR point > high + 1",
        ),
        error(
            "true_bounds_inside_reading",
            "claim",
            "What may be inferred is no sharper than the words; a floor says nothing above.",
            "SELECT claim_id, concat_ws(', ', "
            "CASE WHEN true_low NOT IN (0, low) THEN 'true_low' END, "
            "CASE WHEN true_high IS NOT NULL AND true_high IS DISTINCT FROM high "
            "THEN 'true_high' END, "
            "CASE WHEN floor AND true_high IS NOT NULL THEN 'floor' END"
            ") AS problem FROM b "
            "WHERE true_low NOT IN (0, low) "
            "OR (true_high IS NOT NULL AND true_high IS DISTINCT FROM high) "
            "OR (floor AND true_high IS NOT NULL)",
        ),
        error(
            "retold_claims_exist",
            "claim",
            "The claims that derives_from and part_of name exist, and are other claims.",
            "SELECT claim_id, problem FROM (SELECT b.claim_id, concat_ws(', ', "
            "CASE WHEN b.derives_from = b.claim_id OR b.derives_from NOT IN "
            "(SELECT c.claim_id FROM claim AS c) THEN 'derives_from' END, "
            "CASE WHEN b.part_of = b.claim_id OR b.part_of NOT IN "
            "(SELECT c.claim_id FROM claim AS c) THEN 'part_of' END"
            ") AS problem FROM b "
            "WHERE b.derives_from IS NOT NULL OR b.part_of IS NOT NULL) WHERE problem <> ''",
        ),
        error(
            "countries_known",
            "claim",
            "The countries that a claim leaves out are countries of the table population.",
            "SELECT claim_id, string_agg(code, ', ' ORDER BY code) AS problem FROM ("
            "SELECT claim_id, unnest(string_split(excluding, ',')) AS code FROM b "
            "WHERE excluding <> '') WHERE code NOT IN "
            "(SELECT p.id FROM population AS p WHERE p.kind = 'country') GROUP BY claim_id",
            "population",
        ),
    )
