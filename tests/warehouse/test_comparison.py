"""The comparison model against the contract, read a second time as plain Python over all pairs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

WITHIN_MEASURE = {
    "recruited": {"recruited"},
    "killed": {"killed", "killed_or_missing", "recruited"},
    "killed_or_missing": {"killed_or_missing", "recruited"},
    "captured": {"captured", "recruited"},
    "serving": {"serving", "recruited"},
    "held": {"held", "captured", "recruited"},
}
FOREIGN = {"CUB", "NPL", "PRK", "EGY", "GHA", "KAZ"}
WHOLE = {"foreign": FOREIGN, "m49:002": {"EGY", "GHA"}, "paper:two": {"CUB", "NPL"}}
WHOLE |= {c: {c} for c in FOREIGN | {"RUS"}}
WITHIN_CHANNEL = {
    "all": {"all"},
    "moscow": {"moscow", "all"},
    "room": {"room", "moscow", "all"},
    "list": {"list", "all"},
}
STOCKS = {"serving", "held"}


def _kind(claim: dict[str, Any]) -> str:
    if claim["measure"] in STOCKS:
        return "stock"
    late = claim["since"] is not None and claim["since_first"] > date(2022, 2, 24)
    return "window" if late else "cumulative"


def _people_within(a: dict[str, Any], b: dict[str, Any]) -> bool:
    out_a = set(filter(None, a["excluding"].split(",")))
    out_b = set(filter(None, b["excluding"].split(",")))
    if a["population"] in WHOLE:
        known_b = WHOLE.get(
            b["population"], {"GHA"} if b["population"] == "paper:africa" else set()
        )
        return WHOLE[a["population"]] - out_a <= known_b - out_b
    # A group that is not complete: inside itself and, for the African one, inside foreign.
    around = {a["population"]} | ({"foreign"} if a["population"] == "paper:africa" else set())
    return b["population"] in around and out_b <= out_a


def _inside(a: dict[str, Any], b: dict[str, Any]) -> tuple[bool, bool]:
    """(certain, possible): whether everyone counted by a is counted by b."""
    kinds = (_kind(a), _kind(b))
    one_measure = a["measure"] == b["measure"]
    native = (a["basis"] == "native", b["basis"] == "native")
    if (
        a["side"] != "russia"
        or b["side"] != "russia"
        or a["unit"] != b["unit"]
        or a["unit"] in ("percent", "other")
        or b["measure"] not in WITHIN_MEASURE[a["measure"]]
        or not _people_within(a, b)
        or b["channel"] not in WITHIN_CHANNEL[a["channel"]]
        or native[0] != native[1]
        or (native[0] and b["population"] == "foreign" != a["population"])
        or not (
            kinds[1] == "cumulative"
            or kinds == ("stock", "stock")
            or (kinds == ("window", "window") and one_measure)
        )
    ):
        return False, False
    one_document = a["root_document"] == b["root_document"] or a["document_id"] == b["document_id"]
    alike = one_document and a["as_of"] == b["as_of"]
    if kinds == ("stock", "stock"):
        one_day = a["as_of_first"] == a["as_of_last"] == b["as_of_first"] == b["as_of_last"]
        certain = alike or one_day
        possible = a["as_of_first"] <= b["as_of_last"] and b["as_of_first"] <= a["as_of_last"]
    else:
        certain = alike or a["as_of_last"] <= b["as_of_first"]
        possible = a["as_of_first"] <= b["as_of_last"]
    if kinds[1] == "window":
        starts_alike = one_document and a["since"] == b["since"]
        certain = certain and (starts_alike or a["since_first"] >= b["since_last"])
        possible = possible and (starts_alike or a["since_last"] >= b["since_first"])
    return certain, possible


def _true(claim: dict[str, Any]) -> tuple[int, float]:
    floor = claim["evidence"] in ("named", "identified", "documented", "confirmed")
    high = float("inf") if floor or claim["high"] is None else claim["high"]
    return claim["low"], high


def _expected(claims: list[dict[str, Any]]) -> dict[frozenset[str], str]:
    found = {}
    for i, a in enumerate(claims):
        for b in claims[i + 1 :]:
            verdicts = set()
            for x, y in ((a, b), (b, a)):
                certain, possible = _inside(x, y)
                exceeds = _true(x)[0] > _true(y)[1]
                if certain:
                    verdicts.add("contradict" if exceeds else "fits")
                elif possible and exceeds:
                    verdicts.add("possible")
            for verdict in ("contradict", "possible", "fits"):
                if verdict in verdicts:
                    found[frozenset((a["claim_id"], b["claim_id"]))] = verdict
                    break
    return found


days = st.sampled_from(["2024-02", "2024-02-10", "2024-02-28", "2024-03", "2024-03-01", "2024"])
KEYS = {"measure", "unit", "population", "excluding", "basis", "channel", "evidence"}
KEYS |= {"side", "since", "as_of", "low", "high"}
POPULATIONS = ["NPL", "CUB", "GHA", "RUS", "foreign", "foreign", "m49:002"]
POPULATIONS += ["paper:africa", "paper:two", "paper:born"]
figures = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(sorted(WITHIN_MEASURE)),
        "unit": st.sampled_from(["persons", "persons", "persons", "countries", "percent"]),
        "population": st.sampled_from(POPULATIONS),
        "excluding": st.sampled_from(["", "", "", "PRK", "NPL", "CUB,NPL"]),
        "basis": st.sampled_from(["unspecified", "citizen", "declared", "native"]),
        "channel": st.sampled_from(["all", "all", "moscow", "room", "list"]),
        "evidence": st.sampled_from(["unspecified", "named", "estimated"]),
        "side": st.sampled_from(["russia", "russia", "russia", "ukraine"]),
        "since": st.sampled_from([None, None, "2022", "2023-04", "2023", "2023-04-01"]),
        "as_of": days,
        "low": st.integers(0, 20),
        "width": st.one_of(st.none(), st.integers(0, 5)),
        "document": st.integers(0, 3),
    }
)


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example builds a warehouse
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.lists(figures, min_size=20, max_size=60))
def test_every_pair_has_the_verdict_that_the_contract_gives_it(
    drawn: list[dict[str, Any]], warehouse_of: Any, a_claim: Any
) -> None:
    claims = []
    for n, figure in enumerate(drawn):
        given_keys = {k: v for k, v in figure.items() if k not in ("width", "document")}
        if given_keys["measure"] in STOCKS:
            given_keys["since"] = None
        if WHOLE.get(given_keys["population"], {""}) <= set(given_keys["excluding"].split(",")):
            given_keys["excluding"] = ""  # nobody would be left: the catalog refuses that
        width = figure["width"]
        given_keys["high"] = None if width is None else given_keys["low"] + width
        claims.append(a_claim(f"d{figure['document']}/c{n}", **given_keys))
    # Every third claim retells the one before it, so that roots stand in other documents.
    by_id = {c["claim_id"]: c for c in claims}
    for before, after in zip(claims[::3], claims[1::3], strict=False):
        after["derives_from"] = before["claim_id"]
    for c in claims:
        root = c
        while root["derives_from"]:
            root = by_id[root["derives_from"]]
        c["root_document"] = root["document_id"]
    built = warehouse_of(
        [{k: v for k, v in c.items() if k != "root_document"} for c in claims], only="comparison"
    ).pairs()
    names = {"agree": "fits", "compatible": "fits"}
    found = {pair: names.get(row[3], row[3]) for pair, row in built.items()}
    expected = _expected(claims)
    wrong = {
        tuple(pair): (
            found.get(pair),
            expected.get(pair),
            [{k: v for k, v in by_id[c].items() if k in KEYS} for c in pair],
        )
        for pair in found.keys() | expected.keys()
        if found.get(pair) != expected.get(pair)
    }
    assert not wrong, str(next(iter(wrong.items())))


def test_dates_written_alike_are_one_date_in_one_document_and_only_possibly_elsewhere(
    warehouse_of: Any, a_claim: Any
) -> None:
    few = {"measure": "serving", "as_of": "2024-02", "low": 150, "high": 250}
    many = {"measure": "serving", "as_of": "2024-02", "low": 15000, "high": 15000}
    pairs = warehouse_of(
        [a_claim("one/few", **few), a_claim("one/many", **many), a_claim("two/many", **many)],
        only="comparison",
    ).pairs()
    assert pairs[frozenset(("one/few", "one/many"))][2:] == ("same", "contradict")
    assert pairs[frozenset(("one/few", "two/many"))][2:] == ("same", "possible")
    assert frozenset(("one/many", "two/many")) not in pairs


def test_claims_whose_roots_stand_in_one_document_share_its_dates(
    warehouse_of: Any, a_claim: Any
) -> None:
    pairs = warehouse_of(
        [
            a_claim("root/a", measure="serving", as_of="2024-02", low=10, high=10),
            a_claim("root/b", measure="serving", as_of="2024-02", low=30, high=30),
            a_claim("x/a", measure="serving", as_of="2024-02", low=10, high=10,
                    derives_from="root/a"),
            a_claim("y/b", measure="serving", as_of="2024-02", low=30, high=30,
                    derives_from="root/b"),
        ],
        only="comparison",
    ).pairs()  # fmt: skip
    assert pairs[frozenset(("x/a", "y/b"))] == ("y/b", "x/a", "same", "contradict")


def test_a_floor_sets_no_upper_bound(warehouse_of: Any, a_claim: Any) -> None:
    pairs = warehouse_of(
        [
            a_claim("a/named", low=661, high=661, evidence="named", as_of="2025-05-01"),
            a_claim("b/more", low=1200, high=None, as_of="2025-04-01"),
        ],
        only="comparison",
    ).pairs()
    assert pairs[frozenset(("a/named", "b/more"))] == ("b/more", "a/named", "within", "compatible")


def test_figures_without_north_koreans_do_not_contain_those_with_them(
    warehouse_of: Any, a_claim: Any
) -> None:
    built = warehouse_of(
        [
            a_claim("a/all", population="foreign", low=50, high=None, as_of="2025-01-01"),
            a_claim("b/fewer", population="foreign", excluding="PRK", low=1, high=9,
                    as_of="2025-06-01"),
            a_claim("c/cuba", population="CUB", low=20, high=None, as_of="2025-01-01"),
            a_claim("d/korea", population="PRK", low=99, high=None, as_of="2025-01-01"),
        ],
        only="comparison",
    )  # fmt: skip
    pairs = built.pairs()
    assert frozenset(("a/all", "b/fewer")) not in pairs
    assert frozenset(("d/korea", "b/fewer")) not in pairs
    assert pairs[frozenset(("c/cuba", "b/fewer"))][3] == "contradict"
    why = built.sql("SELECT because FROM comparison WHERE claim_b = 'b/fewer'")["because"][0]
    assert "foreign without PRK" in why


def test_because_names_the_floor_that_one_side_retells(warehouse_of: Any, a_claim: Any) -> None:
    built = warehouse_of(
        [
            a_claim("paper/cuba", population="CUB", low=20000, as_of="2025-09", point=20000,
                    says="at least 20,000 Cuban citizens"),
            a_claim("retold/total", population="foreign", low=17500, high=18500, point=18000,
                    qualifier="around", says="around 18,000 people", as_of="2025-12-31",
                    derives_from="root/total"),
            a_claim("root/total", population="foreign", low=18000, point=18000,
                    evidence="identified", as_of="2025-11-19"),
        ],
        documents={"root": {"published": "2025-11-19"}},
        only="comparison",
    )  # fmt: skip
    row = built.sql("SELECT * FROM comparison WHERE verdict = 'contradict'").iloc[0]
    assert (row["claim_a"], row["claim_b"], row["gap"]) == ("paper/cuba", "retold/total", 1500)
    assert "a retelling of at least 18,000 identified, Paper, 2025-11-19" in row["because"]
    assert "2025-09" in row["because"]
    assert "2025-12-31" in row["because"]
    assert row["because"].count(". ") == 0


def test_up_to_states_no_least_number(warehouse_of: Any, a_claim: Any) -> None:
    row = (
        warehouse_of(
            [
                a_claim("a/range", population="CUB", measure="serving", low=1000, high=5000,
                        qualifier="between"),
                a_claim("b/top", population="CUB", measure="serving", low=0, high=5000, point=5000,
                        qualifier="up to", derives_from="a/range"),
                a_claim("c/floor", population="CUB", measure="serving", low=7000),
            ],
            only="comparison_by_country",
        )
        .sql("FROM comparison_by_country")
        .iloc[0]
    )  # fmt: skip
    assert (row["lowest"], row["lowest_claim_id"]) == (1000, "a/range")
    assert (row["highest"], row["highest_claim_id"]) == (7000, "c/floor")
    assert (row["n_claims"], row["n_roots"], row["spread"]) == (3, 2, 6000)
    assert row["contradictory"] == 2


@pytest.mark.parametrize(
    ("published", "expected"), [("2024-03-01", (1, 0)), ("2024-03-05", (0, 1))]
)
def test_a_figure_counts_before_a_demand_if_public_by_its_last_day(
    published: str, expected: tuple[int, int], warehouse_of: Any, a_claim: Any
) -> None:
    day = date.fromisoformat(published)
    dates = {"published": published, "published_first": day, "published_last": day}
    asked = date(2024, 3, 2)
    demand = {
        "demand_id": "x/stop", "document_id": "x", "country": "NPL", "by_id": "paper",
        "demand": "stop_recruitment", "demanded_on": "../2024-03-02", "demanded_first": None,
        "demanded_last": asked, "addressee": "RUS", "response": "none", "note": "",
        "file": "x.yaml", "line": 1,
    }  # fmt: skip
    asked_for = ("demand_outcome", "comparison_by_country")
    built = warehouse_of([a_claim("x/a", low=5)], [demand], {"x": dates}, only=asked_for)
    row = built.sql("FROM demand_outcome").iloc[0]
    assert (row["n_before"], row["n_after"]) == expected
    assert built.sql("FROM comparison_by_country").iloc[0]["first_demand"].date() == asked
