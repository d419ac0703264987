"""Redirects, followed by hand: each address on the way is judged as if it were the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx

from sources.fetch.addresses import web_address, without_secrets
from sources.fetch.failure import Failed
from sources.fetch.limits import Limits
from sources.fetch.page import NO_COOKIES, Reply, named

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Landed:
    """The reply at the end of the way. `final_url` is where that ended, None where at the very
    address that was wanted; `note` says so where there were redirects.
    """

    reply: Reply
    final_url: str | None
    note: str | None


def follow(url: str, ask: Callable[[httpx.URL], Reply], limits: Limits, most: int) -> Landed:
    """Ask for `url`, and for where it redirects, at most `most` times.

    Raises `Failed` for a circle, for too many, and for an address that may not be asked; the
    message then says where the way had led.
    """
    at = web_address(url, limits)
    seen = {(str(at), NO_COOKIES)}
    encrypted, downgraded = at.scheme == "https", False
    for hop in range(most + 1):
        try:
            reply = ask(at)
            if reply.status not in REDIRECTS:
                final_url = str(at) if str(at) != url else None
                return Landed(reply, final_url, _note(at, downgraded, hop))
            at = _target(reply, limits)
        except Failed as failed:
            if hop:
                failed.add(f"(after a redirect to {str(at)[:200]})")
            raise
        # A site may send a reader once around to see whether cookies come back.
        step = (str(at), reply.cookies)
        if step in seen:
            raise Failed(f"redirects in a circle, to {at}", status=reply.status)
        seen.add(step)
        downgraded = downgraded or (encrypted and at.scheme == "http")
        encrypted = encrypted or at.scheme == "https"
    raise Failed(f"more than {most} redirects", status=reply.status)


def _target(reply: Reply, limits: Limits) -> httpx.URL:
    location = reply.headers.get("Location", "").strip()
    if not location:
        raise Failed(f"answered {named(reply.status)} without an address", status=reply.status)
    try:
        joined = reply.url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        told = f"redirects to {without_secrets(location)[:100]!r}, which is no address: {error}"
        raise Failed(told, status=reply.status) from error
    try:
        return web_address(str(joined), limits)
    except Failed as failed:
        raise Failed(f"redirects where it may not: {failed}", status=reply.status) from failed


def _note(at: httpx.URL, downgraded: bool, hops: int) -> str | None:
    if not hops:
        return None
    return f"redirected to {at}" + (", by way of a plain connection" if downgraded else "")
