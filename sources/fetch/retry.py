"""Another try where it may go better: how often, and after what wait."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from sources.fetch.addresses import host_of
from sources.fetch.failure import Failed
from sources.fetch.limits import Limits
from sources.fetch.pace import Pace
from sources.fetch.page import Reply, named
from sources.fetch.witness import Witness

T = TypeVar("T")


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait for a Retry-After header (RFC 9110, 10.2.3: seconds or a date).

    None where there is none, or none that can be read.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])  # more digits than a lifetime has seconds
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def busy(reply: Reply, now: datetime) -> Failed | None:
    """The failure of a server that cannot answer at the moment: 429 and 5xx; None for others."""
    if reply.status != 429 and reply.status < 500:
        return None
    return Failed(
        f"{host_of(reply.url)} answered {named(reply.status)}", status=reply.status,
        host=host_of(reply.url), passing=True,
        wait=retry_after(reply.headers.get("Retry-After"), now),
    )  # fmt: skip


class Patience:
    """Tries again, and keeps the host free of other requests while it waits."""

    def __init__(self, pace: Pace, witness: Witness, limits: Limits) -> None:
        self.pace, self.witness, self.limits = pace, witness, limits
        self.chance = random.Random()

    def wait(self, tried: int) -> float:
        """Seconds before the next try, after `tried` of them: twice as long each time."""
        longest = self.limits.first_wait_seconds * 2.0 ** (tried - 1)
        return longest * self.chance.uniform(0.5, 1.0)

    def persistently(self, attempt: Callable[[], T]) -> T:
        """What an attempt brings; raises its last `Failed` when there is no use in another."""
        tried = 0
        while True:
            tried += 1
            try:
                return attempt()
            except Failed as failed:
                if failed.wait is not None:
                    self.pace.hold(failed.host, failed.wait)
                if not failed.passing or tried >= self.limits.attempts or self.witness.down:
                    raise
                if failed.wait is None:
                    self.pace.hold(failed.host, self.wait(tried))
                elif failed.wait > self.limits.longest_wait_seconds:
                    raise
