"""Pages fetched from a real server on the loopback: what is archived, what is asked again, and how
politely.
"""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from sources.archive import snapshots

HTML = b"<html><body><p>Moscow has recruited at least 1,500 foreigners.</p></body></html>"
LATER = HTML.replace(b"1,500", b"1,600")


def test_a_page_is_archived_as_it_came_with_what_its_server_said(site: Any, fetcher: Any) -> None:
    date = "Mon, 02 Mar 2026 00:00:00 GMT"
    entry = fetcher.one(site.page("/page", ETag='"one"', Last_Modified=date))
    assert (entry.event, entry.status, entry.size) == ("captured", 200, len(HTML))
    assert (entry.media_type, entry.charset) == ("text/html", "utf-8")
    assert (entry.etag, entry.last_modified) == ('"one"', date)
    assert fetcher.bytes_of(entry) == HTML
    assert fetcher.archive.read() == ([entry], [])


def test_we_say_who_we_are_and_keep_to_what_we_can_read(site: Any, fetcher: Any) -> None:
    fetcher.one(site.page("/page"))
    told = site.headers("/page")
    assert told["User-Agent"].startswith("Muster/")
    assert "(" not in told["User-Agent"]
    assert told["Accept-Encoding"] == "gzip, deflate"
    assert "Cookie" not in told
    assert "If-None-Match" not in told


def test_a_page_that_changed_is_a_second_snapshot(site: Any, fetcher: Any) -> None:
    url = site.does("/page", lambda h: h.reply(), lambda h: h.reply(body=LATER))
    first, second = fetcher.one(url), fetcher.one(url)
    assert [first.event, second.event] == ["captured", "captured"]
    assert first.sha256 != second.sha256
    assert fetcher.bytes_of(second) == LATER
    assert len(snapshots(fetcher.archive.read()[0])) == 2


def test_the_same_bytes_again_are_one_snapshot(site: Any, fetcher: Any) -> None:
    url = site.page("/page")
    assert fetcher.one(url).sha256 == fetcher.one(url).sha256
    assert len(snapshots(fetcher.archive.read()[0])) == 1


def unless(header: str, value: str, **headers: str) -> Callable[[Any], None]:
    """Answers 304 to a request that carries the value, else the page with these headers."""

    def answer(handler: Any) -> None:
        if handler.headers[header] == value:
            handler.reply(304, b"", Content_Length="", **headers)
        else:
            handler.reply(**headers)

    return answer


@pytest.mark.parametrize(
    ("header", "validator", "value"),
    [
        ("If-None-Match", "ETag", 'W/"v1"'),
        ("If-None-Match", "ETag", "without-quotes"),
        ("If-Modified-Since", "Last_Modified", "Mon, 02 Mar 2026 10:00:00 GMT"),
    ],
)
def test_a_page_that_still_stands_is_not_sent_again(
    header: str, validator: str, value: str, site: Any, fetcher: Any
) -> None:
    url = site.does("/page", unless(header, value, **{validator: value}))
    first, second, third = fetcher.one(url), fetcher.one(url), fetcher.one(url)
    assert (second.event, second.status, second.sha256) == ("unchanged", 304, first.sha256)
    assert (third.event, third.sha256) == ("unchanged", first.sha256)
    (snapshot,) = snapshots(fetcher.archive.read()[0])
    assert (snapshot.captured_at, snapshot.seen_at) == (first.at, third.at)


def test_a_page_whose_archived_bytes_were_altered_is_asked_for_in_full(
    site: Any, fetcher: Any
) -> None:
    url = site.does("/page", unless("If-None-Match", '"v1"', ETag='"v1"'))
    path = fetcher.archive.objects.path(fetcher.one(url).sha256)
    path.chmod(0o644)
    path.write_bytes(b"something else")
    entry = fetcher.one(url)
    assert entry.event == "captured"
    assert fetcher.bytes_of(entry) == HTML


def test_a_page_that_moved_is_not_asked_with_the_validators_of_the_old_place(
    site: Any, fetcher: Any
) -> None:
    date = "Mon, 02 Mar 2026 10:00:00 GMT"
    old = unless("If-Modified-Since", date, Last_Modified=date)
    url = site.does("/page", old, lambda h: h.reply(301, b"", Location="/new"))
    site.does("/new", lambda h: h.reply(304 if h.headers["If-Modified-Since"] else 200, LATER))
    fetcher.one(url)
    entry = fetcher.one(url)
    assert (entry.event, entry.final_url) == ("captured", site.url("/new"))
    assert fetcher.bytes_of(entry) == LATER


def test_validators_are_sent_to_the_end_of_a_redirect(site: Any, fetcher: Any) -> None:
    url = site.page("/page", 302, b"", Location="/end")
    site.does("/end", unless("If-None-Match", '"v1"', ETag='"v1"'))
    first, second = fetcher.one(url), fetcher.one(url)
    assert (first.event, second.event) == ("captured", "unchanged")


def test_a_server_that_answers_304_to_what_nobody_asked_has_failed(site: Any, fetcher: Any) -> None:
    entry = fetcher.one(site.page("/page", 304, b"", Content_Length=""))
    assert (entry.event, entry.status) == ("failed", 304)


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "404 Not Found"), (410, "410 Gone"), (403, "403 Forbidden"), (299, "299")],
)
def test_a_dead_page_is_recorded_and_the_last_snapshot_serves_on(
    status: int, told: str, site: Any, fetcher: Any
) -> None:
    url = site.does("/page", lambda h: h.reply(), lambda h: h.reply(status))
    first, second = fetcher.one(url), fetcher.one(url)
    assert (second.event, second.status) == ("failed", status)
    assert told in second.message
    assert site.asked("/page") == 2
    (snapshot,) = snapshots(fetcher.archive.read()[0])
    assert snapshot.sha256 == first.sha256
    assert fetcher.bytes_of(first) == HTML


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_and_answers(status: int, site: Any, fetcher: Any) -> None:
    url = site.does("/page", lambda h: h.reply(status), lambda h: h.reply())
    assert fetcher.one(url).event == "captured"
    assert site.asked("/page") == 2


def test_a_server_that_stays_busy_is_left_alone_after_three_tries(site: Any, fetcher: Any) -> None:
    entry = fetcher.one(site.page("/page", 503))
    assert (entry.event, entry.status) == ("failed", 503)
    assert "503 Service Unavailable" in entry.message
    assert site.asked("/page") == 3


def test_retry_after_in_seconds_is_waited_for(site: Any, fetcher: Any) -> None:
    url = site.does("/page", lambda h: h.reply(429, Retry_After="30"), lambda h: h.reply())
    assert fetcher.leaping(url).event == "captured"
    assert fetcher.slept == [pytest.approx(30, abs=1)]


def test_retry_after_as_a_date_is_waited_for(site: Any, fetcher: Any) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    url = site.does("/page", lambda h: h.reply(503, Retry_After=soon), lambda h: h.reply())
    assert fetcher.leaping(url).event == "captured"
    assert fetcher.slept == [pytest.approx(30, abs=5)]


def test_without_a_retry_after_each_wait_is_longer(site: Any, fetcher: Any) -> None:
    fetcher.limit(first_wait_seconds=8, attempts=4)
    assert fetcher.leaping(site.page("/page", 503)).event == "failed"
    assert [4 <= fetcher.slept[0] <= 8, 8 <= fetcher.slept[1] <= 16] == [True, True]
    assert 16 <= fetcher.slept[2] <= 32


def test_crawl_delay_is_kept_up_to_a_limit(site: Any, fetcher: Any) -> None:
    site.page("/robots.txt", body=b"User-agent: *\nCrawl-delay: 10\n")
    url = site.page("/page", 302, b"", Location="/end")
    site.page("/end")
    assert fetcher.leaping(url).event == "captured"
    assert fetcher.slept == [pytest.approx(10, abs=1)]
    site.page("/robots.txt", body=b"User-agent: *\nCrawl-delay: 86400\n")
    assert fetcher.leaping(url).event == "captured"
    # The pause that the first of the two fetches began is kept by the second.
    assert fetcher.slept == [pytest.approx(10, abs=1), pytest.approx(30, abs=1)]


def test_whoever_asks_for_an_hour_gets_it_and_no_other_page_of_the_host_is_asked(
    site: Any, fetcher: Any
) -> None:
    first = site.page("/first", 429, Retry_After="7200")
    fetcher.limit(workers=1)
    found = fetcher.all(first, site.page("/second"))
    assert {e.event for e in found.values()} == {"failed"}
    assert site.asked("/first") == 1
    assert site.asked("/second") == 0
    entry = found["first"]
    assert timedelta(hours=1.9) < entry.again_at - entry.at < timedelta(hours=2.1)
    assert "to be asked again after" in entry.message
    assert fetcher.archive.read()[0][0].again_at == entry.again_at


def test_a_chain_of_redirects_is_followed_and_its_end_recorded(site: Any, fetcher: Any) -> None:
    url = site.page("/page", 301, b"", Location="/a")
    site.page("/a", 302, b"", Location=site.url("/b?x=1#part", "other.test"))
    site.page("/b", 307, b"", Location="c")
    site.page("/c")
    entry = fetcher.one(url)
    assert entry.event == "captured"
    assert entry.url == url
    assert entry.final_url == site.url("/c", "other.test")
    assert "redirected to" in entry.message


def test_cookies_last_for_one_page_and_no_longer(site: Any, fetcher: Any) -> None:
    def once_around(handler: Any) -> None:
        if "seen=yes" in handler.headers.get("Cookie", ""):
            handler.reply()
        else:
            handler.reply(302, b"", Location="/page", Set_Cookie="seen=yes")

    url = site.does("/page", once_around)
    assert fetcher.one(url).event == "captured"
    fetcher.one(site.page("/other"))
    assert "Cookie" not in site.headers("/other")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]) + b"\0\0"),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_a_packed_page_is_archived_unpacked(
    encoding: str, pack: Callable[[bytes], bytes], site: Any, fetcher: Any
) -> None:
    entry = fetcher.one(site.page("/page", body=pack(HTML), Content_Encoding=encoding))
    assert fetcher.bytes_of(entry) == HTML


def test_a_wrong_charset_is_recorded_as_declared_and_the_bytes_as_they_are(
    site: Any, fetcher: Any
) -> None:
    body = "<html><body>не менше 1500 іноземців</body></html>".encode("cp1251")
    entry = fetcher.one(site.page("/page", body=body, Content_Type='text/html; charset="UTF-8"'))
    assert (entry.media_type, entry.charset) == ("text/html", "UTF-8")
    assert fetcher.bytes_of(entry) == body


@pytest.mark.parametrize(
    ("path", "content_type", "body", "expected"),
    [
        ("/page", "", HTML, "text/html"),
        ("/page", "application/octet-stream", b"%PDF-1.7 and so on", "application/pdf"),
        ("/page", "text/html", b"%PDF-1.7 and so on", "application/pdf"),
        ("/page.pdf", "application/pdf", HTML, "text/html"),
        ("/list.csv", "binary/octet-stream", b"country,number\nCUB,1000\n", "text/csv"),
        ("/page", "TEXT/Plain", HTML, "text/plain"),
        ("/page", "application/xml", HTML, "text/html"),
    ],
)
def test_a_page_is_what_its_bytes_are_where_its_type_is_missing_or_wrong(
    path: str, content_type: str, body: bytes, expected: str, site: Any, fetcher: Any
) -> None:
    entry = fetcher.one(site.page(path, body=body, Content_Type=content_type))
    assert entry.media_type == expected


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("application/zip", b"PK\x03\x04\0\0\0"),
        ("", b"\0\1\2\3"),
        ("application/javascript", b"let number = 1500"),
        ("video/mp4", HTML),
    ],
)
def test_what_holds_no_text_is_not_archived(
    content_type: str, body: bytes, site: Any, fetcher: Any
) -> None:
    entry = fetcher.one(site.page("/page", body=body, Content_Type=content_type))
    assert (entry.event, entry.status) == ("failed", 200)
    assert "no text can be read" in entry.message


def test_an_empty_page_is_not_archived(site: Any, fetcher: Any) -> None:
    assert "empty" in fetcher.one(site.page("/page", body=b" \n")).message


def test_one_host_is_asked_one_page_at_a_time_with_a_pause(site: Any, fetcher: Any) -> None:
    times: list[tuple[float, str]] = []

    def slow(handler: Any) -> None:
        times.append((time.monotonic(), "begin"))
        time.sleep(0.03)
        times.append((time.monotonic(), "end"))
        handler.reply()

    fetcher.limit(host_delay_seconds=0.1)
    fetcher.all(*(site.does(f"/{n}", slow) for n in range(4)))
    assert [what for _, what in times] == ["begin", "end"] * 4
    pauses = [b - a for (a, _), (b, _) in zip(times[1::2], times[2::2], strict=False)]
    assert min(pauses) >= 0.09


def test_hosts_are_asked_side_by_side(site: Any, fetcher: Any) -> None:
    def slow(handler: Any) -> None:
        time.sleep(0.3)
        handler.reply()

    site.does("/page", slow)
    before = time.monotonic()
    found = fetcher.all(*(f"{site.url('/page', f'host{n}.test')}?/{n}" for n in range(6)))
    assert [e.event for e in found.values()] == ["captured"] * 6
    assert time.monotonic() - before < 6 * 0.3
