"""Words that want to be markup, programs or addresses in the report: on every kind of page they are
words, and what a page loads or leads to is the report's own or an address of the web.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from lxml import etree, html

from tests.end_to_end.smuggled import smuggled
from warehouse.report.write import write

HOSTILE = (
    "</script></title></style>]]><script>alert(1)</script><img src=x onerror=alert(1)>"
    '" onmouseover="alert(1) \' {{7*7}} {% raw %} ${7*7} <!-- \u2028 \u202e <svg onload=alert(1)>'
)
# In the order in which they are written: texts that people read, wherever they come from.
TEXTS = {
    "claim": ["says", "note"], "document": ["title"], "source": ["name"], "event": ["what", "note"],
    "demand": ["note"], "population": ["what"], "measure": ["what"], "rule": ["what", "citation"],
    "conflict": ["statement", "repair"], "comparison": ["because"], "reconciled": ["because"],
}  # fmt: skip
SCRIPT = "javascript:alert(1)//https://example.org"


@pytest.fixture(scope="module")
def report(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on a published file into which somebody has smuggled all they could."""
    folder = tmp_path_factory.mktemp("attacked")
    file = smuggled(built_once / "out" / "muster.duckdb", folder, TEXTS, HOSTILE)
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE document SET url = ?", [SCRIPT])
        connection.execute("UPDATE rule SET url = ?", [SCRIPT])
    write(file, folder / "report")
    return folder / "report"


def elements(report: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    """Every element of every page and drawing, as a browser finds them."""
    for path in report.rglob("*.html"):
        for element in html.document_fromstring(path.read_bytes()).iter(etree.Element):
            yield path, element
    for path in report.rglob("*.svg"):
        for element in etree.parse(path).getroot().iter(etree.Element):
            yield path, element


def test_no_text_becomes_a_program_or_a_picture(report: Path) -> None:
    found = list(elements(report))
    assert len(found) > 1_000
    for path, element in found:
        tag = etree.QName(element).localname
        assert not [name for name in element.attrib if name.lower().startswith("on")], path
        assert tag not in ("img", "iframe", "object", "embed", "style", "foreignObject"), path
        if tag == "script" and not element.get("src"):
            assert element.get("type") == "application/json", path
            assert "<" not in (element.text or ""), path
            json.loads(element.text or "")


def test_pages_load_nothing_from_elsewhere_and_lead_only_to_the_web(report: Path) -> None:
    for path, element in elements(report):
        for name, value in element.attrib.items():
            if re.split("[:}]", name)[-1] not in ("href", "src", "action", "formaction"):
                continue
            scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", value)
            if scheme is None or value == "data:,":
                continue
            assert etree.QName(element).localname == "a", (path, value)
            assert scheme[1] in ("http", "https"), (path, value)


def test_what_is_searched_is_data_alone(report: Path) -> None:
    text = (report / "search-index.js").read_text(encoding="utf-8")
    begin, end = "window.MUSTER_INDEX = ", ";"
    assert text.startswith(begin)
    body = text.strip().removeprefix(begin).removesuffix(end)
    index = json.loads(body)
    assert [says for _, _, says, *_ in index["claims"]] == [HOSTILE] * len(index["claims"])
    assert "<" not in body


def test_every_page_says_what_it_may_do(report: Path) -> None:
    for path in report.rglob("*.html"):
        head = html.document_fromstring(path.read_bytes()).head
        (policy,) = head.xpath("meta[@http-equiv='Content-Security-Policy']/@content")
        parts = dict(part.split(" ", 1) for part in policy.split("; "))
        assert parts["default-src"] == "'none'"
        assert parts["script-src"] == "'self' file:"
        assert parts["base-uri"] == "'none'"
        (referrer,) = head.xpath("meta[@name='referrer']/@content")
        assert referrer == "no-referrer"
