"""Days and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import click
import pytest

from pipelines.cli.when import Day, Moment


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2025-06-01", datetime(2025, 6, 1, 23, 59, 59, 999999, UTC)),
        ("2025-06-01T12:30", datetime(2025, 6, 1, 12, 30, tzinfo=UTC)),
        ("2025-06-01 12:30:05", datetime(2025, 6, 1, 12, 30, 5, tzinfo=UTC)),
        ("2025-06-01T12:30+02:00", datetime(2025, 6, 1, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_in_utc_unless_it_names_a_zone(typed: str, meant: datetime) -> None:
    assert Moment(time.max).convert(typed, None, None) == meant


def test_a_day_means_its_beginning_or_its_end_as_the_option_says() -> None:
    assert Moment(time.min).convert("2025-06-01", None, None) == datetime(2025, 6, 1, tzinfo=UTC)
    assert Day().convert("2025-06-01", None, None) == date(2025, 6, 1)


@pytest.mark.parametrize("kind", [Day(), Moment(time.min)])
def test_what_is_no_time_gets_an_example(kind: click.ParamType[date]) -> None:
    with pytest.raises(click.BadParameter, match=r"'June 2025' is no \w+; expected one such as 20"):
        kind.convert("June 2025", None, None)
