"""Nothing that a claim holds can be dropped from its citation."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.citations.made import COUNTRY, NORTH_KOREA, ROOT, SAID
from warehouse.citations import languages
from warehouse.citations.row import Population, Row
from warehouse.citations.sentence import Dropped, sentence
from warehouse.citations.wording import FOLDER, Language, MissingWords, language

FOREIGN = Population("foreign", "foreign nationals", "all_countries")
# Each is told beside the others: what differs in one of them is never cited alike.
CHANGES: list[dict[str, Any]] = [
    {},
    *({"qualifier": q} for q in ("at least", "more than", "up to", "fewer than", "around")),
    *({"qualifier": q} for q in ("nearly", "estimated")),
    {"low": 1_000, "high": 1_200, "point": None, "qualifier": "between"},
    {"low": 1_000, "point": 1_000, "qualifier": "rising to"},
    {"low": 200, "high": 999, "point": None, "qualifier": "hundreds"},
    {"hedged": True},
    {"unit": "families"},
    {"unit": "requests"},
    {"unit": "complaints"},
    {"unit": "lorries"},
    {"population": NORTH_KOREA},
    {"population": FOREIGN},
    {"population": Population("1918:java", "Java", "group")},
    {"excluding": (NORTH_KOREA,)},
    {"excluding": (NORTH_KOREA, Population("1918:java", "Java", "group"))},
    *({"basis": b} for b in ("unspecified", "declared", "native")),
    {"measure": "killed"},
    {"measure": "infected"},
    {"channel": "Wagner"},
    {"channel": "districts of one sample"},
    *({"evidence": e, "told_how": True} for e in ("named", "identified", "official", "guessed")),
    {"side": "ukraine", "told_side": True},
    {"side": "nobody", "told_side": True},
    {"since": "2023-04"},
    {"since": "2023-04-01"},
    {"as_of": "2025-10-03"},
    {"as_of": "2025-10"},
    {"as_of": "2025-10~"},
    {"as_of": "2025-10?"},
    {"as_of": "2025-10%"},
    {"as_of": "2025"},
    {"as_of": "2025-23"},
    {"as_of": "202X"},
    {"as_of": "2025-09/2025-10"},
    {"since": "2025-10-02"},
    {"said": replace(SAID, claimant="The Telegraph")},
    {"said": replace(SAID, party="russia")},
    {"said": replace(SAID, party="neutral")},
    {"said": replace(SAID, publisher="LBC")},
    {"said": replace(SAID, own=True)},
    {"said": replace(SAID, published="2025-10-02")},
    {"said": replace(SAID, published="../2025-10-02")},
    {"root": ROOT},
    {"root": ROOT, "inferred": True},
    {"root": replace(ROOT, claimant="CNN")},
    {"root": replace(ROOT, party="ukraine")},
    {"root": replace(ROOT, published="2025-10-08")},
    {"says": "1 200 Cubans"},
    {"language": "de"},
    {"language": "und"},
    {"title": "Others"},
    {"title": "{url} {0} {"},
    {"channel": "{channel} {0} }"},
    {"population": Population("1918:java", "{of} {0} {", "group")},
    {"url": "https://example.org/others"},
]


@pytest.mark.parametrize("lang", languages())
def test_claims_that_differ_in_anything_are_never_cited_alike(lang: str) -> None:
    told = [sentence(replace(COUNTRY, **change), language(lang)) for change in CHANGES]
    assert len(set(told)) == len(CHANGES)


@given(*[st.lists(st.sampled_from([c for c in CHANGES if "low" not in c]), max_size=6)] * 2)
@pytest.mark.parametrize("lang", languages())
def test_nor_are_those_that_differ_in_some_of_many_things(
    lang: str, one: list[dict[str, Any]], other: list[dict[str, Any]]
) -> None:
    rows = [replace(COUNTRY, **ChainMap(*changes)) for changes in (one, other)]
    told = [sentence(row, language(lang)) for row in rows]
    assert (rows[0] == rows[1]) == (told[0] == told[1])


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"measure": "infected"}, "infected"),
        ({"unit": "lorries"}, "lorries"),
        ({"channel": "districts of one sample"}, "districts of one sample"),
        ({"population": Population("1918:java", "Java", "group")}, "Java"),
        ({"excluding": (Population("1918:java", "Java", "group"),)}, "Java"),
        ({"evidence": "reckoned", "told_how": True}, "reckoned"),
        ({"side": "nobody", "told_side": True}, "nobody"),
        ({"said": replace(SAID, party="neutral")}, "neutral"),
    ],
)
def test_words_of_a_catalogs_own_stand_in_quotation_marks(
    lang: str, change: dict[str, Any], name: str
) -> None:
    words = language(lang)
    assert words.quoted(name) in sentence(replace(COUNTRY, **change), words)


def changed(lang: str, key: str, value: object) -> Language:
    """A language with another word at a key."""
    words = language(lang)
    return replace(words, words=words.words | {key: value})


@pytest.mark.parametrize("part", ["hedge", "channel", "period", "words", "url", "root"])
def test_a_sentence_without_a_part_is_an_error(part: str, row: Row) -> None:
    row = replace(row, hedged=True, channel="Wagner", root=ROOT)
    pattern = language("en").said("sentence").replace(f"{{{part}}}", "")
    with pytest.raises(Dropped, match=f"paper/cubans: {part}"):
        sentence(row, changed("en", "sentence", pattern))


def test_a_part_that_came_out_empty_is_an_error(row: Row) -> None:
    with pytest.raises(Dropped, match="hedge"):
        sentence(replace(row, hedged=True), changed("en", "hedge", ""))


def test_a_language_without_a_word_is_an_error(row: Row) -> None:
    with pytest.raises(MissingWords, match="figure / exactly"):
        sentence(row, changed("en", "figure", {}))


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        (["sentence"], "{hedge}{figure}"),
        (["channel"], "in part"),
        (["figure", "at least"], "some {n}, {m}"),
        (["period", "window"], "until {date}"),
        (["root", "stated"], "retold"),
        (["measures", "killed", "forms", 1], "were killed"),
        (["people", "area", "native", "forms", 0], "a native"),
        (["without"], "some left out"),
        (["relay"], None),
    ],
)
def test_a_file_whose_pattern_lacks_a_slot_is_not_read(
    path: list[Any], pattern: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = yaml.safe_load((FOLDER / "en.yaml").read_bytes())
    at = words
    for key in path[:-1]:
        at = at[key]
    if pattern is None:
        del at[path[-1]]
    else:
        at[path[-1]] = pattern
    (tmp_path / "xx.yaml").write_text(yaml.safe_dump(words))
    monkeypatch.setattr("warehouse.citations.wording.FOLDER", tmp_path)
    languages.cache_clear()
    try:
        with pytest.raises(ValueError, match=f"xx.yaml: {path[0]}"):
            language("xx")
    finally:
        languages.cache_clear()


def test_lines_of_the_words_are_one_line_of_the_citation(row: Row) -> None:
    told = sentence(replace(row, says="1,200\n  Cubans", title="Two\nlines"), language("en"))
    assert "“1,200 Cubans”" in told
    assert "\n" not in told
