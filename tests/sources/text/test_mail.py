"""Pages saved as MHTML."""

import quopri
from contextlib import suppress

import pytest

from sources.text.extract import extract
from sources.text.mail import read
from sources.text.plain_text import Refused

PAGE = "<html><body><p>There were 127 men, about 5 % of them from Нигер.</p></body></html>"


def saved(*parts: tuple[str, bytes], headers: str = "") -> bytes:
    """A mail with these parts: headers, body."""
    told = "".join(f"--here\r\n{head}\r\n\r\n{body.decode('latin-1')}\r\n" for head, body in parts)
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/story\r\n"
        f"Subject: =?utf-8?Q?127_men?=\r\n{headers}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="here"\r\n\r\n'
    )
    return (head + told + "--here--\r\n").encode("latin-1")


def html(page: str, charset: str = "utf-8") -> tuple[str, bytes]:
    return (
        f'Content-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: '
        "quoted-printable\r\nContent-Location: https://example.org/story?page=1",
        quopri.encodestring(page.encode(charset)),
    )


PICTURE = ("Content-Type: image/png\r\nContent-Transfer-Encoding: base64", b"iVBORw0KGgo=")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_the_page_of_a_saved_page_is_read(charset: str) -> None:
    found = extract(saved(PICTURE, html(PAGE, charset)), "multipart/related")
    assert found.text == "There were 127 men, about 5 % of them from Нигер."
    assert found.method.startswith("mail-")


def test_the_first_page_is_the_page() -> None:
    found = extract(saved(html(PAGE), html("<p>An advertisement in a frame")), "multipart/related")
    assert "advertisement" not in found.text


def test_what_the_mail_says_of_the_page() -> None:
    found = read(saved(html(PAGE)))
    assert (found.media_type, found.charset) == ("text/html", "utf-8")
    assert found.location == "https://example.org/story?page=1"
    assert found.subject == "=?utf-8?Q?127_men?="


def test_a_mail_of_plain_text_is_read() -> None:
    mail = (
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset=koi8-r\n\n"
        + "127 человек".encode("koi8-r")
    )
    assert extract(mail, "message/rfc822").text == "127 человек"


def test_a_mail_without_a_page_is_refused() -> None:
    with pytest.raises(Refused, match="no part of the saved page is HTML or text"):
        extract(saved(PICTURE), "multipart/related")


@pytest.mark.parametrize(
    "encoding", ["base64", "quoted-printable", "uuencode", "x-uu", "7bit", "nonsense", ""]
)
def test_a_body_that_is_not_encoded_as_it_says_is_read_or_refused(encoding: str) -> None:
    part = (f"Content-Type: text/html\r\nContent-Transfer-Encoding: {encoding}", b"<p>5 men =")
    with suppress(Refused):
        assert extract(saved(part), "multipart/related").text
