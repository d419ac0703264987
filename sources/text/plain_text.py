"""What a plain text is, which method makes it of which kind of bytes, and what is too much.

How each kind is read stands in html.py, pdf.py, mail.py and encodings.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version


@dataclass(frozen=True)
class Limits:
    """How much is read of one document, and how long and in how much memory."""

    # News pages have 0.1 to 5 MB; a report in PDF with pictures may have 50. The 20 MB of HTML that
    # a hostile page can send already take ten seconds to read.
    bytes: int = 50_000_000
    html_bytes: int = 20_000_000
    # A book has a million characters; the phrase reader takes 10 s for five of them.
    characters: int = 5_000_000
    pages: int = 2_000
    # The slowest honest page took 2 s; a page that takes longer than 30 is made to.
    seconds: float = 30.0
    memory: int = 3 << 30


LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - a finding about a document, not an error of ours
    """A snapshot of which there is no text, and why."""


@dataclass(frozen=True)
class Text:
    """`text[:main]` is the body of the document, behind it stands what surrounds it on the page
    (menus, related stories). `method` says how it was made.
    """

    text: str
    main: int
    method: str


# Raise a number when a change of ours changes texts: what was made before is then made again.
_OURS = {"html": 1, "pdf": 1, "plain": 1, "mail": 1}
_LIBRARIES = {
    "html": ("resiliparse", "trafilatura"),
    "pdf": ("pypdfium2",),
    "plain": ("resiliparse",),
    "mail": ("resiliparse", "trafilatura"),
}
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "plain",
    "text/csv": "plain",
    "text/markdown": "plain",
    "application/json": "plain",
    "multipart/related": "mail",
    "message/rfc822": "mail",
}


def kind(media_type: str) -> str:
    """Which reader a media type has: html, pdf, plain or mail; raises `Refused` where none."""
    found = _KINDS.get(media_type.partition(";")[0].strip().lower())
    if found is None:
        known = ", ".join(sorted(_KINDS))
        raise Refused(f"no text is read from {media_type[:80]!r}; expected one of {known}")
    return found


@cache
def method(media_type: str) -> str:
    """The method for a media type: ours and its number, and the libraries that shape the text."""
    name = kind(media_type)
    parts = [f"{name}-{_OURS[name]}", *(f"{lib}-{version(lib)}" for lib in _LIBRARIES[name])]
    return " ".join(parts)
