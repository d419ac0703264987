"""A page saved as MHTML: a mail whose parts are the page and what it shows."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from sources.text.plain_text import Refused

_PARTS = 2_000  # a saved page has some hundred pictures and styles


def page_of(data: bytes) -> tuple[bytes, str | None, str]:
    """The bytes of the page, its charset and its media type (text/html or text/plain).

    Raises `Refused` where no part is a page.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    plain: EmailMessage | None = None
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _payload(part), part.get_content_charset(), "text/html"
        if part.get_content_type() == "text/plain" and plain is None:
            plain = part
    if plain is not None and not plain.is_multipart():
        return _payload(plain), plain.get_content_charset(), "text/plain"
    raise Refused("no part of the saved page is HTML or text")


def _payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
