"""Documents with bytes changed at random: a text in normal form, or a reason; nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.archive.saved import media_type_of
from sources.text import Limits, Text
from sources.text.bounded import settled
from sources.text.normal import normal
from sources.text.wire import Job
from sources.text.worker import Worker

if TYPE_CHECKING:
    from conftest import Pdf

HTML = (
    b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>127 men | Daily</title></head>"
    b"<body><nav><a href=/>Home</a></nav><article><h1>127 men</h1><p>There were <b>1</b>,500 men"
    b"<sup>2</sup> in <i style='display:none'>no</i> May, he said.</p><table><tr><td>India<td>127"
    b"<td>100</table><ruby>\xe5\x8c\x97<rt>x</rt></ruby></article><footer>&copy; 2026</footer>"
)
MAIL = (
    b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=here\r\n\r\n"
    b"--here\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
    b"quoted-printable\r\nContent-Location: https://example.org\r\n\r\n<p>There were =\r\n127 men"
    b" =E2=80=94\r\n--here\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"iVBORw0KGgo=\r\n--here--\r\n"
)
TABLE = b'Country;2024;"2025"\r\nIndia;127;"1,500"\r\nNepal;"5\nor 6";\r\n'
TEXT = "There were 1 500 men. Было 127 человек. 有一百五十人。 كان ٢٠٠ رجل\n".encode()
PIECES = [
    b"<", b">", b"\0", b"\xff", b"\r\n", b"--here", b"&#x202e;", b"<p>", b"</table>", b"<!--", b'"',
    b"9" * 30, b" obj", b"endstream", b"/Kids", b"<<", b"stream\n", b"\xe2\x80\xae",
]  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),  # where
        st.integers(0, 30),  # bytes taken away
        st.one_of(st.binary(max_size=8), st.sampled_from(PIECES)),
    ),
    max_size=5,
)


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, new in changes:
        at = int(where * len(data))
        data = data[:at] + new + data[at + gone :]
    return data


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One process for all: a document that kills it fails the test, with its bytes."""
    found = Worker(Limits(seconds=10, characters=100_000))
    yield found
    found.close()


def read(worker: Worker, data: bytes, media_type: str, charset: str | None = None) -> None:
    job = Job("", data, media_type, charset)
    answer = worker.ask(job)
    assert worker.process is not None or worker.jobs == 0
    found = settled(job, answer)
    if isinstance(found, Text):
        assert normal(found.text) == found.text
        assert 0 < found.main <= len(found.text)
        assert found.text.encode()
    else:
        assert found.isprintable()
        assert 0 < len(found) < 500
        assert "its reader" not in found


FIXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@FIXED
@given(CHANGES, st.sampled_from([None, "utf-8", "windows-1251", "shift_jis", "x"]))
@pytest.mark.parametrize(
    ("data", "media_type"),
    [(HTML, "text/html"), (HTML, "application/xhtml+xml"), (MAIL, "multipart/related"),
     (TABLE, "text/csv"), (TEXT, "text/plain"), (TEXT, "text/html"), (MAIL, "message/rfc822")],
)  # fmt: skip
def test_a_changed_document_has_a_text_or_a_reason(
    worker: Worker,
    data: bytes,
    media_type: str,
    changes: list[tuple[float, int, bytes]],
    charset: str | None,
) -> None:
    read(worker, changed(data, changes), media_type, charset)


@FIXED
@given(CHANGES)
def test_a_changed_pdf_has_a_text_or_a_reason(
    worker: Worker, pdf: type[Pdf], changes: list[tuple[float, int, bytes]]
) -> None:
    whole = pdf.of_pages(pdf.lines(b"There were 1,500 men"), pdf.lines(b"127 of Nepal"))
    read(worker, changed(whole, changes), "application/pdf")


@FIXED
@given(st.binary(max_size=300), st.sampled_from(["", ".html", ".csv", ".pdf", ".mhtml"]))
def test_any_bytes_have_a_text_or_a_reason(worker: Worker, data: bytes, suffix: str) -> None:
    read(worker, data, media_type_of(data, suffix) or "application/octet-stream")
