"""Each error of the contract: file, line, key, rule and the nearest valid value."""

from collections.abc import Callable
from typing import Any

import pytest

from sources.problems import formatted

FILE = "made_up/first.yaml"


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "rule", "told"),
    [
        ("population: CUB", "population: CBU", 19, "population", "unknown-id", "mean 'CUB'"),
        ("population: CUB", "population: cuba", 19, "population", "unknown-id", "mean 'CUB'"),
        ("population: CUB", "population: XKX", 19, "population", "unknown-id", "ISO 3166-1"),
        (
            "population: CUB",
            "popluation: CUB",
            19,
            "popluation",
            "unknown-key",
            "mean 'population'",
        ),
        ("population: CUB", "population:", 19, "population", "empty-value", "empty"),
        ("population: CUB", "population: [CUB]", 19, "population", "bad-shape", "found a list"),
        ("example-mfa", "exmaple-mfa", 16, "claimant", "unknown-id", "mean 'example-mfa'"),
        ("serving", "servign", 18, "measure", "unknown-id", "mean 'serving'"),
        ("2025-10-02", "2025-02-30", 20, "as_of", "bad-date", "01 to 28"),
        ("2025-10-02", "2025-02/..", 20, "as_of", "open-date", "no last day"),
        ("1,000 Cubans", "many Cubans", 17, "says", "no-number", "many Cubans"),
        ("    as_of: 2025-10-02\n", "", 15, "as_of", "missing-key", "missing"),
        ("id: wrong", "id: right", 15, "id", "duplicate-id", "made_up/first.yaml:9"),
        ("id: wrong", "id: Wrong One", 15, "id", "bad-id", "mean 'wrong-one'"),
        (
            "population: CUB",
            "population: CUB\n    since: 2024",
            20,
            "since",
            "since-on-stock",
            "stock",
        ),
        (
            "measure: serving",
            "measure: killed\n    since: 2026",
            19,
            "since",
            "since-after-as-of",
            "as_of",
        ),
        (
            "population: CUB",
            "population: CUB\n    unit: person",
            20,
            "unit",
            "unknown-id",
            "mean 'persons'",
        ),
        (
            "population: CUB",
            "population: CUB\n    side: rusia",
            20,
            "side",
            "unknown-id",
            "mean 'russia'",
        ),
        (
            "population: CUB",
            "population: CUB\n    reads: [1, 5]",
            20,
            "reads",
            "reads-disagree",
            "[1000, 1000]",
        ),
        ("population: CUB", "population: CUB\n    reads: 5", 20, "reads", "bad-shape", "list"),
        (
            "population: CUB",
            "population: CUB\n    reads: [5]",
            20,
            "reads",
            "bad-shape",
            "[low, high]",
        ),
        (
            "population: CUB",
            "population: CUB\n    excluding: [PKR]",
            20,
            "excluding",
            "unknown-id",
            "mean 'PRK'",
        ),
        (
            "population: CUB",
            "population: CUB\n    partition: yes",
            20,
            "partition",
            "bad-value",
            "mean 'true'",
        ),
        (
            "population: CUB",
            "population: CUB\n    link: stated",
            20,
            "link",
            "link-without-source",
            "derives_from",
        ),
        (
            "population: CUB",
            "population: CUB\n    derives_from: x",
            20,
            "derives_from",
            "bad-id",
            "document id",
        ),
        ("population: CUB", "population: CUB\n    <<: {a: b}", 20, "<<", "unknown-key", "expected"),
    ],
)
def test_a_wrong_claim_is_named_and_the_right_one_stays(
    catalog: Any, one: Callable[[str, str], str], old: str, new: str, line: int, key: str,
    rule: str, told: str,
) -> None:  # fmt: skip
    catalog.write(FILE, one(old, new))
    frames, problems = catalog.check()
    found = [problem for problem in problems if problem.rule == rule]
    assert [(p.file, p.line, p.key) for p in found] == [(FILE, line, key)]
    assert told in found[0].message
    assert formatted(found[0]).startswith(f"{FILE}:{line}: {key}: ")
    assert frames["claim"]["claim_id"].tolist() == ["first-document/right"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "rule"),
    [
        ("daily-example", "dayly-example", 3, "publisher", "unknown-id"),
        ("https://", "ftp://", 5, "url", "bad-url"),
        ("language: en", "language: english", 7, "language", "unknown-id"),
        ("2025-10-05", "05.10.2025", 6, "published", "bad-date"),
        ("  title: A made-up report\n", "", 1, "title", "missing-key"),
    ],
)
def test_a_wrong_document_takes_only_its_own_records_along(
    catalog: Any, one: Callable[[str, str], str], old: str, new: str, line: int, key: str, rule: str
) -> None:
    right = one("population: CUB", "population: CUB")
    catalog.write(FILE, right.replace(old, new, 1))
    catalog.write(
        "made_up/second.yaml", right.replace("first-document", "second").replace("/first", "/b")
    )
    frames, problems = catalog.check()
    assert [(p.file, p.line, p.key, p.rule) for p in problems if p.rule != "document-rejected"] == [
        (FILE, line, key, rule)
    ]
    assert [p.value for p in problems if p.rule == "document-rejected"] == ["right", "wrong"]
    assert frames["claim"]["claim_id"].tolist() == ["second/right", "second/wrong"]


def test_all_errors_are_reported_at_once(catalog: Any, one: Callable[[str, str], str]) -> None:
    text = one("population: CUB", "population: CBU").replace("serving", "servign")
    catalog.write(FILE, text.replace("language: en", "language: xx"))
    catalog.write("sources.yaml", catalog.root.joinpath("sources.yaml").read_text() + "- {id: X}\n")
    rules = {(problem.key, problem.rule) for problem in catalog.problems()}
    assert {("population", "unknown-id"), ("measure", "unknown-id"), ("language", "unknown-id"),
            ("id", "bad-id"), ("name", "missing-key")} <= rules  # fmt: skip


def test_an_error_in_defaults_is_reported_once_where_it_stands(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    text = one("population: CUB", "population: CUB").replace(
        "claims:", "defaults: {channel: al}\nclaims:"
    )
    catalog.write(FILE, text)
    frames, problems = catalog.check()
    assert [(p.line, p.key, p.rule) for p in problems] == [(8, "channel", "unknown-id")]
    assert frames["claim"].empty


def test_a_rejected_source_takes_along_what_needs_it(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    catalog.write(
        "sources.yaml", catalog.root.joinpath("sources.yaml").read_text().replace("CUB", "CBU")
    )
    catalog.write(FILE, one("population: CUB", "population: CUB"))
    problems = catalog.problems()
    assert {(p.file, p.key, p.rule) for p in problems} == {
        ("sources.yaml", "country", "unknown-id"), (FILE, "claimant", "source-rejected"),
    }  # fmt: skip


def test_references_that_lead_nowhere_or_round_are_listed_and_their_claims_stay(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    ring = one(
        "population: CUB", "population: CUB\n    derives_from: second/wrong\n    link: stated"
    )
    catalog.write(FILE, ring.replace("id: right", "id: right\n    part_of: first-document/wrnog"))
    back = one("population: CUB", "population: CUB\n    derives_from: first-document/wrong")
    catalog.write(
        "other/b.yaml", back.replace("id: first-document", "id: second").replace("/first", "/b")
    )
    frames, problems = catalog.check()
    assert [(p.file, p.line, p.key, p.rule) for p in problems] == [
        (FILE, 10, "part_of", "unknown-id"),
        (FILE, 21, "derives_from", "cycle"),
        ("other/b.yaml", 20, "derives_from", "cycle"),
    ]
    assert "did you mean 'first-document/wrong'" in problems[0].message
    claim = frames["claim"]
    assert len(claim) == 4
    assert claim[["derives_from", "part_of", "link"]].isna().all().all()


def test_one_document_and_one_address_stand_in_one_file(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    text = one("population: CUB", "population: CUB")
    catalog.write(FILE, text)
    catalog.write("made_up/second.yaml", text.replace("id: first-document", "id: second"))
    catalog.write(
        "other/third.yaml", text.replace("https://example.org/first", "https://example.org/3")
    )
    frames, problems = catalog.check()
    found = [(p.file, p.key, p.rule) for p in problems if p.rule != "document-rejected"]
    assert found == [
        ("made_up/second.yaml", "url", "duplicate-url"), ("other/third.yaml", "id", "duplicate-id"),
    ]  # fmt: skip
    assert frames["claim"]["file"].unique().tolist() == [FILE]
