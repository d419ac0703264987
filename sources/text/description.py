"""What a document says of itself, for a stub that a person completes. Runs in a process of its own:
see described.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sources.text.encodings import decoded
from sources.text.normal import normal
from sources.text.plain_text import LIMITS, Limits, Refused, kind

_TITLE, _ADDRESS = 300, 2_000  # characters at most
_PAGES = 3  # of a PDF: enough to tell its language
_ELEMENTS = 40_000  # more of them take htmldate longer than a date is worth
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class Described:
    """Title; publication day (EDTF, YYYY-MM-DD); language (ISO 639-1); canonical URL. Each is one
    short line of visible characters, or None where the document does not tell.
    """

    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def describe(
    data: bytes, media_type: str, charset: str | None = None, limits: Limits = LIMITS
) -> Described:
    """What a document says of itself; raises `Refused` for what is too large or no document."""
    name = kind(media_type)
    if len(data) > limits.bytes:
        raise Refused(f"{len(data):,} bytes; at most {limits.bytes:,} are read")
    if name == "mail":
        from sources.text import mail

        found = mail.read(data)
        page = decoded(found.page, found.charset, html=True)
        told = _page(page, limits) if found.media_type == "text/html" else _text(page)
        return replace(
            told,
            title=told.title or title(found.subject),
            url=told.url or address(found.location),
        )
    if name == "html":
        return _page(decoded(data, charset, html=True), limits)
    return _pdf(data) if name == "pdf" else _text(decoded(data, charset))


def title(said: str | None) -> str | None:
    """A title as one line of at most 300 visible characters; None where nothing is left."""
    plain = " ".join(normal((said or "").translate(_TURNING)).split())
    line = "".join(filter(str.isprintable, plain)).strip()
    return (line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…") or None


def address(said: str | None) -> str | None:
    """An absolute address of the web, or None for anything else."""
    url = (said or "").strip()
    if len(url) > _ADDRESS or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    whole = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if whole else None


def _page(page: str, limits: Limits) -> Described:
    from sources.text import head, html
    from sources.text.language import language

    said, seen = head.read(page), html.read(page, limits)
    url = address(said.address)
    return Described(
        title=title(said.title or next(iter(seen.heads), None)),
        published=_published(page, url) if seen.elements <= _ELEMENTS else None,
        language=language(seen.text, said.language),
        url=url,
    )


def _published(page: str, url: str | None) -> str | None:
    from htmldate import find_date
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    # A tree, not the page: htmldate asks the network for a string that looks like an address.
    try:
        tree = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8"))
        found: str | None = find_date(
            tree, original_date=True, extensive_search=False, deferred_url_extractor=True, url=url
        )
    except MemoryError:
        raise
    except Exception:  # its own about a page that it does not understand
        return None
    return found if found and _DAY.fullmatch(found) else None


def _pdf(data: bytes) -> Described:
    from sources.text import pdf, pdf_page
    from sources.text.language import language

    with pdf.opened(data) as document:
        said = document.get_metadata_dict()
        pages = range(min(len(document), _PAGES))
        text = "\n".join(pdf_page.text_of(document, number, 1_000_000) for number in pages)
    created = _CREATED.match(said.get("CreationDate", ""))
    return Described(
        title=title(said.get("Title")),
        published="-".join(created.groups()) if created else None,
        language=language(normal(text)),
    )


def _text(characters: str) -> Described:
    from sources.text.language import language

    return Described(language=language(normal(characters[:20_000])))
