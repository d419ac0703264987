"""robots.txt: whose rules are ours, and files that are made to hurt their reader."""

from __future__ import annotations

import threading
import time

import httpx
import pytest

from sources.fetch.failure import Failed, Unreached
from sources.fetch.page import Reply
from sources.fetch.redirects import Landed
from sources.fetch.robots import Robots, parsed


def reply(text: str | bytes, status: int = 200) -> Reply:
    """The answer to a request for robots.txt."""
    body = text.encode() if isinstance(text, str) else text
    return Reply(httpx.URL("https://news.test/robots.txt"), status, httpx.Headers(), body)


def may(text: str | bytes, path: str, status: int = 200) -> bool:
    """Whether a robots.txt lets us ask for a path."""
    robots = Robots(lambda _: Landed(reply(text, status), None, None))
    try:
        robots.require(httpx.URL(f"https://news.test{path}"))
    except Failed as failed:
        return f"robots.txt of news.test forbids {path}" not in failed.message
    return True


ALL = "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        (ALL, "/a", False),
        ("\ufeff" + ALL, "/a", False),
        (ALL.replace("\n", "\r\n"), "/a", False),
        (ALL.replace("\n", "\r"), "/a", False),
        (ALL + "User-agent: muster\nDisallow: /b", "/a", True),
        (ALL + "User-agent: MUSTER\nDisallow: /b", "/b", False),
        (ALL + "user-agent : Muster/1.0 # ours\nAllow: /", "/a", True),
        (ALL + "User-agent: other\nUser-agent: muster\nAllow: /", "/a", True),
        (ALL + "User-agent: must\nAllow: /", "/a", False),
        (ALL + "User-agent: muster-news\nAllow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /a?page=", "/a?page=2", False),
        ("User-agent: *\nDisallow: /%D0%B9", "/й", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("Disallow: /", "/a", True),
        (b"\xff\xfe\x00\nUser-agent: *\nDisallow: /\xff\n", "/a", True),
        ("<html>Disallow: /</html>", "/a", True),
    ],
)
def test_the_group_that_names_us_counts_or_else_that_of_all(
    text: str | bytes, path: str, allowed: bool
) -> None:
    shown = str(httpx.URL(f"https://news.test{path}").raw_path, "ascii")
    assert may(text, shown) == allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 301, 204])
def test_where_there_is_no_file_everything_may_be_asked(status: int) -> None:
    assert may(ALL, "/a", status)


@pytest.mark.parametrize(
    ("line", "delay"), [("3", 3.0), ("0.5", 0.5), ("-1", 0.0), ("nan", 0.0), ("soon", 0.0)]
)
def test_the_delay_that_a_host_asks_for_is_told(line: str, delay: float) -> None:
    text = f"User-agent: *\nCrawl-delay: {line}\n"
    robots = Robots(lambda _: Landed(reply(text), None, None))
    assert robots.require(httpx.URL("https://news.test/")) == delay


def test_a_file_that_cannot_be_read_forbids_everything_and_says_why() -> None:
    def read(_url: str) -> Landed:
        raise Failed("answered 503 Service Unavailable", status=503, passing=True)

    robots = Robots(read)
    for _ in range(2):
        with pytest.raises(Failed, match=r"cannot be read now, .*: answered 503") as failed:
            robots.require(httpx.URL("https://news.test/a"))
        assert (failed.value.status, failed.value.passing) == (503, False)


def test_a_host_out_of_reach_is_told_as_such() -> None:
    def read(_url: str) -> Landed:
        raise Unreached("news.test cannot be reached", host="news.test", passing=True)

    with pytest.raises(Unreached, match=r"^news.test cannot be reached$"):
        Robots(read).require(httpx.URL("https://news.test/a"))


def test_a_file_moved_to_a_host_out_of_reach_cannot_be_read() -> None:
    def read(_url: str) -> Landed:
        raise Unreached("other.test cannot be reached", host="other.test")

    with pytest.raises(Failed, match=r"robots\.txt of news\.test cannot be read now"):
        Robots(read).require(httpx.URL("https://news.test/a"))


def test_the_file_of_an_origin_is_asked_for_once() -> None:
    asked = []

    def read(url: str) -> Landed:
        asked.append(url)
        time.sleep(0.01)
        return Landed(reply(""), None, None)

    robots = Robots(read)
    urls = [
        "https://news.test/a?b",
        "https://news.test/c",
        "http://news.test/",
        "https://news.test:8443/",
    ]
    threads = [threading.Thread(target=robots.require, args=[httpx.URL(u)]) for u in urls * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(asked) == [
        "http://news.test/robots.txt", "https://news.test/robots.txt",
        "https://news.test:8443/robots.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /a$\n" * 15_000,
        "".join(f"User-agent: a{n}\x0c" for n in range(15_000)) + "Disallow: /a$\n" * 15_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*a*a*b\n" * 12_000,
        "User-agent: *\nDisallow: /" + "*a" * 200_000 + "\n",
        "User-agent:" + " " * 400_000,
        "User-agent: *\n" + "Allow: /index.html\n" * 20_000,
    ],
    ids=["many names", "names on one line", "many stars", "one long rule", "spaces", "index"],
)
def test_a_file_made_to_hurt_is_read_in_bounded_time(text: str) -> None:
    assert len(text) < 520_000
    before = time.monotonic()
    rules = parsed(reply(text))
    rules.can_fetch("https://news.test/" + "a" * 3_900, "Muster")
    assert time.monotonic() - before < 5
