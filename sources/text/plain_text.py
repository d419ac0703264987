"""What a plain text is, which method makes it of which kind of bytes, and what is too much.

How each kind is read stands in html.py, pdf.py, mail.py, cells.py and encodings.py.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version


@dataclass(frozen=True)
class Limits:
    """How much is read of one document, how long (seconds) and in how much memory (bytes)."""

    # News pages have 0.1 to 5 MB; a report in PDF with pictures may have 50.
    bytes: int = 50_000_000
    # A book has a million characters; the phrase reader takes 10 s for five of them.
    characters: int = 5_000_000
    # Before spaces are collapsed: pages that are indented by machines are mostly spaces.
    raw_characters: int = 20_000_000
    # Browsers stop at 512. Each end tag is looked for among all that are open.
    depth: int = 3_000
    pages: int = 2_000
    # The slowest honest page took 2 s; a page that takes longer than 30 is made to.
    seconds: float = 30.0
    # Address space, of which the libraries alone take 0.2 GB; the hungriest honest page took 0.6.
    memory: int = 3 << 30


LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - a finding about a document, not an error of ours
    """A snapshot of which there is no text, and why."""


class Unread(str):
    """Why a document was not read this time: it took too long, too much memory, or its reader
    died. Another time, or another machine, may have more luck; what is `Refused` stays refused.
    """


@dataclass(frozen=True)
class Text:
    """`text[:main]` is the body of the document, behind it stands what surrounds it on the page
    (menus, related stories). `method` says how it was made.
    """

    text: str
    main: int
    method: str


# Raise a number when a change of ours changes texts: what was made before is then made again.
_OURS = {"html": 2, "pdf": 2, "plain": 2, "cells": 1, "mail": 2}
_LIBRARIES = {
    "html": ("lxml", "resiliparse", "trafilatura"),
    "pdf": ("pypdfium2",),
    "plain": ("resiliparse",),
    "cells": ("resiliparse",),
    "mail": ("lxml", "resiliparse", "trafilatura"),
}
_DECODED = ("html", "plain", "cells")  # a mail and a PDF name their encodings themselves
# UTF-8 is tried anyway; the others are Python's own, or hide markup in plain letters as UTF-7 does.
_NO_CHARSETS = (
    "utf-8", "utf-8-sig", "utf-7", "idna", "punycode", "undefined", "unicode_escape",
    "raw_unicode_escape", "unicode-escape", "raw-unicode-escape",
)  # fmt: skip
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "plain",
    "text/csv": "cells",
    "text/markdown": "plain",
    "application/json": "plain",
    "multipart/related": "mail",
    "message/rfc822": "mail",
}


def kind(media_type: str) -> str:
    """Which reader a media type has: html, pdf, plain, cells or mail; raises `Refused` where none.

    A parameter behind the type, as in `text/html; charset=utf-8`, is passed over.
    """
    found = _KINDS.get(media_type.partition(";")[0].strip().lower())
    if found is None:
        known = ", ".join(sorted(_KINDS))
        raise Refused(f"no text is read from {media_type[:80]!r}; expected one of {known}")
    return found


def declared_codec(charset: str | None) -> str | None:
    """The codec that a declared charset names: None for UTF-8, for which a text is tried anyway,
    and for what Python does not know, or knows and is no charset (rot13).
    """
    if not charset or len(charset) > 40 or not charset.isascii():
        return None
    try:
        found = codecs.lookup(charset.strip())
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding and found.name not in _NO_CHARSETS else None


@cache
def method(media_type: str, charset: str | None = None) -> str:
    """The method for a media type: ours and its number, the libraries that shape the text, and the
    declared charset where it can make a difference. Equal bytes and methods give equal texts.

    Raises `Refused` for a type from which no text is read.
    """
    name = kind(media_type)
    parts = [f"{name}-{_OURS[name]}", *(f"{lib}-{version(lib)}" for lib in _LIBRARIES[name])]
    declared = declared_codec(charset) if name in _DECODED else None
    return " ".join([*parts, declared] if declared else parts)
