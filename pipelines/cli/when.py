"""Days and times as options of the command line, in ISO form.

What a command makes of them stands with the command.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import click


class Day(click.ParamType[date]):
    """A day."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day; a message that says what was expected where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; expected one such as 2025-06-01", param, ctx)


class Moment(click.ParamType[datetime]):
    """A time, or a day, which then means its beginning (`time.min`) or its end (`time.max`)."""

    name = "time"

    def __init__(self, of_a_day: time) -> None:
        self.of_a_day = of_a_day

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The time with its zone, UTC where none is given; a message where it is none."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            expected = "expected one such as 2026-03-09 or 2026-03-09T14:30"
            self.fail(f"{value!r} is no time; {expected}", param, ctx)
        if len(value) <= len("2026-03-09"):
            found = datetime.combine(found.date(), self.of_a_day)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
