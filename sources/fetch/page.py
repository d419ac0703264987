"""One GET: a status, headers, and the body as far as it may be taken. Redirects stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

import httpcore
import httpx

from sources.fetch.addresses import host_of
from sources.fetch.decoding import unpacked
from sources.fetch.failure import Failed
from sources.fetch.session import Session

OK = 200
NO_COOKIES = "[]"


@dataclass(frozen=True)
class Reply:
    """`body` is unpacked, and empty but for status 200; `cookies` is what is remembered then."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes = b""
    cookies: str = NO_COOKIES


def get(
    session: Session,
    url: httpx.URL,
    most_bytes: int,
    *,
    headers: Mapping[str, str] = MappingProxyType({}),
    cut: bool = False,
    refuse: Callable[[httpx.Headers], None] | None = None,
) -> Reply:
    """Ask for a page once. A body of more than `most_bytes` is cut there, or refused.

    `refuse` may look at the headers of a page and raise before its body is read. Raises `Failed`
    for whatever is no whole answer.
    """
    begun = False
    with session.budget.running():
        try:
            with session.get(url, headers) as answer:
                begun = True
                body = b""
                if answer.status_code == OK:
                    if refuse is not None:
                        refuse(answer.headers)
                    body = _body(answer, most_bytes, cut)
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            told = "the answer breaks off" if begun else f"{host_of(url)} gives no proper answer"
            raise Failed(f"{told}: {error}", host=host_of(url), passing=True) from error
        except Failed as failed:
            failed.host = failed.host or host_of(url)
            raise
    return Reply(url, answer.status_code, answer.headers, body, session.memory())


def _body(answer: httpx.Response, most: int, cut: bool) -> bytes:
    declared = answer.headers.get("Content-Length", "")
    packed = answer.headers.get("Content-Encoding", "")
    too_large = f"the page has more than {most:,} bytes"
    if not cut and declared.isascii() and declared.isdigit() and int(declared[:18]) > most:
        raise Failed(too_large, status=OK)
    body = bytearray()
    for piece in unpacked(answer.iter_raw(), packed):
        body += piece
        if len(body) > most:
            if cut:
                break
            raise Failed(too_large, status=OK)
    return bytes(body[:most])


def named(status: int) -> str:
    """A status with its name: 404 Not Found."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
