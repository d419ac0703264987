"""A date of the catalog in the words of the report, as citations have them."""

from __future__ import annotations

from functools import cache

from warehouse.citations.when import told
from warehouse.citations.wording import language


@cache
def when(text: str | None) -> str:
    """A date of the catalog in words; `unknown` where nothing is written."""
    return "unknown" if text is None else told(text, "nominative", language("en"))
