"""A page saved as MHTML: a mail whose parts are the page and what it shows."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.message import Message

from sources.text.plain_text import Refused

_PARTS = 2_000  # a saved page has some hundred pictures and styles


@dataclass(frozen=True)
class Mail:
    """The page in a mail: its bytes, media type (text/html or text/plain) and charset; and what
    the mail says of it, as it stands there.
    """

    page: bytes
    media_type: str
    charset: str | None
    subject: str | None
    location: str | None


def read(data: bytes) -> Mail:
    """The first part that is HTML, or else the first that is plain text.

    Raises `Refused` where there is neither.
    """
    # The older policy leaves headers as they are: to parse each takes long and may fail.
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    plain: Message | None = None
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            break
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml"):
            return _mail(message, part, "text/html")
        if kind == "text/plain" and plain is None and not part.is_multipart():
            plain = part
    if plain is not None:
        return _mail(message, plain, "text/plain")
    raise Refused("no part of the saved page is HTML or text")


def _mail(message: Message, part: Message, media_type: str) -> Mail:
    page = part.get_payload(decode=True)
    location = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    return Mail(
        page=page if isinstance(page, bytes) else b"",
        media_type=media_type,
        charset=part.get_content_charset(),
        subject=None if message["Subject"] is None else str(message["Subject"]),
        location=None if location is None else str(location),
    )
