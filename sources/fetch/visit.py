"""One document's page: asked for, judged, and turned into an entry of the index.

Whatever goes wrong with a page is a `failed` entry; nothing here raises for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx

from sources.archive import Entry
from sources.fetch import media
from sources.fetch.addresses import host_of, without_secrets
from sources.fetch.clock import Clock
from sources.fetch.configuration import Configuration
from sources.fetch.failure import Failed, Stopped, Unreached
from sources.fetch.pace import Pace
from sources.fetch.page import OK, Reply, get, named
from sources.fetch.redirects import Landed, follow
from sources.fetch.retry import Patience, busy
from sources.fetch.robots import Robots
from sources.fetch.session import Sessions
from sources.fetch.turns import Turns
from sources.fetch.wanted import HOW, Standing, Wanted
from sources.fetch.witness import Witness

NOT_MODIFIED = 304


@dataclass(frozen=True)
class Visited:
    """What to record, and the bytes to keep where there are new ones."""

    entry: Entry
    data: bytes | None = None


class Visits:
    """What the visits of one fetch share: rules of hosts, pauses, and who was reached at all."""

    def __init__(self, configuration: Configuration, clock: Clock, archive: Path) -> None:
        self.clock, self.limits = clock, configuration.limits
        self.witness = Witness(self.limits.hosts_until_down)
        self.pace = Pace(clock, self.limits, Turns(archive, clock, self.limits))
        self.patience = Patience(self.pace, self.witness, self.limits)
        self.sessions = Sessions(configuration, clock, self.witness)
        self.robots = Robots(self._robots_txt)

    def visit(self, wanted: Wanted, before: Standing | None) -> Visited:
        """Ask for the page of a document; `before` is what stands of it. Raises only `Stopped`."""
        try:
            landed = self.patience.persistently(lambda: self._page(wanted.url, before))
            return self._judged(wanted, before, landed)
        except Failed as failed:
            return self._failed(wanted, failed)
        except Stopped:
            raise
        except Exception as error:  # a library's own error about a hostile answer
            told = Failed(f"it cannot be fetched: {type(error).__name__}: {error}")
            return self._failed(wanted, told)

    def _page(self, url: str, before: Standing | None) -> Landed:
        session = self.sessions.open(self.limits.page_seconds)

        def ask(at: httpx.URL) -> Reply:
            host = host_of(at)
            self.pace.slow_down(host, self.robots.require(at))
            with self.pace.turn(host):
                reply = get(
                    session, at, self.limits.page_bytes, headers=conditions(before, str(at)),
                    refuse=media.refuse,
                )  # fmt: skip
            return self._not_busy(reply)

        return follow(url, ask, self.limits, self.limits.redirects)

    def _robots_txt(self, url: str) -> Landed:
        return self.patience.persistently(lambda: self._robots_txt_once(url))

    def _robots_txt_once(self, url: str) -> Landed:
        session = self.sessions.open(self.limits.robots_seconds)

        def ask(at: httpx.URL) -> Reply:
            with self.pace.turn(host_of(at), pause=False):
                reply = get(session, at, self.limits.robots_bytes, cut=True)
            return self._not_busy(reply)

        return follow(url, ask, self.limits, self.limits.robots_redirects)

    def _not_busy(self, reply: Reply) -> Reply:
        if (failed := busy(reply, self.clock.now())) is not None:
            raise failed
        return reply

    def _judged(self, wanted: Wanted, before: Standing | None, landed: Landed) -> Visited:
        reply = landed.reply
        etag, last_modified = (validator(reply.headers, n) for n in ("ETag", "Last-Modified"))
        told = {"status": reply.status, "message": landed.note, "final_url": landed.final_url,
                "etag": etag, "last_modified": last_modified}  # fmt: skip
        if reply.status == NOT_MODIFIED and conditions(before, str(reply.url)):
            assert before is not None
            return Visited(self._entry(wanted, event="unchanged", sha256=before.sha256, **told))
        if reply.status != OK:
            where = f" ({landed.note})" if landed.note else ""
            raise Failed(f"answered {named(reply.status)}{where}", status=reply.status)
        if not reply.body.strip():
            raise Failed("the page is empty", status=OK)
        media_type = media.media_type(reply.headers, reply.body, reply.url.path)
        _, charset = media.declared(reply.headers)
        entry = self._entry(
            wanted, event="captured", media_type=media_type, charset=charset, **told
        )  # fmt: skip
        return Visited(entry, reply.body)

    def _failed(self, wanted: Wanted, failed: Failed) -> Visited:
        again_at, message = None, failed.message
        if failed.wait is not None or isinstance(failed, Unreached):
            least, most = self.limits.shortest_absence_seconds, self.limits.longest_absence_seconds
            pause = min(max(failed.wait or 0.0, least), most)
            again_at = self.clock.now() + timedelta(seconds=pause)
        if failed.wait is not None and again_at is not None:
            message += f"; to be asked again after {again_at:%Y-%m-%d %H:%M} UTC"
        return Visited(
            self._entry(
                wanted, event="failed", status=failed.status, message=message, again_at=again_at
            )
        )

    def _entry(self, wanted: Wanted, **told: object) -> Entry:
        return Entry(
            document_id=wanted.document_id, url=without_secrets(wanted.url), at=self.clock.now(),
            how=HOW, **told,  # type: ignore[arg-type]
        )  # fmt: skip


def conditions(before: Standing | None, url: str) -> Mapping[str, str]:
    """The headers that ask for a page only if it changed.

    Only the address that gave the validators is asked with them: another one, to which the page was
    moved meanwhile, would say of its own page that it is older than ours.
    """
    if before is None or before.landed != url:
        return {}
    told = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in told.items() if value and _sendable(value)}


def validator(headers: httpx.Headers, name: str) -> str | None:
    """An ETag or Last-Modified that can be sent back as it came, or None."""
    value = headers.get(name, "").strip()
    return value if value and _sendable(value) else None


def _sendable(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) <= 1_000
