"""Documents made to hurt: each costs bounded time and memory, and is read or refused in a sentence.

Sizes are below those of `benchmarks/hostile.py`, and so are the limits; where the real size is
quick, it is the real one.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sources.phrases import PhraseError
from sources.phrases import read as read_phrase
from sources.text import Limits, Text
from sources.text.bounded import settled
from sources.text.cells import text_of as text_of_table
from sources.text.elements import State, inside
from sources.text.encodings import decoded
from sources.text.head import read as read_head
from sources.text.html import read as read_page
from sources.text.normal import normal
from sources.text.pdf_lines import joined
from sources.text.wire import Job
from sources.text.worker import Worker

if TYPE_CHECKING:
    from conftest import Pdf

HTML, PLAIN, PDF, MAIL = "text/html", "text/plain", "application/pdf", "multipart/related"
SECONDS = 8.0
LITTLE = Limits(bytes=20_000_000, seconds=SECONDS, memory=800_000_000)
Read = Callable[..., Text | str]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """Reads documents one after another in one process, as long as it lives."""
    worker = Worker(LITTLE)

    def read_(data: bytes, media_type: str = HTML, charset: str | None = None) -> Text | str:
        job = Job("", data, media_type, charset)
        began = time.monotonic()
        found = settled(job, worker.ask(job))
        assert time.monotonic() - began < SECONDS + 5
        assert isinstance(found, Text) or (found.isprintable() and 0 < len(found) < 500)
        return found

    yield read_
    worker.close()


def text(found: Text | str) -> str:
    assert isinstance(found, Text), found
    return found.text


def test_a_page_of_100_mb_is_refused_at_once() -> None:
    page = b"<p>there were 5 men</p>" * 4_400_000
    began = time.monotonic()
    worker = Worker(Limits())
    assert worker.ask(Job("", page, HTML)) == (
        {"refused": "101,200,000 bytes; at most 50,000,000 are read"},
        b"",
    )
    assert worker.process is None
    assert time.monotonic() - began < 2


def test_a_million_nested_tags_are_refused(read: Read) -> None:
    assert read(b"<div>" * 1_000_000 + b"5 men") == "elements nested more than 3,000 deep"


PAGES = {
    "siblings": (b"<li>5 men" * 50_000, "5 men"),
    "attributes": (b"<p %s>5 men" % b" ".join(b"a%d=1" % n for n in range(50_000)), "5 men"),
    "one attribute again and again": (b"<p " + b"a=1 " * 200_000 + b">5 men", "5 men"),
    "a tag of 10 MB": (b"<p title='" + b"x" * 10_000_000 + b"'>5 men", "5 men"),
    "a tag that never ends": (b"5 men<p title='" + b"x" * 10_000_000, "5 men"),
    "a comment that never ends": (b"5 men<!--" + b"-" * 10_000_000, "5 men"),
    "end tags of nothing": (b"<b>" * 2_900 + b"</i>" * 30_000 + b"5 men", "5 men"),
    "wrongly nested": (b"<a><b></a></b>" * 40_000 + b"5 men", "5 men"),
    "tables in tables": (b"<table><tr><td>" * 900 + b"5 men", "5 men"),
    "cells": (b"<table><tr>" + b"<td>5" * 10_000 + b"</table>", "5 | 5"),
    "angle brackets": (b"5 men " + b"<" * 200_000, "5 men"),
    "ampersands": (b"5 men " + b"&" * 500_000, "5 men"),
    "entities": (b"5 men " + b"&amp;" * 100_000, "5 men"),
    "styles": (b"<p style='%s'>5 men" % (b"display" * 300_000), "5 men"),
    "style of many rules": (b"<p style='%s'>5 men" % (b"display :" * 300_000), "5 men"),
    "scripts": (b"<script>" * 100_000 + b"</script>5 men", "5 men"),
    "forms": (b"<form>" * 60_000 + b"5 men", "5 men"),
    "spaces": (b"5 men" + b" " * 10_000_000 + b"6 men", "5 men 6 men"),
    "NULs": (b"5 men" + b"\0" * 100_000, "5 men"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_in_time(read: Read, name: str) -> None:
    page, expected = PAGES[name]
    assert expected in text(read(page))


def test_a_page_of_too_many_characters_is_refused(read: Read) -> None:
    page = b"<p>%s</p>" % (b"There were 5 men. " * 1_000) * 300
    assert str(read(page)).endswith("characters; at most 5,000,000 are read")


LAUGHS = b"<!DOCTYPE html [<!ENTITY a0 'ha'>%s]><html><body>5 men &a20;</body></html>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 21)
)


@pytest.mark.parametrize("media_type", [HTML, "application/xhtml+xml"])
def test_entities_are_not_expanded(read: Read, media_type: str, tmp_path: Path) -> None:
    assert len(text(read(LAUGHS, media_type))) < 3_000
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    for told in (f"SYSTEM 'file://{secret}'", f"PUBLIC 'x' '{secret}'"):
        page = f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x {told}>]><html><p>5 men &x;</p>"
        found = text(read(page.encode(), media_type))
        assert "5 men" in found
        assert "the secret" not in found


def test_a_phrase_that_occurs_ten_thousand_times(read: Read) -> None:
    said = "There were at least 127 men of Nepal among the dead, he said."
    found = read(f"<html><body><article>{f'<p>{said}</p>' * 10_000}</article>".encode())
    assert text(found).count(said) == 10_000


@pytest.mark.parametrize("mark", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
def test_a_number_whose_digits_are_turned_round_is_not_read(read: Read, mark: str) -> None:
    end = "\u202c" if mark < "\u2066" else "\u2069"
    page = f"<p>There were {mark}721{end} men"
    found = text(read(page.encode()))
    assert mark in found
    with pytest.raises(PhraseError, match="hidden character"):
        read_phrase(found)


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("127", 127), ("１２７", 127), ("١٢٧", 127), ("१२७", 127), ("𝟏𝟐𝟕", 127),
        ("1О0", None), ("l00", None), ("1OO", None), ("①②⑦", None), ("¹²⁷", None), ("ⅭⅩⅩⅦ", None),
        ("1\ufffd7", None),
    ],
)  # fmt: skip
def test_look_alikes_of_digits_stay_and_are_never_taken_for_them(
    read: Read, said: str, read_as: int | None
) -> None:
    found = text(read(f"<p>{said} men".encode()))
    assert found == f"{said} men"
    try:
        number = read_phrase(found).point
    except PhraseError:
        number = None
    if read_as is not None:
        assert number == read_as
    assert number not in (100, 117) or read_as == number


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        (b"5 men \xff\xfe\xfd and 6", None, "and 6"),
        (b"\xff\xfe5\0 \0m\0e\0n\0\x00\xd8 \0x", None, "5 men\ufffd"),
        (b"\xfe\xff\x005\x00", None, "5\ufffd"),
        (b"5 men \xed\xa0\x80\xed\xb0\x80", "utf-8", "5 men"),
        ("5 чел".encode("windows-1251") + b"\x98", "windows-1251", "5 чел"),
        (b"5 men \x81\x30\x81", "gb18030", "5 men"),
        (b"\x1b$B" + b"\xff" * 50 + b"\x1b(B 5 men", "iso-2022-jp", "5 men"),
        (b"5 men\xef\xbb\xbf6 women", None, "5 men6 women"),
        (b"5\0 \0m\0e\0n\0", "utf-8", "5 men"),
        (b"1\x002\x003 men", None, "1\ufffd2\ufffd3 men"),
        (b"&#xD800;&#x110000;&#0;&#x202E;5 men", None, "5 men"),
    ],
)
@pytest.mark.parametrize("media_type", [HTML, PLAIN])
def test_broken_bytes_cost_themselves_alone(
    read: Read, data: bytes, charset: str | None, expected: str, media_type: str
) -> None:
    found = text(read(data, media_type, charset))
    if media_type == PLAIN:
        assert expected in found
    assert "\0" not in found


@pytest.mark.parametrize(
    "media_type", [HTML, PLAIN, PDF, MAIL, "text/csv", "message/rfc822", "application/json"]
)
@pytest.mark.parametrize("data", [b"", b" \n ", b"\0", b"\xef\xbb\xbf", b"<"])
def test_nothing_is_no_text(read: Read, data: bytes, media_type: str) -> None:
    assert isinstance(read(data, media_type), str) or data == b"<"


def page(contents: bytes, extra: bytes = b"") -> list[bytes]:
    """The objects of a PDF of one page whose contents is object 4 and whose font is 5."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >> >>",
        contents,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]


def hostile_pdfs(pdf: type[Pdf]) -> dict[str, tuple[bytes, str]]:
    """PDFs, and what is said of them (a pattern)."""
    good = pdf.of_pages(pdf.lines(b"there were 5 men"))
    shown = b"BT /F 12 Tf 72 700 Td (there were 5 men) Tj ET"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] "
        b"/Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >>"
    )
    forms = [pdf.stream(b"/X Do /X Do", form % (7 + n)) for n in range(60)]
    twice = zlib.compress(zlib.compress(bytes(100_000_000), 1), 9)
    unread = r"its reader died|takes more than|there is no text"
    return {
        "pages in a circle": (
            pdf.of_objects([catalog, b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"]),
            r"page 1 of the PDF cannot be read|cannot be opened",
        ),
        "a page that is its own parent": (
            pdf.of_objects([catalog, b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R] >>"]),
            r"cannot be read|cannot be opened",
        ),
        "a count of a thousand million": (
            pdf.of_objects([catalog, b"<< /Type /Pages /Count 1000000000 /Kids [] >>"]),
            r"cannot be opened|at most 2,000 are read",
        ),
        "three thousand pages": (
            pdf.of_pages(*[b""] * 3_000), r"the PDF has 3,000 pages; at most 2,000 are read",
        ),
        "a form within itself": (
            pdf.of_objects([*page(pdf.stream(b"/X Do")), pdf.stream(shown + b" /X Do", form % 6)]),
            unread + "|5 men",
        ),
        "forms that double": (pdf.of_objects([*page(pdf.stream(b"/X Do")), *forms]), unread),
        "a bomb": (pdf.of_pages(b" " * 50_000_000, packed=True), unread),
        "a bomb in a bomb": (
            pdf.of_objects(page(
                b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
                % (len(twice), twice)
            )), unread,
        ),
        "a password": (
            pdf.of_pages(b"", trailer=b"/ID [(a)(b)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                         b"/O (%s) /U (%s) >>" % (b"x" * 32, b"y" * 32)),
            r"the PDF cannot be opened: .*password",
        ),
        "a table of objects somewhere else": (
            good.replace(b"startxref\n", b"startxref\n9"), "there were 5 men",
        ),
        "a table of objects before itself": (
            good.replace(b"/Root", b"/Prev %d /Root" % good.index(b"xref")), "there were 5 men",
        ),
        "half a file": (good[: len(good) // 2], "cannot be opened"),
        "arrays in arrays": (
            pdf.of_objects([catalog, b"<< /Type /Pages /Count 1 /Kids " + b"[" * 100_000]),
            r"cannot be read|cannot be opened",
        ),
        "states in states": (pdf.of_pages(b"q " * 500_000 + shown), "there were 5 men"),
        "lines": (pdf.of_pages(b"0 0 m 1 1 l " * 300_000 + shown, packed=True), "5 men|" + unread),
        "places beyond all places": (
            pdf.of_pages(b"BT /F 12 Tf 1e40 0 0 1e40 1e99 -1e99 Tm (5 men 12) Tj ET"),
            "5 men|no text",
        ),
        "letters of no size": (
            pdf.of_pages(b"BT /F 0 Tf 72 700 Td (127) Tj 0 Tz (100) Tj ET"), r"127|no text",
        ),
        "a line of digits": (
            pdf.of_pages(b"BT /F 1 Tf 1 700 Td " + b"(1) Tj " * 30_000 + b"ET"), r"1|too many",
        ),
    }  # fmt: skip


def test_hostile_pdfs_are_read_or_refused(read: Read, pdf: type[Pdf]) -> None:
    for name, (data, expected) in hostile_pdfs(pdf).items():
        found = read(data, PDF)
        said = found.text if isinstance(found, Text) else found
        assert re.search(expected, said), (name, said[:200])
    assert "there were 5 men" in text(read(pdf.of_pages(pdf.lines(b"there were 5 men")), PDF))


def nested(depth: int) -> bytes:
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    )


MAILS = {
    "parts in parts": (nested(5_000), r"nested too deep|no part"),
    "messages in messages": (
        b"Content-Type: message/rfc822\n\n" * 5_000, r"too deep|no part|no text",
    ),
    "a hundred parts deep": (nested(100) + b"Content-Type: text/html\n\n5 men", "5 men"),
    "parts of nothing": (
        b"Content-Type: multipart/related; boundary=x\n\n" + b"--x\n\n" * 30_000,
        r"no text|no part",
    ),
    "headers": (b"A: b\n" * 50_000 + b"Content-Type: text/html\n\n5 men", "5 men"),
    "a header that goes on": (b"A: b\n" + b" c\n" * 200_000 + b"\n5 men", "5 men"),
    "a boundary without end": (
        b"Content-Type: multipart/related; boundary=" + b"x" * 200_000 + b"\n\n5 men",
        r"no text|no part|5",
    ),
    "parameters": (
        b"Content-Type: text/html" + b"; a=b" * 30_000 + b"\n\n5 men", r"5 men|takes more",
    ),
    "a charset that is none": (b"Content-Type: text/html; charset=\xff'\n\n5 men", "5 men"),
    "no boundary": (b"Content-Type: multipart/related\n\n5 men", r"no part|5 men"),
}  # fmt: skip


@pytest.mark.parametrize("name", MAILS)
def test_hostile_mails_are_read_or_refused(read: Read, name: str) -> None:
    data, expected = MAILS[name]
    found = read(data, MAIL)
    assert re.search(expected, found.text if isinstance(found, Text) else found)


def test_a_table_of_odd_quotes_is_read(read: Read) -> None:
    for data in (b'"' * 300_000, b'a,"' * 100_000, b",\n" * 100_000, b"," * 300_000 + b"5 men"):
        read(data, "text/csv")


ODD = ["\u00ad\n", "-\n", "1 ", "1\t", " \n", "\t", "a-\r\n", "\ufffe", "\u0002 ", "1\u200d", "é"]


@pytest.mark.parametrize("piece", ODD)
@pytest.mark.parametrize("work", [normal, joined, text_of_table, lambda t: read_page(t).text])
def test_no_expression_of_ours_goes_back_and_forth(piece: str, work: Callable[[str], str]) -> None:
    began = time.monotonic()
    work(piece * 20_000)
    work("<p>" + piece * 20_000 + "!")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "page",
    ["<meta " * 90_000, "<meta charset=" * 40_000, "<meta charset " + " " * 500_000, "<" * 90_000],
)  # fmt: skip
def test_looking_for_a_charset_or_a_title_ends(page: str) -> None:
    began = time.monotonic()
    decoded(page.encode() + b"\xe9", html=True)
    read_head(page)
    inside(State(), "p", {"style": page + "display" + " " * 100_000 + ":"})
    assert time.monotonic() - began < 5
