"""The figure of a claim in a few words, for where its words have no room: at least 18,000.

The words themselves stand in the warehouse; whole sentences in warehouse/citations.
"""

from __future__ import annotations

from typing import Any

from warehouse.inference.phrasing import interval

PERSONS = "persons"


def figure(claim: dict[str, Any]) -> str:
    """The number printed with its qualifier, its unit where it is not persons, and a mark where the
    words hedge; the reading where no number, or more than one, is printed.

    `claim` is a row of the table claim.
    """
    unit = "" if claim["unit"] == PERSONS else f" {claim['unit']}"
    hedge = ", hedged" if claim["hedged"] else ""
    return f"{number(claim)}{unit}{hedge}"


def number(claim: dict[str, Any]) -> str:
    """The same without unit and hedge, where these stand beside it."""
    qualifier, point = claim["qualifier"], claim["point"]
    if point is None or qualifier == "rising to":
        return interval(claim["low"], claim["high"])
    return f"{point:,}" if qualifier == "exactly" else f"{qualifier} {point:,}"
