"""The site as it is built: whole, its links followed, nothing of the machine that made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.site import built
from docs.site.__main__ import main
from docs.site.markdown import ROOT, pages

PAGE = "<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def write(folder: Path, head: str = "", body: str = "") -> list[str]:
    """What is wrong with a site of one page; beside it lies a second one that is well."""
    (folder / "other.html").write_text(PAGE.format(head="", body='<p id="here">here</p>'))
    (folder / "page.html").write_text(PAGE.format(head=head, body=body))
    return [problem.split(": ", 2)[2] for problem in built.broken(folder)[1]]


def test_the_command_builds_every_page_and_finds_no_broken_link(site_once: Path) -> None:
    told = (site_once.parent / "told").read_text(encoding="utf-8")
    assert told.startswith(f"{site_once / 'index.html'}: ")
    assert told.endswith(" links, none broken\n")
    shown = [p.relative_to(ROOT) for p in pages() if p.parent == ROOT or "docs" in p.parts]
    assert {"README.md", "CHANGELOG.md", "docs/methods.md"} <= {str(page) for page in shown}
    assert all((site_once / page).with_suffix(".html").exists() for page in shown)


def test_nothing_in_the_site_tells_of_the_machine_that_made_it(site_once: Path) -> None:
    here = [str(ROOT).encode(), str(site_once.parent).encode()]
    for path in site_once.rglob("*"):
        assert not path.is_file() or not any(p in path.read_bytes() for p in here), path


@pytest.mark.parametrize(
    "body",
    ['<a href="other.html#here">', '<a href="other.html?q=1">', '<a href="#top" id="top">',
     '<a href="https://example.org">', '<img src="data:image/png;base64,AA==">'],
)  # fmt: skip
def test_a_site_whose_links_lead_somewhere_is_well(tmp_path: Path, body: str) -> None:
    assert write(tmp_path, body=body) == []


@pytest.mark.parametrize(
    ("head", "body", "why"),
    [
        ("", '<a href="nowhere.html">', "there is no such file"),
        ("", '<a href="other.html#nowhere">', "there is no such place on that page"),
        ("", '<form action="nowhere.html">', "there is no such file"),
        ("", '<img src="nowhere.png">', "there is no such file"),
        ("", '<img src="https://example.org/a.png">', "loaded from elsewhere"),
        ('<script src="//example.org/a.js"></script>', "", "loaded from elsewhere"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "", "loaded from elsewhere"),
    ],
)
def test_what_leads_nowhere_or_is_loaded_from_elsewhere_is_told(
    tmp_path: Path, head: str, body: str, why: str
) -> None:
    assert write(tmp_path, head, body) == [why]


def test_a_font_or_style_from_elsewhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@import 'https://example.org/b.css'; p {color: red}")
    (tmp_path / "b.css").write_text("@font-face {src: url(//example.org/font.woff2)}")
    (tmp_path / "c.css").write_text("p {background: url(data:image/png;base64,AA==)}")
    assert built.broken(tmp_path)[1] == [
        "a.css: https://example.org/b.css: loaded from elsewhere",
        "b.css: //example.org/font.woff2: loaded from elsewhere",
    ]


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    assert main(tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_the_old_site_stays_where_a_link_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "searchindex.js").write_text("the old one")
    monkeypatch.setattr("docs.site.links.broken", lambda: ["page.md:1: nowhere.md: no such file"])
    monkeypatch.setattr("docs.site.__main__.build_main", lambda _: 0)
    assert main(site) == 1
    assert (site / "searchindex.js").read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
