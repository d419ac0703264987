"""Documents whose pages are wanted, which of them are due, and what stands of each so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sources.archive import Entry
from sources.fetch.addresses import without_secrets

FAILED_AGAIN = timedelta(days=1)  # a page that is dead today may be back tomorrow, not in an hour
HOW = "fetch"


@dataclass(frozen=True)
class Wanted:
    """One document and the address of its page."""

    document_id: str
    url: str


@dataclass(frozen=True)
class Standing:
    """The page as it was last fetched: a new request asks whether it still stands.

    `landed` is the address that the validators belong to.
    """

    sha256: str
    url: str
    landed: str
    etag: str | None
    last_modified: str | None


def due(
    documents: Iterable[Wanted], entries: Iterable[Entry], now: datetime, every: timedelta
) -> list[Wanted]:
    """The documents to ask for now: never asked, asked longer ago than `every`, or moved.

    A page that failed is due after a day (after `every` where that is less), or when the host said.
    """
    last: dict[str, Entry] = {}
    for entry in entries:
        before = last.get(entry.document_id)
        if entry.how == HOW and (before is None or entry.at >= before.at):
            last[entry.document_id] = entry
    return [d for d in documents if _is_due(d, last.get(d.document_id), now, every)]


def _is_due(wanted: Wanted, last: Entry | None, now: datetime, every: timedelta) -> bool:
    if last is None or last.url != without_secrets(wanted.url) or last.at > now:
        return True  # the last: the clock was wrong when it was asked
    if last.again_at is not None:
        return now >= last.again_at
    pause = min(every, FAILED_AGAIN) if last.event == "failed" else every
    return now >= last.at + pause


def standing(entries: Sequence[Entry]) -> dict[str, Standing]:
    """For each document what was last fetched of it; files that people brought in have no say."""
    found: dict[str, Standing] = {}
    for entry in sorted(entries, key=lambda e: e.at):
        if entry.how != HOW or entry.sha256 is None:
            continue
        before = found.get(entry.document_id)
        if entry.event == "captured":
            found[entry.document_id] = Standing(
                entry.sha256, entry.url, entry.final_url or entry.url, entry.etag,
                entry.last_modified,
            )  # fmt: skip
        elif before is not None and before.sha256 == entry.sha256:
            found[entry.document_id] = replace(
                before, etag=entry.etag or before.etag,
                last_modified=entry.last_modified or before.last_modified,
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class Tally:
    """How many pages were captured (of these `new_versions` differ from all before), and so on."""

    captured: int = 0
    new_versions: int = 0
    unchanged: int = 0
    failed: int = 0


def tally(fetched: Iterable[Entry], before: Iterable[Entry]) -> Tally:
    """Counts of what a fetch brought, against what stood in the index before it."""
    known: dict[str, set[str]] = {}
    for entry in before:
        if entry.event == "captured" and entry.sha256:
            known.setdefault(entry.document_id, set()).add(entry.sha256)
    total = Tally()
    for entry in fetched:
        count: dict[str, int] = {entry.event: getattr(total, entry.event) + 1}
        versions = known.get(entry.document_id)
        if entry.event == "captured" and versions and entry.sha256 not in versions:
            count["new_versions"] = total.new_versions + 1
        total = replace(total, **count)
    return total
