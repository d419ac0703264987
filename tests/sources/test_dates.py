"""EDTF: every form against days counted by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import DateError, span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025~", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-04~", "2025-04-01", "2025-04-30"),
        ("2025-07?", "2025-07-01", "2025-07-31"),
        ("2025-10-02", "2025-10-02", "2025-10-02"),
        ("2025-12-19~", "2025-12-19", "2025-12-19"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-23", "2025-09-01", "2025-11-30"),
        ("2025-24", "2025-12-01", "2025-12-31"),
        ("2024-05-21/2024-05-31", "2024-05-21", "2024-05-31"),
        ("2024-01/2024-03", "2024-01-01", "2024-03-31"),
        ("2024-02/..", "2024-02-01", None),
        ("../2026-03-09", None, "2026-03-09"),
        ("../2026", None, "2026-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
    ],
)
def test_the_days_of_a_date(text: str, first: str | None, last: str | None) -> None:
    found = span(text)
    assert [day.isoformat() if day else None for day in found] == [first, last]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2025-02-30", "01 to 28"),
        ("2023-02-29", "01 to 28"),
        ("2025-13", "01 to 12"),
        ("2025-00", "01 to 12"),
        ("2025-23-01", "01 to 12"),
        ("/2023-12-26", "did you mean '../2023-12-26'"),
        ("2023-12-26/", "did you mean '2023-12-26/..'"),
        ("2024-05-31/2024-05-21", "did you mean '2024-05-21/2024-05-31'"),
        ("../..", "open on both sides"),
        ("Y20000", "EDTF"),
        ("20000", "EDTF"),
        ("25", "EDTF"),
        ("0000", "no such year"),
        ("2025-1-1", "EDTF"),
        ("02.10.2025", "EDTF"),
        ("October 2025", "EDTF"),
        ("२०२५", "EDTF"),
        ("2025-10-02/2025-11/2025", "EDTF"),
        ("", "EDTF"),
    ],
)
def test_what_is_no_date_is_refused_with_what_was_expected(text: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        span(text)
    assert hint in str(caught.value)


@given(st.dates(), st.dates())
def test_first_is_never_after_last(start: date, end: date) -> None:
    start, end = sorted([start, end])
    for text in (f"{start:%Y-%m}".zfill(7), start.isoformat(), f"{start}/{end}"):
        found = span(text)
        assert found.first is not None
        assert found.last is not None
        assert found.first <= found.last
    assert span(f"{start}/{end}") == (start, end)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = span(text)
    except DateError:
        return
    assert found.first is None or found.last is None or found.first <= found.last
