"""Figures and cells by hand, and as hypothesis draws them: what the tests of rules are built from.

Only what a rule reads is asked for; everything else has a value that no rule minds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from warehouse.reconcile.rule import Bounds, Cell, Figure

DAY = date(2025, 6, 30)
FLOORS = ("named", "identified", "documented", "confirmed")
SOFT = ("official", "estimated", "witnessed", "alleged", "unspecified")
# Words that state no single number, as the reader reads them.
VAGUE: Mapping[str, tuple[int, int | None]] = {
    "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "dozens to hundreds": (24, 999),
    "hundreds to thousands": (200, 9_999),
}  # fmt: skip


def figure(
    low: int,
    high: int | None = None,
    point: int | None = None,
    *,
    by: str = "a",
    claim_id: str | None = None,
    evidence: str = "unspecified",
    on: date = DAY,
    open_upwards: bool = False,
    **other: Any,
) -> Figure:
    """`figure(9)` says 9 exactly, `figure(5, 8)` five to eight, `figure(9, open_upwards=True)` at
    least 9; `by` is its witness, `on` the day it speaks of and was published.
    """
    exact = high is None and not open_upwards
    if exact:
        high, point = low, low if point is None else point
    if open_upwards and point is None and "qualifier" not in other:
        point = low
    qualifier = "at least" if open_upwards else "exactly" if low == high else "between"
    values: dict[str, Any] = {
        "claim_id": claim_id or f"{by}/{low}-{high}", "says": f"{low} to {high}", "low": low,
        "high": high, "point": point, "qualifier": qualifier, "evidence": evidence,
        "floor": evidence in FLOORS, "as_of_first": on, "as_of_last": on, "published_last": on,
        "witness": by, "source_name": by.upper(),
    }  # fmt: skip
    return Figure(**(values | other))


def cell(
    *figures: Figure, kind: str = "cumulative", side: str = "russia", bounds: Bounds | None = None
) -> Cell:
    """A cell on which just these figures stand."""
    return Cell(
        cell_id="cell", measure="recruited", unit="persons", population="NPL", channel="all",
        side=side, kind=kind, as_of=DAY, standing=figures, bounds=bounds,
    )  # fmt: skip


@st.composite
def _figures(draw: st.DrawFn, claim_id: str) -> Figure:
    other: dict[str, Any] = {
        "by": draw(st.sampled_from("abcd")), "claim_id": claim_id,
        "evidence": draw(st.sampled_from(FLOORS + SOFT)),
        "on": draw(st.dates(date(2025, 1, 1), date(2025, 6, 30))),
        "party": draw(st.sampled_from([None, None, "russia", "ukraine"])),
    }  # fmt: skip
    shape = draw(
        st.sampled_from(
            ["exact", "at least", "more than", "between", "up to", "fewer than", "vague"]
        )
    )
    low, more = draw(st.integers(0, 60)), draw(st.integers(1, 40))
    if draw(st.booleans()):
        other["published_last"] = None
    if shape == "vague":
        words = draw(st.sampled_from(sorted(VAGUE)))
        return figure(*VAGUE[words], qualifier=words, **other)
    if shape == "up to":
        return figure(0, low, low, qualifier=shape, **other)
    if shape == "fewer than":
        return figure(0, low, low + 1, qualifier=shape, **other)
    if shape == "more than":
        return figure(low + 1, point=low, open_upwards=True, **(other | {"qualifier": shape}))
    if shape == "at least":
        return figure(low, open_upwards=True, **other)
    return figure(low, low + more if shape == "between" else None, **other)


@st.composite
def cells(draw: st.DrawFn, least: int = 1, most: int = 5) -> Cell:
    """Cells of `least` to `most` standing figures of up to four witnesses, by claim id; some have
    bounds, and some figures have parts elsewhere that are said to add up to them.
    """
    stand = [draw(_figures(f"claim-{n}")) for n in range(draw(st.integers(least, most)))]
    for n, whole in enumerate(stand):
        count = draw(st.sampled_from([0, 0, 0, 2]))
        parts = tuple(
            replace(draw(_figures(f"part-{n}-{m}")), part_of=whole.claim_id) for m in range(count)
        )
        stand[n] = replace(whole, parts=parts, partition=draw(st.booleans()))
    bounds = None
    if draw(st.booleans()):
        low = draw(st.integers(0, 60))
        high = draw(st.none() | st.integers(low, 120))
        aside = draw(st.sets(st.sampled_from([f.claim_id for f in stand])))
        tight = tuple(f.claim_id for f in stand if f.claim_id not in aside)[:2]
        bounds = Bounds(low, high, tight, frozenset(aside))
    kind = draw(st.sampled_from(["cumulative", "window", "stock"]))
    return cell(*stand, kind=kind, bounds=bounds)
