"""Dates told in five languages and cited in CSL-JSON, for every kind of EDTF."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import span
from warehouse.citations import languages
from warehouse.citations.as_csl import issued
from warehouse.citations.when import told
from warehouse.citations.wording import language

NOMINATIVE = {
    "2025-11-01": {
        "en": "1 November 2025", "uk": "1 листопада 2025 року", "ru": "1 ноября 2025 года",
        "es": "1 de noviembre de 2025", "fr": "1er novembre 2025",
    },
    "2025-11": {
        "en": "November 2025", "uk": "листопад 2025 року", "ru": "ноябрь 2025 года",
        "es": "noviembre de 2025", "fr": "novembre 2025",
    },
    "2025": {"en": "2025", "uk": "2025 рік", "ru": "2025 год", "es": "2025", "fr": "2025"},
    "2025-23": {
        "en": "autumn 2025", "uk": "осінь 2025 року", "ru": "осень 2025 года",
        "es": "otoño de 2025", "fr": "automne 2025",
    },
    "2025-04~": {
        "en": "around April 2025", "uk": "квітень 2025 року (приблизно)",
        "ru": "апрель 2025 года (приблизительно)", "es": "abril de 2025 (aproximadamente)",
        "fr": "avril 2025 (date approximative)",
    },
    "2024-02/..": {
        "en": "February 2024 or later", "uk": "лютий 2024 року або пізніше",
        "ru": "февраль 2024 года или позже", "es": "febrero de 2024 o después",
        "fr": "février 2024 ou plus tard",
    },
    "../2026": {
        "en": "2026 or earlier", "uk": "2026 рік або раніше", "ru": "2026 год или раньше",
        "es": "2026 o antes", "fr": "2026 ou plus tôt",
    },
    "202X": {
        "en": "202X (a date in EDTF)", "uk": "202X (дата в записі EDTF)",
        "ru": "202X (дата в записи EDTF)", "es": "202X (fecha en EDTF)",
        "fr": "202X (date en EDTF)",
    },
}  # fmt: skip
GENITIVE = [
    ("uk", "2023-04", "квітня 2023 року"),
    ("uk", "2023", "2023 року"),
    ("ru", "2023-04", "апреля 2023 года"),
    ("ru", "2025-21", "весны 2025 года"),
    ("en", "2023-04", "April 2023"),
]
EDTF = ["2025-11-19", "2025-11", "2025", "2025-23", "2025-04~", "2025?", "2025-11%", "2025-11/2026",
        "2024-02/..", "../2026-03-09", "202X"]  # fmt: skip


@pytest.mark.parametrize("text", NOMINATIVE)
def test_a_date_by_itself_is_told_in_every_language(text: str) -> None:
    said = {lang: told(text, "nominative", language(lang)) for lang in languages()}
    assert said == NOMINATIVE[text]


@pytest.mark.parametrize(("lang", "text", "expected"), GENITIVE)
def test_a_date_stands_in_its_case(lang: str, text: str, expected: str) -> None:
    assert told(text, "genitive", language(lang)) == expected


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("place", ["by", "at", "since", "until", "during", "published"])
def test_dates_that_differ_are_told_otherwise_in_every_place(lang: str, place: str) -> None:
    words = language(lang)
    said = {told(text, words.said("cases", place), words) for text in EDTF}
    assert len(said) == len(EDTF)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from([10, 7, 4]))
def test_date_parts_are_those_of_a_day_month_or_year(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    known = [day.year, day.month, day.day][: {10: 3, 7: 2, 4: 1}[length]]
    assert issued(text) == {"date-parts": [known], "edtf": text}
    assert issued(f"{text}~") == {"date-parts": [known], "edtf": f"{text}~", "circa": True}
    assert issued(f"{text}/..") == {"date-parts": [known], "edtf": f"{text}/..", "circa": True}
    assert issued(f"../{text}") == {"date-parts": [known], "edtf": f"../{text}", "circa": True}


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), min_size=2, max_size=2))
def test_an_interval_has_the_parts_of_both_its_sides(days: list[date]) -> None:
    first, last = sorted(days)
    text = f"{first}/{last:%Y-%m}"
    span(text)
    found = issued(text)["date-parts"]
    assert found == [[first.year, first.month, first.day], [last.year, last.month]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-21", {"date-parts": [[2025]], "season": 1, "edtf": "2025-21"}),
        ("2025-24?", {"date-parts": [[2025]], "season": 4, "circa": True, "edtf": "2025-24?"}),
        ("2025-21/2025-23", {"date-parts": [[2025], [2025]], "edtf": "2025-21/2025-23"}),
        ("202X", {"literal": "202X", "edtf": "202X"}),
    ],
)
def test_seasons_and_unknown_parts(text: str, expected: dict[str, object]) -> None:
    assert issued(text) == expected
