"""robots.txt as RFC 9309 has it: who forbids a page is not asked for it; who cannot say is not
asked for now.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import httpx
from protego import Protego

from sources.fetch.addresses import host_of
from sources.fetch.configuration import PRODUCT
from sources.fetch.failure import Failed, Refused, Unreached
from sources.fetch.page import OK, Reply
from sources.fetch.redirects import Landed

_GROUP = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*([^#]*)", re.I)
_TOKEN = re.compile(r"\*|[a-z_-]+", re.I)


class Robots:
    """The rules of every origin that was asked for them, for as long as a fetch lasts.

    `read` brings the robots.txt at an address, or raises `Failed`.
    """

    def __init__(self, read: Callable[[str], Landed]) -> None:
        self.read = read
        self._lock = threading.Lock()
        self._origins: dict[str, threading.Lock] = {}
        self._rules: dict[str, Protego | Failed] = {}

    def require(self, url: httpx.URL) -> float:
        """Seconds between requests that the host asks for, 0 where it does not say.

        Raises `Failed` where the page is forbidden, or where the rules cannot be read.
        """
        rules = self._of(url)
        if isinstance(rules, Failed):
            raise rules.again()
        if not rules.can_fetch(str(url), PRODUCT):
            path = url.raw_path.decode("ascii", "replace")[:100]
            raise Failed(f"the robots.txt of {host_of(url)} forbids {path}")
        return float(rules.crawl_delay(PRODUCT) or 0.0)

    def _of(self, url: httpx.URL) -> Protego | Failed:
        origin = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        with self._lock:
            one_at_a_time = self._origins.setdefault(origin, threading.Lock())
        with one_at_a_time:
            if origin not in self._rules:
                self._rules[origin] = self._asked(origin, host_of(url))
            return self._rules[origin]

    def _asked(self, origin: str, host: str) -> Protego | Failed:
        try:
            reply = self.read(origin).reply
        except Failed as failed:
            if isinstance(failed, Unreached | Refused) and failed.host == host:
                return failed  # it is not about this file: no other page would come either
            told = f"the robots.txt of {host} cannot be read now, so nothing else is: {failed}"
            return Failed(told, status=failed.status, host=host, wait=failed.wait)
        return parsed(reply)


def parsed(reply: Reply) -> Protego:
    """The rules in a reply; none where there is no such file (any status but 200)."""
    text = reply.body.decode("utf-8", "replace") if reply.status == OK else ""
    return Protego.parse(_ours(text.removeprefix("\ufeff")))


def _ours(text: str) -> str:
    """The file with every group that is not for us under one other name.

    The parser gives each name of a group a copy of its rules: a file made of half names and half
    rules would take it hours. It also takes a name that ours begins with for ours.
    """
    lines = []
    for line in text.splitlines():
        group = _GROUP.match(line)
        if group is not None:
            token = _TOKEN.match(group[1])
            name = token[0].lower() if token else ""
            line = f"User-agent: {name if name in ('*', PRODUCT.lower()) else 'nobody'}"
        lines.append(line)
    return "\n".join(lines)
