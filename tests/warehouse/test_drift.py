"""What counts as a change between a claim and the one that it repeats, dimension by dimension."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Claim = Callable[..., dict[str, Any]]
Build = Callable[..., Any]
Rows = dict[str, tuple[str, str | None, str | None, str]]  # dimension: change, before, after, words

# One build holds many hops: fewer examples with many hops each try as much in a tenth of the time.
in_batches = settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])


def figure(qualifier: str, *numbers: int) -> dict[str, Any]:
    """The reading of a number, or of a range, held by a qualifier."""
    n = numbers[0]
    low, high, point = {
        "exactly": (n, n, n), "at least": (n, None, n), "more than": (n + 1, None, n),
        "up to": (0, n, n), "fewer than": (0, n - 1, n), "between": (n, numbers[-1], None),
        "around": (n - 50, n + 50, n), "estimated": (n - 50, n + 50, n), "nearly": (n - 50, n, n),
        "hundreds": (200, 999, None),
    }[qualifier]  # fmt: skip
    return {"qualifier": qualifier, "low": low, "high": high, "point": point}


@pytest.fixture
def drift(warehouse_of: Build, a_claim: Claim) -> Callable[..., list[Rows]]:
    """The drift of hops, each a pair of what the repeated and the repeating claim have."""

    def build(*hops: tuple[dict[str, Any], dict[str, Any]]) -> list[Rows]:
        claims = []
        for n, (before, after) in enumerate(hops):
            claims += [
                a_claim(f"first/{n}", **(figure("at least", 1000) | before)),
                a_claim(f"then/{n}", derives_from=f"first/{n}", link="stated",
                        **(figure("at least", 1000) | after)),
            ]  # fmt: skip
        made = warehouse_of(claims, documents={"first": {"publisher_id": "paper"}}, only="drift")
        found: list[Rows] = [{} for _ in hops]
        for row in made.sql("FROM drift").to_dict("records"):
            number = int(row["claim_id"].partition("/")[2])
            assert row["from_claim_id"] == f"first/{number}"
            told = (None if row[k] != row[k] else row[k] for k in ("before", "after"))
            found[number][row["dimension"]] = (row["change"], *told, row["sentence"])
        return found

    return build


def changes(rows: Rows) -> dict[str, str]:
    """Dimension: change."""
    return {dimension: change for dimension, (change, *_) in rows.items()}


def test_known_losses(drift: Callable[..., list[Rows]]) -> None:
    cable, total, dead = drift(
        (figure("between", 1000, 5000), figure("up to", 5000)),
        (figure("at least", 18000), figure("around", 18000)),
        (figure("exactly", 3388), figure("at least", 3300)),
    )
    assert cable == {
        "qualifier": ("weakened", "between", "up to", "1,000 to 5,000 becomes up to 5,000."),
        "low": ("lost", "1000", None, "The low bound, 1,000, is lost."),
    }
    assert changes(total) == {"qualifier": "weakened", "low": "lost"}
    assert total["qualifier"][3] == "At least 18,000 becomes around 18,000."
    assert dead["value"] == ("lowered", "3388", "3300", "3,388 becomes 3,300.")
    assert changes(dead) == {"value": "lowered", "qualifier": "gained"}


WORDS: list[tuple[dict[str, Any], dict[str, Any], dict[str, str]]] = [
    (figure("at least", 51), figure("exactly", 51), {"qualifier": "lost"}),
    (figure("more than", 9), figure("at least", 9), {"qualifier": "changed"}),
    (figure("nearly", 90), figure("around", 90), {"qualifier": "weakened"}),
    (figure("around", 90), figure("nearly", 90), {"qualifier": "strengthened"}),
    (figure("around", 90), figure("at least", 90), {"qualifier": "strengthened", "low": "gained"}),
    (figure("at least", 90), figure("up to", 90),
     {"qualifier": "weakened", "low": "lost", "high": "gained"}),
    (figure("fewer than", 90), figure("around", 90), {"qualifier": "weakened", "high": "lost"}),
    (figure("up to", 90), figure("between", 9, 90), {"qualifier": "strengthened", "low": "gained"}),
    (figure("between", 60, 90), figure("between", 70, 95), {"value": "raised"}),
    (figure("between", 60, 90), figure("between", 70, 80), {"value": "changed"}),
    (figure("between", 60, 90), figure("exactly", 90), {"qualifier": "lost"}),
    (figure("hundreds", 1), figure("hundreds", 1), {}),
    ({"hedged": True}, {"hedged": False}, {"hedge": "lost"}),
]  # fmt: skip


def test_what_the_words_no_longer_say(drift: Callable[..., list[Rows]]) -> None:
    found = drift(*((before, after) for before, after, _ in WORDS))
    assert [changes(rows) for rows in found] == [told for *_, told in WORDS]


QUALIFIERS = ("exactly", "at least", "more than", "up to", "fewer than", "between", "around",
              "estimated", "nearly", "hundreds")  # fmt: skip
BACK = {"lost": {"gained"}, "gained": {"lost"}, "raised": {"lowered"}, "lowered": {"raised"},
        "widened": {"narrowed"}, "narrowed": {"widened"}, "later": {"earlier"},
        "earlier": {"later"}, "changed": {"changed"}, "strengthened": {"weakened"},
        # A floor that becomes a ceiling loses something there and back.
        "weakened": {"strengthened", "weakened"}}  # fmt: skip


def test_what_is_lost_one_way_is_gained_the_other(drift: Callable[..., list[Rows]]) -> None:
    figures = [figure(q, n, n + 400) for q, n in product(QUALIFIERS, (500, 900))]
    pairs = list(product(figures, figures))
    there, back = drift(*pairs), drift(*((b, a) for a, b in pairs))
    for one, other in zip(there, back, strict=True):
        assert set(one) == set(other)
        for dimension, change in changes(one).items():
            assert changes(other)[dimension] in BACK[change]


SCOPE = [
    ("channel", "moscow", "all", "widened"), ("channel", "moscow", "room", "narrowed"),
    ("channel", "moscow", "list", "changed"), ("population", "NPL", "foreign", "widened"),
    ("population", "m49:002", "GHA", "narrowed"), ("population", "NPL", "CUB", "changed"),
    ("population", "m49:002", "paper:africa", "changed"),
    ("measure", "killed", "recruited", "widened"), ("measure", "held", "captured", "widened"),
    ("measure", "recruited", "serving", "narrowed"), ("measure", "killed", "other", "changed"),
    ("excluding", "", "PRK", "narrowed"), ("excluding", "CUB,PRK", "PRK", "widened"),
    ("excluding", "CUB", "PRK", "changed"), ("unit", "families", "persons", "changed"),
    ("basis", "citizen", "native", "changed"), ("side", "russia", "ukraine", "changed"),
    ("evidence", "named", "unspecified", "lost"), ("evidence", "unspecified", "alleged", "gained"),
    ("evidence", "named", "estimated", "weakened"), ("evidence", "named", "identified", "changed"),
    ("evidence", "alleged", "confirmed", "strengthened"), ("as_of", "2025-01", "2025-02", "later"),
    ("as_of", "2025-02", "2025-01-31", "earlier"),
]  # fmt: skip


def test_what_changes_in_scope_and_evidence(drift: Callable[..., list[Rows]]) -> None:
    found = drift(*(({key: before}, {key: after}) for key, before, after, _ in SCOPE))
    told = [{d: row[:3] for d, row in rows.items()} for rows in found]
    assert told == [{key: (change, b or None, a or None)} for key, b, a, change in SCOPE]


def test_what_may_be_the_same_is_no_change(drift: Callable[..., list[Rows]]) -> None:
    alike = [
        ("basis", "citizen", "unspecified"), ("as_of", "2025", "2025-03"),
        ("as_of", "2025-03-05", "2025-03"), ("since", None, "2021-01-01"),
        ("since", "2023", "2023-04"),
    ]  # fmt: skip
    assert drift(*(({key: b}, {key: a}) for key, b, a in alike)) == [{}] * len(alike)


def test_the_start_of_a_count_is_lost_gained_or_set_elsewhere(
    drift: Callable[..., list[Rows]],
) -> None:
    starts = [
        ("2023", None, "lost"), (None, "2023", "gained"), ("2023-06", "2023-04", "widened"),
        ("2023-04", "2023-06", "narrowed"),
    ]  # fmt: skip
    found = drift(*(({"since": before}, {"since": after}) for before, after, _ in starts))
    told = [{d: row[:3] for d, row in rows.items()} for rows in found]
    assert told == [{"window": (change, b, a)} for b, a, change in starts]


def test_sentences_name_what_was_lost(drift: Callable[..., list[Rows]]) -> None:
    city, families, one_country = drift(
        ({"channel": "moscow"}, {"channel": "all"}),
        ({"unit": "families"}, {"unit": "persons"}),
        ({"population": "NPL"}, {"population": "foreign"}),
    )
    assert city["channel"][3] == "Moscow is dropped: all."
    assert families["unit"][3] == "Families become persons."
    assert one_country["population"][3] == "“NPL” becomes “foreign”, which is wider."


def test_a_figure_told_as_ones_own_loses_its_attribution(
    drift: Callable[..., list[Rows]],
) -> None:
    own, other = drift(
        ({"claimant_id": "other"}, {"claimant_id": "paper"}),  # paper publishes both
        ({"claimant_id": "paper"}, {"claimant_id": "other"}),
    )
    assert own["attribution"][:3] == ("lost", "other", "paper")
    assert "gives the figure as its own" in own["attribution"][3]
    assert other["attribution"][:3] == ("changed", "paper", "other")


SCOPES = st.fixed_dictionaries(
    {
        "population": st.sampled_from(["NPL", "foreign", "m49:002", "paper:two"]),
        "measure": st.sampled_from(["recruited", "killed", "serving", "other"]),
        "channel": st.sampled_from(["all", "moscow", "room"]),
        "excluding": st.sampled_from(["", "PRK"]), "hedged": st.booleans(),
        "unit": st.sampled_from(["persons", "families"]),
        "evidence": st.sampled_from(["named", "official", "unspecified"]),
        "figure": st.sampled_from(QUALIFIERS),
    }
)  # fmt: skip


@in_batches
@given(st.lists(SCOPES, min_size=20, max_size=20))
def test_a_copy_drifts_in_nothing_but_whose_it_is_and_when(
    drift: Callable[..., list[Rows]], scopes: list[dict[str, Any]]
) -> None:
    claims = [{**scope, **figure(scope["figure"], 600, 900)} for scope in scopes]
    for claim in claims:
        del claim["figure"]
    for rows in drift(*((c, c | {"claimant_id": "other", "as_of": "2026"}) for c in claims)):
        assert changes(rows) == {"attribution": "changed", "as_of": "later"}


BASE = {"population": "NPL", "measure": "killed", "channel": "moscow", "since": "2023"}
OTHERWISE = {  # dimension: what makes it differ from BASE
    "value": figure("at least", 2000), "hedge": {"hedged": True}, "unit": {"unit": "families"},
    "measure": {"measure": "recruited"}, "population": {"population": "foreign"},
    "excluding": {"excluding": "CUB"}, "basis": {"basis": "native"}, "channel": {"channel": "all"},
    "side": {"side": "ukraine"}, "window": {"since": None}, "as_of": {"as_of": "2026"},
    "evidence": {"evidence": "named"}, "attribution": {"claimant_id": "other"},
}  # fmt: skip


@in_batches
@given(st.lists(st.sets(st.sampled_from(sorted(OTHERWISE))), min_size=30, max_size=30))
def test_every_dimension_that_is_changed_gives_exactly_its_row(
    drift: Callable[..., list[Rows]], changed: list[set[str]]
) -> None:
    hops = []
    for dimensions in changed:
        after = dict(BASE)
        for dimension in sorted(dimensions):
            after |= OTHERWISE[dimension]
        hops.append((BASE, after))
    assert [set(rows) for rows in drift(*hops)] == changed


def test_other_words_of_a_vocabulary_change_nothing(warehouse_of: Build, a_claim: Claim) -> None:
    words = {"all": "anywhere", "moscow": "gate", "unspecified": "untold", "named": "seen",
             "persons": "souls", "russia": "north", "recruited": "infected"}  # fmt: skip
    claims = [
        a_claim("a/1", **figure("at least", 90), **BASE, evidence="named"),
        a_claim("b/1", **figure("around", 90), channel="all", derives_from="a/1", link="stated"),
    ]
    asked = "SELECT dimension, change FROM drift ORDER BY dimension"
    first = warehouse_of(claims, only="drift").sql(asked)
    again = warehouse_of(claims, only="drift", words=words).sql(asked)
    assert first.equals(again)
    assert ("evidence", "lost") in set(first.itertuples(index=False, name=None))
