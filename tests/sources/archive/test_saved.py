"""Pages that somebody saved: what they are is told by their bytes, then by their name."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.archive.saved import MOST_BYTES, NotSaved, Saved, media_type_of, saved

URL = "https://example.org/story"
MHTML = (
    b"From: <Saved by a browser>\r\nSubject: A story\r\nDate: Mon, 9 Mar 2026 12:00:00 +0200\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/html\r\n\r\n<p>5 men</p>\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", b"<!DOCTYPE html><p>5", "text/html"),
        ("a.txt", b"\xef\xbb\xbf \n<!-- x --><HTML lang=en>5", "text/html"),
        ("a.html", b"5 men", "text/html"),
        ("a.xhtml", b"<?xml version='1.0'?><html xmlns='x'>", "text/html"),
        ("a.txt", "Было 5 человек".encode("windows-1251"), "text/plain"),
        ("a.txt", b"5 men wrote <html> in a text", "text/plain"),
        ("a.txt", "5 men".encode("utf-16"), "text/plain"),
        ("a", b"5 men", "text/plain"),
        ("a.csv", b"Nepal,5\n", "text/csv"),
        ("A.CSV", b"Nepal,5\n", "text/csv"),
        ("a.md", b"# 5 men", "text/markdown"),
        ("a.json", b'{"men": 5}', "application/json"),
        ("a.txt", b"%PDF-1.7\n", "application/pdf"),
        ("a.pdf", b"junk\n%PDF-1.4\n", "application/pdf"),
        ("a.html", MHTML, "multipart/related"),
        ("a.txt", "情報機関によると".encode("iso2022_jp"), "text/plain"),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = saved(path, URL)
    assert (found.data, found.media_type) == (data, media_type)


def test_a_file_tells_nothing_but_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html>5 men")
    assert saved(path, URL) == Saved(b"<html>5 men", "text/html")


@pytest.mark.parametrize(
    ("date", "when"),
    [
        (b"Mon, 9 Mar 2026 12:00:00 +0200", datetime(2026, 3, 9, 10, tzinfo=UTC)),
        (b"Mon, 9 Mar 2026 12:00:00 -0000", datetime(2026, 3, 9, 12, tzinfo=UTC)),
        (b"yesterday", None),
        (b"", None),
        (b"31 Dec 9999 23:59:59 -2359", None),
        (b"Mon, 99 Mar 99999 99:99:99 +999999", None),
        (b"1" * 5_000, None),
        (b"\xff\xfe", None),
    ],
)
def test_mhtml_tells_when_it_was_saved(tmp_path: Path, date: bytes, when: datetime | None) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(MHTML.replace(b"Mon, 9 Mar 2026 12:00:00 +0200", date))
    found = saved(path, URL)
    assert found.media_type == "multipart/related"
    assert found.captured_at == when


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.html", b"", "the file is empty"),
        ("a.html", b" \n\t ", "the file is empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), r"neither HTML, .* nor WARC; expected \.html"),
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), "neither HTML"),
        ("a.html", b"\x7fELF\x02\x01\x01\x00" + bytes(60), "neither HTML"),
        ("a.txt", b"5 men" + b"\x01\x02\x03" * 30, "neither HTML"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(NotSaved, match=reason) as told:
        saved(path, URL)
    assert str(told.value).startswith(f"{path}: ")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as stream:
        stream.write(b"<html>")
        stream.truncate(MOST_BYTES + 10)
    with pytest.raises(NotSaved, match="50,000,010 bytes; at most 50,000,000 are archived"):
        saved(path, URL)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="cannot be read: No such file"):
        saved(tmp_path / "none.html", URL)
    with pytest.raises(NotSaved, match="cannot be read: Is a directory"):
        saved(tmp_path, URL)
    with pytest.raises(NotSaved, match="not a regular file"):
        saved(Path(os.devnull), URL)


@given(st.binary(max_size=400), st.sampled_from(["", ".html", ".csv", ".png"]))
def test_any_bytes_are_of_a_type_or_of_none(data: bytes, suffix: str) -> None:
    assert media_type_of(data, suffix) is None or "/" in str(media_type_of(data, suffix))


@pytest.mark.parametrize("piece", [b"<", b"<!--", b"<html", b" ", b"<!doctype ", b"\n<"])
def test_telling_the_type_takes_no_longer_for_odd_bytes(piece: bytes) -> None:
    assert media_type_of(piece * 500_000) in ("text/html", "text/plain")
