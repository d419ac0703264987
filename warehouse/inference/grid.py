"""For whom and when bounds are told."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import NEVER

if TYPE_CHECKING:
    import pandas as pd


def month_ends(first: date, last: date) -> list[date]:
    """The last day of each month, from that of `first` to the latest by `last`."""
    ends = []
    year, month = first.year, first.month
    while (end := date(year, month, monthrange(year, month)[1])) <= last:
        ends.append(end)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return ends


def grid(
    claim: pd.DataFrame, lattice: Lattice, beginning: date | None
) -> tuple[list[str], list[date]]:
    """The populations that some comparable claim counts, and everyone; and the days.

    The days are the month ends from `beginning` (the first day counted, if the vocabulary says so)
    to the latest `as_of`, and the last day of every claim's period.
    """
    counted = claim[(claim["unit"] == lattice.counted_unit) & (claim["kind"] != "none")]
    populations = sorted({*counted["population"], *lattice.everyone})
    stamps = (stamp.date() for stamp in counted["as_of_last"].dropna())
    last_days = {day for day in stamps if day < NEVER}
    if not last_days:
        return populations, []
    first = beginning if beginning is not None else min(last_days)
    return populations, sorted({*month_ends(first, max(last_days)), *last_days})
