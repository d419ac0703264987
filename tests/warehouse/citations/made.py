"""A claim by hand that tests take apart."""

from __future__ import annotations

from dataclasses import replace

from sources.phrases import Reading
from warehouse.citations.row import Attribution, Population, Row

CUBA = Population("CUB", "Cuba", "country")
NORTH_KOREA = Population("PRK", "North Korea", "country")
SAID = Attribution("US Department of State", "none", "Haqqin.az", False, "2025-10-02/..")
ROOT = Attribution("The Telegraph", "none", "LBC", False, "2025-10-07")
COUNTRY = Row(
    claim_id="paper/cubans",
    says="1,200 Cubans",
    low=1_200,
    high=1_200,
    point=1_200,
    qualifier="exactly",
    hedged=False,
    unit="persons",
    population=CUBA,
    excluding=(),
    basis="citizen",
    measure="recruited",
    channel=None,
    evidence="unspecified",
    told_how=False,
    side="russia",
    told_side=False,
    kind="cumulative",
    since=None,
    as_of="2025-10-02",
    said=SAID,
    root=None,
    inferred=False,
    language="en",
    title="Cubans in Russian service",
    url="https://example.org/cubans",
)


def of(reading: Reading, base: Row = COUNTRY, **changes: object) -> Row:
    """A claim with this reading."""
    return replace(
        base,
        low=reading.low,
        high=reading.high,
        point=reading.point,
        qualifier=reading.qualifier,
        hedged=reading.hedged,
        **changes,  # type: ignore[arg-type]
    )
