"""What a catalog may say and is yet worth a second look by a person."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import warning


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        # What is larger is in practice a slip in reading digit groups (1.500 against 1,500) or a
        # wrong unit. How large is a matter of the subject: the vocabulary says it, or sets none.
        warning(
            "plausible_size",
            "claim",
            "No figure above what the vocabulary takes for the most of one country or of all.",
            "SELECT b.claim_id, greatest(b.low, b.high, b.point) || ' ' || b.unit AS problem "
            "FROM b JOIN population AS p ON p.id = b.population JOIN unit AS u ON u.id = b.unit "
            "WHERE greatest(b.low, b.high, b.point) > "
            "CASE WHEN p.kind = 'country' THEN u.most_of_one_country ELSE u.most END",
            "population",
            "unit",
        ),
        # A plan may speak of the future, and a date may be mistyped: the catalog accepts both.
        warning(
            "as_of_not_after_publication",
            "claim",
            "A figure speaks of a time that had begun when it was published.",
            "SELECT claim_id, as_of || ', published by ' || published_last AS problem "
            "FROM b WHERE as_of_first > published_last",
        ),
        warning(
            "read_a_second_time",
            "claim",
            "Words and scope were read a second time against the page.",
            "SELECT claim_id, 'never checked' AS problem FROM b WHERE checked IS NULL",
        ),
    )
