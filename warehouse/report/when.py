"""A date of the catalog in the words of the report, as citations have them."""

from __future__ import annotations

from functools import cache
from typing import Any

from warehouse.citations.when import told
from warehouse.citations.wording import language


@cache
def when(text: str | None) -> str:
    """A date of the catalog in words; `unknown` where nothing is written."""
    return "unknown" if text is None else told(text, "nominative", language("en"))


def counted(counts: str, claim: dict[str, Any]) -> str:
    """What a claim counts (`Told.counts`, which ends with its time) with that time in words;
    `claim` is its row."""
    before = counts.removesuffix(claim["as_of"])
    if before == counts:
        return counts
    window = f" from {claim['since']} to "
    if before.endswith(window):
        before = f"{before.removesuffix(window)} from {when(claim['since'])} to "
    return before + when(claim["as_of"])
