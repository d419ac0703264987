"""Why a page was not fetched, in words that a person understands, and whether it may pass."""

from __future__ import annotations

from sources.problems import printable

LONGEST = 500  # characters of a message: servers choose parts of it


class Failed(Exception):  # noqa: N818 - a finding about a page, not an error of ours
    """One request that brought nothing.

    `passing`: it may go better in a moment; `wait`: seconds after which the server says so itself;
    `host`: who has to be left in peace until then.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        host: str = "",
        passing: bool = False,
        wait: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = _one_line(message)
        self.status, self.host, self.passing, self.wait = status, host, passing, wait

    def __str__(self) -> str:
        return self.message

    def add(self, more: str) -> None:
        """Say more about it."""
        self.message = _one_line(f"{self.message} {more}")

    def again(self) -> Failed:
        """The same failure for another page, which does not try again what was tried enough."""
        return type(self)(self.message, status=self.status, host=self.host, wait=self.wait)


class Unreached(Failed):
    """There was no connection to the host at all."""


class Refused(Failed):
    """The host lies where nobody may be asked."""


def _one_line(message: str) -> str:
    line = printable(" ".join(message.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 3] + "..."


class Stopped(Exception):  # noqa: N818 - no error: somebody ended the fetch
    """The fetch was ended while this page was under way."""
