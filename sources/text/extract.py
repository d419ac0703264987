"""Bytes of any known kind to their text. Runs in a process of its own: see bounded.py."""

from __future__ import annotations

from sources.text.encodings import decoded
from sources.text.normal import normal
from sources.text.plain_text import LIMITS, Limits, Refused, Text, kind, method


def extract(
    data: bytes, media_type: str, charset: str | None = None, limits: Limits = LIMITS
) -> Text:
    """The text of a snapshot; raises `Refused` for what is too large, or no text at all."""
    name = kind(media_type)
    if len(data) > limits.bytes:
        raise Refused(f"{len(data):,} bytes; at most {limits.bytes:,} are read")
    text, main = _read(name, data, charset, limits)
    if len(text) > limits.characters:
        raise Refused(f"{len(text):,} characters; at most {limits.characters:,} are read")
    if not text.strip("\ufffd \n"):
        raise Refused("there is no text in it")
    return Text(text, main, method(media_type, charset))


def _read(name: str, data: bytes, charset: str | None, limits: Limits) -> tuple[str, int]:
    if name == "mail":
        from sources.text import mail

        found = mail.read(data)
        inner = "html" if found.media_type == "text/html" else "plain"
        return _read(inner, found.page, found.charset, limits)
    if name == "html":
        from sources.text import story

        return story.text_of(_characters(data, charset, limits, html=True), limits)
    if name == "pdf":
        from sources.text import pdf

        text = pdf.text_of(data, limits)
    elif name == "cells":
        from sources.text import cells

        text = cells.text_of(_characters(data, charset, limits))
    else:
        text = normal(_characters(data, charset, limits))
    return text, len(text)


def _characters(data: bytes, charset: str | None, limits: Limits, *, html: bool = False) -> str:
    found = decoded(data, charset, html=html)
    if not html and len(found) > limits.raw_characters:  # of a page, markup is most
        raise Refused(f"{len(found):,} characters; at most {limits.raw_characters:,} are read")
    return found
