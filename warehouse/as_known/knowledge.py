"""A state of knowledge that is asked for: public by a day, recorded by a moment, or both.

What was there in such a state stands in narrowed.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Knowledge:
    """What was public by the day `known_on`, and recorded by Muster by the moment `recorded_on`
    (UTC, without a zone); None where it is not asked."""

    known_on: date | None = None
    recorded_on: datetime | None = None

    @property
    def is_limited(self) -> bool:
        """Whether anything is asked for but all that is published."""
        return self.known_on is not None or self.recorded_on is not None

    @property
    def name(self) -> str:
        """A name for a file: 2025-06-01, recorded-20251126T101500000000, or both."""
        parts = [] if self.known_on is None else [self.known_on.isoformat()]
        if self.recorded_on is not None:
            parts.append(f"recorded-{self.recorded_on:%Y%m%dT%H%M%S%f}")
        return "-".join(parts)

    def __str__(self) -> str:
        """In words: public by 2025-06-01 and recorded by 2025-11-26 10:15:00 UTC."""
        parts = [] if self.known_on is None else [f"public by {self.known_on}"]
        if self.recorded_on is not None:
            parts.append(f"recorded by {self.recorded_on.isoformat(' ', 'seconds')} UTC")
        return " and ".join(parts)
