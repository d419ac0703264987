"""What a document says of itself: short, on one line, and never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import Described, Limits, described
from sources.text.description import address, describe, title
from sources.text.language import language

if TYPE_CHECKING:
    from conftest import Pdf

HEAD = """<html lang="{lang}"><head><title>Nepal asks | Daily</title>{more}</head><body>
<h1>Nepal asks for its people</h1><p>{said}</p></body></html>"""
SAID = {
    "en": "According to the ministry, more than 1,500 foreigners are fighting for Russia.",
    "ru": "По данным министерства, не менее 18 000 иностранцев воюют на стороне России.",
    "uk": "За даними розвідки, щонайменше 18 тисяч іноземців воюють на боці Росії.",
    "es": "Según el ministerio, más de 1.500 cubanos firmaron contratos con el ejército ruso.",
    "fr": "Selon l'état-major, près de 1 500 étrangers ont été recrutés à Moscou en février.",
    "de": "Nach Angaben des Ministeriums kämpfen mehr als 1.500 Ausländer für Russland.",
    "pt": "Segundo o ministério, mais de 1.500 cubanos assinaram contratos com o exército russo.",
    "it": "Secondo il ministero, più di 1.500 cubani hanno firmato contratti con l'esercito russo.",
    "zh": "据乌克兰情报部门称，至少有一百五十名中国公民在俄罗斯军队中作战。",
    "ja": "情報機関によると、少なくとも1000人の外国人がロシア軍に参加しているという。",
    "ko": "정보 당국에 따르면 최소 1만 명의 북한군이 러시아에서 훈련을 받고 있다.",
    "ar": "وقالت الوزارة إن ما لا يقل عن ٢٠٠٠ مقاتل أجنبي انضموا إلى الجيش الروسي.",
    "hi": "मंत्रालय के अनुसार कम से कम १२७ भारतीय नागरिक रूसी सेना में सेवा कर रहे हैं।",
    "ky": "Министрликтин маалыматы боюнча 300 кыргызстандык Россиянын армиясында кызмат кылат.",
}


def page(more: str = "", lang: str = "en", said: str = SAID["en"] * 3) -> bytes:
    return HEAD.format(more=more, lang=lang, said=said).encode()


def test_a_page_is_described_from_its_head() -> None:
    more = (
        '<meta property="og:title" content=" Nepal  asks \n Russia">'
        '<link rel=canonical href="https://example.org/2024/05/07/nepal">'
        '<meta property="article:published_time" content="2024-05-06T10:00:00Z">'
    )
    expected = Described(
        "Nepal asks Russia", "2024-05-06", "en", "https://example.org/2024/05/07/nepal"
    )
    assert described(page(more), "text/html") == expected


def test_a_page_without_a_head_is_described_from_what_is_there() -> None:
    assert describe(page(), "text/html").title == "Nepal asks | Daily"
    assert describe(b"<h1>Only a head</h1><p>x", "text/html").title == "Only a head"
    assert describe(b"<p>5 men", "text/html") == Described()


def test_dates_are_days_or_nothing() -> None:
    data = (
        '<script type="application/ld+json">{"datePublished": "2023-12-05T08:00:00+02:00"}</script>'
    )
    assert describe(page(data), "text/html").published == "2023-12-05"
    vague = '<meta property="article:published_time" content="last week">'
    assert describe(page(vague), "text/html").published is None


@pytest.mark.parametrize("lang", SAID)
def test_languages_are_told_by_the_text(lang: str) -> None:
    assert language(SAID[lang]) == lang
    assert language(SAID[lang], lang.upper() + "-XX") == lang


def test_a_template_in_another_language_is_not_believed() -> None:
    assert language(SAID["uk"] * 4, "en-US") == "uk"
    assert language("5 men", "uk") == "uk"
    assert language("", None) is None
    assert language("12 345", "english") is None


def test_a_pdf_is_described_from_its_metadata(pdf: type[Pdf]) -> None:
    lines = pdf.lines(SAID["en"].encode(), SAID["en"].encode())
    info = b"<< /Title (A  report\\non men) /CreationDate (D:20250423120000+03'00') >>"
    data = pdf.of_pages(lines, more=[info], trailer=b"/Info 6 0 R")
    assert described(data, "application/pdf") == Described("A report on men", "2025-04-23", "en")


def test_a_saved_page_is_described_by_its_page_and_its_mail() -> None:
    mail = (
        b"Subject: Saved title\nSnapshot-Content-Location: https://example.org/a\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        b"--x\nContent-Type: text/html\n\n<p>5 men</p>\n--x--\n"
    )
    found = describe(mail, "multipart/related")
    assert (found.title, found.url) == ("Saved title", "https://example.org/a")


def test_a_text_has_nothing_but_its_language() -> None:
    data = SAID["ru"].encode("koi8-r")
    assert described(data, "text/plain", "koi8-r") == Described(language="ru")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "/relative", "//example.org/x", "ftp://example.org", "https://",
     "https://user:word@example.org/", "https://exa mple.org", "https://example.org/\u202egpj",
     "https://[::1", "file:///etc/passwd", "https://example.org/" + "x" * 3_000, "", None],
)  # fmt: skip
def test_what_is_no_public_address_is_none(url: str | None) -> None:
    assert address(url) is None


def test_a_title_is_one_short_line_of_visible_characters() -> None:
    assert title("  127\u202e men\u202c\n of\x00 Nepal\u200b ") == "127 men of Nepal"
    long = title("men " * 1_000)
    assert long is not None
    assert len(long) <= 300
    assert long.endswith("…")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(b"", "text/html"), (b"x", "image/png"), (b"%PDF-1.7", "application/pdf"),
     (b"<div>" * 5_000, "text/html"), (b"\0" * 5_000, "text/plain"), (b"x", "multipart/related")],
)  # fmt: skip
def test_a_document_that_cannot_be_read_has_no_description(data: bytes, media_type: str) -> None:
    assert described(data, media_type) == Described()


@pytest.mark.usefixtures("bad_reader")
@pytest.mark.parametrize("word", ["segv", "eat", "nothing"])
def test_a_document_that_breaks_its_reader_has_no_description(word: str) -> None:
    limits = Limits(seconds=1, memory=600_000_000)
    assert described(word.encode(), "text/plain", limits=limits) == Described()


def test_no_address_in_a_page_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> None:
        raise AssertionError("the network is asked")

    monkeypatch.setattr("socket.socket.connect", ask)
    monkeypatch.setattr("socket.getaddrinfo", ask)
    assert describe(b"http://127.0.0.1:9/page", "text/html").published is None


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_head_says_is_one_line(said: str, date: str, url: str) -> None:
    more = f'<meta property="og:title" content="{said}"><meta name=date content="{date}">'
    data = page(more + f'<link rel=canonical href="{url}">', lang=date, said=said)
    for value in vars(describe(data, "text/html")).values():
        assert value is None or (value.isprintable() and 0 < len(value) <= 2_000)
