"""Bytes of any known kind to their text. Runs in a process of its own: see bounded.py."""

from __future__ import annotations

from sources.text.encodings import decoded
from sources.text.normal import normal
from sources.text.plain_text import LIMITS, Refused, Text, kind, method


def extract(data: bytes, media_type: str, charset: str | None = None) -> Text:
    """The text of a snapshot; raises `Refused` for what is too large, or no text at all."""
    name = kind(media_type)
    if len(data) > LIMITS.bytes:
        raise Refused(f"{len(data):,} bytes; at most {LIMITS.bytes:,} are read")
    if name == "mail":
        from sources.text.mail import page_of

        page, charset, inner = page_of(data)
        text, main = _html(page, charset) if inner == "text/html" else _plain(page, charset)
    elif name == "html":
        text, main = _html(data, charset)
    elif name == "pdf":
        from sources.text.pdf import text_of

        text = text_of(data)
        main = len(text)
    else:
        text, main = _plain(data, charset)
    if len(text) > LIMITS.characters:
        raise Refused(f"{len(text):,} characters; at most {LIMITS.characters:,} are read")
    if not text:
        raise Refused("there is no text in it")
    return Text(text, main, method(media_type))


def _html(data: bytes, charset: str | None) -> tuple[str, int]:
    from sources.text.html import text_of

    if len(data) > LIMITS.html_bytes:
        raise Refused(f"{len(data):,} bytes of HTML; at most {LIMITS.html_bytes:,} are read")
    return text_of(decoded(data, charset, html=True))


def _plain(data: bytes, charset: str | None) -> tuple[str, int]:
    text = normal(decoded(data, charset))
    return text, len(text)
