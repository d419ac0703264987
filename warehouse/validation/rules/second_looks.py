"""What a catalog may say and is yet worth a second look by a person."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import warning

# A figure above these is looked at before it is believed. The largest figures in print for one
# country are tens of thousands, and a hundred thousand is the boldest that has been said of any;
# a million foreigners would be more people than the whole force they are said to serve in. What is
# larger is in practice a slip in reading digit groups (1.500 against 1,500) or a wrong unit.
MOST_OF_ONE_COUNTRY = 100_000
MOST_OF_ALL = 1_000_000


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        warning(
            "plausible_size",
            "claim",
            f"No figure in persons above {MOST_OF_ONE_COUNTRY:,} for one country or "
            f"{MOST_OF_ALL:,} at all.",
            "SELECT b.claim_id, greatest(b.low, b.high, b.point) || ' persons' AS problem "
            "FROM b JOIN population AS p ON p.id = b.population "
            "WHERE b.unit = 'persons' AND greatest(b.low, b.high, b.point) > "
            f"CASE WHEN p.kind = 'country' THEN {MOST_OF_ONE_COUNTRY} ELSE {MOST_OF_ALL} END",
            "population",
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
