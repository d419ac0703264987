"""Figures made by hand, in a small world, for the tests of suspected repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from warehouse.repeats.figure import Days, Document, Figure, Source
from warehouse.repeats.find import Found, Material, find
from warehouse.repeats.related import World, lattice

COUNTRIES = ("CUB", "NPL", "KAZ")
MEASURES = ("recruited", "serving", "killed", "other")
WORLD = World(
    lattice([*((c, c) for c in (*COUNTRIES, "foreign", "two:a", "two:b")),
             *((c, "foreign") for c in (*COUNTRIES, "two:a", "two:b"))], ["two:a", "two:b"]),
    lattice([*((m, m) for m in MEASURES), ("serving", "recruited"), ("killed", "recruited")]),
    lattice([("all", "all"), ("moscow", "moscow"), ("list", "list"), ("moscow", "all"),
             ("list", "all")]),
    frozenset({("killed", "serving")}),
    frozenset({"other"}),
)  # fmt: skip
SOURCES = (
    Source("paper", "The Paper", "newspaper", "GBR", "none"),
    Source("gazette", "The Example Gazette", "newspaper", None, "none"),
    Source("daily", "Daily Post", "newspaper", None, "none"),
    Source("cnn", "CNN", "broadcaster", "USA", "none"),
    Source("mint", "Mint", "newspaper", "IND", "none"),
    Source("mfa", "Ministry of Foreign Affairs of Examples", "government", "NPL", "none"),
    Source("army", "Army of Examples", "military", "NPL", "none"),
    Source("analysts", "Analysts, not named", "other", None, "none"),
)
DAY = date(2025, 6, 1)
DAY_ONLY = (DAY, DAY)


def days(first: str | None, last: str | None = None) -> Days:
    """A period of ISO days; one day where only the first is given."""
    begin = date.fromisoformat(first) if first else None
    return begin, date.fromisoformat(last) if last else begin


def figure(claim_id: str, number: int | None = 1_417, **given: Any) -> Figure:
    """A figure on recruited Nepalis that The Paper prints as its own; `number` is all of it."""
    fields: dict[str, Any] = {
        "claim_id": claim_id, "document_id": claim_id.partition("/")[0], "claimant": "paper",
        "publisher": "paper", "says": f"{number} people", "point": number, "low": number or 0,
        "high": number, "qualifier": "exactly", "measure": "recruited", "unit": "persons",
        "population": "NPL", "channel": "all", "side": "russia", "window": None,
        "as_of": DAY_ONLY, "published": DAY_ONLY, "root": claim_id, "links_to": None,
        "part_of": None,
    }  # fmt: skip
    return Figure(**(fields | given))


def span(claim_id: str, low: int, high: int, **given: Any) -> Figure:
    """A figure that states a range."""
    return figure(claim_id, None, low=low, high=high, qualifier="between", **given)


def material(figures: Iterable[Figure], titles: Mapping[str, str] | None = None) -> Material:
    """The figures with their documents, whose titles are empty unless given."""
    known = list(figures)
    documents = {
        f.document_id: Document(f.document_id, (titles or {}).get(f.document_id, ""), "2025-06-01")
        for f in known
    }
    return Material(known, documents, SOURCES, WORLD)


def found(*figures: Figure, titles: Mapping[str, str] | None = None) -> Found:
    """What is suspected among some figures."""
    return find(material(figures, titles))


def links(*figures: Figure, titles: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The suspected links, as (claim, likely source)."""
    repeats = found(*figures, titles=titles).repeats
    return [(s.later.claim_id, s.earlier.claim_id) for s in repeats]


@st.composite
def catalogs(draw: st.DrawFn) -> list[Figure]:
    """Up to twelve figures whose numbers, names and dates often meet; some are linked."""
    numbers = st.sampled_from([200, 1_417, 1_400, 1_436, 1_426, 661, 529, 1_190, 1_200])
    june, open_ = days("2025-06-01", "2025-06-30"), (date(2025, 6, 5), None)
    day = st.sampled_from([DAY_ONLY, june, days("2025-06-10"), open_, days("2026-09-01")])
    made: list[Figure] = []
    for n in range(draw(st.integers(2, 12))):
        claim_id = f"d{draw(st.integers(0, 5))}/{n:02}"
        parent = draw(st.sampled_from([None, None, None, *made])) if made else None
        made.append(figure(
            claim_id, draw(numbers), published=draw(day), as_of=draw(day),
            claimant=draw(st.sampled_from(["paper", "mfa", "army", "analysts", "daily"])),
            publisher=draw(st.sampled_from(["paper", "daily"])),
            qualifier=draw(st.sampled_from(["exactly", "at least", "around", "up to"])),
            population=draw(st.sampled_from(["NPL", "NPL", "foreign"])),
            channel=draw(st.sampled_from(["all", "list"])),
            links_to=parent.claim_id if parent else None, root=parent.root if parent else claim_id,
        ))  # fmt: skip
    return made
