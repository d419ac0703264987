"""The report beside the UI: its files, and no other, to this machine alone."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipelines.report_server import inside, serving


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A report of two pages, and a file beside it that is none of it."""
    countries = tmp_path / "report" / "countries"
    countries.mkdir(parents=True)
    (tmp_path / "report" / "index.html").write_text("<h1>How many</h1>")
    (countries / "NPL.html").write_text("Nepal")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "report" / "link.html").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "report" / "up").symlink_to(tmp_path)
    return tmp_path


@pytest.fixture
def address(out: Path) -> Iterator[str]:
    """Where it is served."""
    with serving(out) as served:
        yield served


def ask(address: str, path: str, method: str = "GET") -> tuple[int, http.client.HTTPMessage, str]:
    """The answer to a request whose path is sent as it is written."""
    to = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    to.request(method, path)
    answer = to.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def test_its_pages_are_served(address: str) -> None:
    assert ask(address, "/")[::2] == (200, "<h1>How many</h1>")
    assert ask(address, "/countries/NPL.html?x=1#y")[::2] == (200, "Nepal")
    status, headers, body = ask(address, "/index.html", "HEAD")
    assert (status, headers["Content-Type"], body) == (200, "text/html", "")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/countries/../../secret.txt", "/link.html",
        "/up/secret.txt", "//secret.txt", "/countries", "/countries/", "/absent.html", "/%00",
        "/" + "x" * 3000,
    ],
)  # fmt: skip
def test_nothing_else_is(address: str, path: str) -> None:
    status, _, body = ask(address, path)
    assert status == 404
    assert "secret" not in body.replace("secret.txt", "")
    assert "muster report" in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(address: str, method: str) -> None:
    assert ask(address, "/index.html", method)[0] == 501


def test_what_a_page_may_do_is_limited_to_itself(address: str) -> None:
    for path in ("/", "/absent.html"):
        headers = ask(address, path)[1]
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'")
        assert "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_it_listens_to_this_machine_alone(address: str) -> None:
    port = urlsplit(address).port
    assert address == f"http://127.0.0.1:{port}"
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", port))


def test_a_port_that_is_taken_or_that_is_none_is_another_one(out: Path) -> None:
    with serving(out) as first:
        taken = urlsplit(first).port
        assert taken is not None
        with serving(out, taken) as second, serving(out, 65536) as third:
            assert len({first, second, third}) == 3
            assert ask(second, "/")[0] == ask(third, "/")[0] == 200


def test_a_report_that_is_made_later_is_found(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        assert ask(address, "/")[0] == 404
        (tmp_path / "report").mkdir()
        (tmp_path / "report" / "index.html").write_text("made")
        assert ask(address, "/")[::2] == (200, "made")


def test_a_path_outside_is_no_path(out: Path) -> None:
    assert inside(out / "report", "/") == out / "report" / "index.html"
    assert inside(out / "report", "/../secret.txt") is None
