"""Chains of retellings: their order, where they are drawn, and who repeats whom."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.reading import reader
from warehouse.report.chains import Chains, Change
from warehouse.report.charts import relays, whom
from warehouse.report.charts.widths import width
from warehouse.report.material import Material


class Made(Material):
    """A material whose claims are given: what each repeats, all published on one day."""

    def __init__(self, repeats: dict[str, str | None]) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # nothing is asked for
        self.__dict__["claims"] = {
            i: {
                "claim_id": i, "derives_from": of, "hops": len(_way(repeats, i)) - 1,
                "published_first": date(2025, 1, 1),
                "published_last": date(2025, 1, 1), "as_of_first": date(2025, 1, 1),
                "claimant_id": _way(repeats, i)[-1], "publisher_id": i,
                "root_source_id": _way(repeats, i)[-1],
            }
            for i, of in repeats.items()
        }  # fmt: skip

    def rows(self, query: str, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """No retelling changed anything."""
        return []

    def name(self, table: str, id_: str) -> str:
        """Ids are names."""
        return id_


def _way(repeats: dict[str, str | None], claim: str) -> list[str]:
    """From a claim to its root."""
    way = [claim]
    while (of := repeats[way[-1]]) is not None:
        way.append(of)
    return way


@st.composite
def forests(draw: st.DrawFn) -> dict[str, str | None]:
    """Claims that each repeat an earlier one, or none."""
    n = draw(st.integers(1, 25))
    before = [draw(st.none() | st.integers(0, k - 1)) if k else None for k in range(n)]
    return {f"c{k}": None if of is None else f"c{of}" for k, of in enumerate(before)}


@given(forests())
def test_a_tree_holds_every_claim_of_its_root_once_each_behind_what_it_repeats(
    repeats: dict[str, str | None],
) -> None:
    trees = Chains(Made(repeats)).trees
    of_root: dict[str, set[str]] = {}
    for claim in repeats:
        of_root.setdefault(_way(repeats, claim)[-1], set()).add(claim)
    assert trees.keys() == {root for root, own in of_root.items() if len(own) > 1}
    for root, tree in trees.items():
        ids = [told.claim_id for told in tree]
        assert sorted(ids) == sorted(of_root[root])
        above: list[str] = []  # the way from the root to the row before
        for told in tree:
            del above[told.depth :]
            assert told.repeats == (above[-1] if above else None) == repeats[told.claim_id]
            above.append(told.claim_id)


def test_a_chain_of_thousands_is_no_trouble() -> None:
    repeats = {f"c{k}": f"c{k - 1}" if k else None for k in range(5_000)}
    chains = Chains.__new__(Chains)
    chains.material = Made({"c0": None})
    chains.__dict__["retellings"] = {of: [i] for i, of in repeats.items() if of}
    chains.__dict__["changes"] = {}
    assert chains._tree("c0")[-1].depth == 4_999


@given(forests())
def test_names_stand_beside_one_another_and_never_on_one_another(
    repeats: dict[str, str | None],
) -> None:
    material = Made(repeats)
    chart = whom.whom(material)
    pairs = {(_way(repeats, i)[-1], i) for i in repeats if repeats[i] is not None}
    assert (chart is None) == (not pairs)
    if chart is not None:
        marks = chart.spec["data"]["values"]
        for side in (0, 1):
            ys = sorted(mark["y"] for mark in marks if mark["x"] == side)
            assert all(b - a >= 1 for a, b in pairwise(ys))
            assert len(ys) == len({pair[side] for pair in pairs})
        bands = {band["band"] for band in chart.spec["layer"][0]["data"]["values"]}
        assert len(bands) == len(pairs)


def test_what_is_beyond_the_room_of_the_overview_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whom, "MOST", 2)
    chart = whom.whom(Made({"a": None, "b": None, "a1": "a", "a2": "a", "b1": "b"}))
    assert chart is not None
    assert "1 sources that are repeated least are left out" in chart.summary


@pytest.fixture(scope="module")
def chart(whispered: Path) -> Any:
    with reader(whispered) as connection:
        (drawn,) = relays.drawn(Chains(Material(connection))).values()
    return drawn


def test_a_chain_is_drawn_with_numbers_qualifiers_and_what_fell_away(chart: Any) -> None:
    marks = {mark["claim"]: mark for mark in chart.spec["data"]["values"]}
    assert list(marks) == ["statement/foreigners", "gazette-1/foreigners", "herald-1/foreigners"]
    root, gazette, herald = marks.values()
    assert root["label"] == "Ministry of Examples: at least 1,000"
    assert gazette["label"] == "The <b>Example</b> Gazette: 1,000"
    assert herald["label"] == "The Example Herald: around 1,000"
    assert not root["changed"]
    assert gazette["changed"].startswith("− qualifier lost")
    assert "“at least” is dropped" in gazette["says"]
    assert gazette["href"].endswith("documents/gazette-1.html#foreigners")


def test_a_retelling_of_unknown_day_is_hollow_and_not_before_what_it_repeats(chart: Any) -> None:
    root, gazette, herald = chart.spec["data"]["values"]
    assert (root["day"], root["known"]) == ("2025-02-03", True)
    assert (gazette["day"], gazette["known"]) == ("2025-02-04", True)
    assert (herald["day"], herald["known"]) == ("2025-02-04", False)
    assert "Hollow" in chart.summary


def test_a_drawing_has_rows_up_to_a_limit_and_says_what_it_leaves_out(
    whispered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "MOST", 2)
    with reader(whispered) as connection:
        (cut,) = relays.drawn(Chains(Material(connection))).values()
    assert len(cut.claims) == 2
    assert "1 more are told in words alone" in cut.summary


def test_of_the_changes_losses_are_told_apart() -> None:
    told = [c for c in ("lost", "gained", "weakened", "strengthened", "raised", "lowered",
                        "widened", "narrowed", "later", "earlier", "changed")
            if Change("qualifier", c, "").is_loss]  # fmt: skip
    assert told == ["lost", "weakened", "widened"]


def test_wide_letters_are_wider() -> None:
    assert width("中文", 10) == 20
    assert width("WW", 10) > width("ww", 10) > width("ll", 10)
    assert width("", 10) == 0
