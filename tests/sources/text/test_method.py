"""The method of a text: named, and the same for everybody on every run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sources.text import Refused, method
from sources.text.extract import extract

if TYPE_CHECKING:
    from conftest import Pdf

PAGE = (
    "<html lang=en><head><title>T</title></head><body>"
    + "".join(f"<nav class='a{n} b c' id=n{n}><a href=/{n}>Menu {n}</a></nav>" for n in range(20))
    + "<article><h1>127 men</h1>"
    + "".join(
        f"<p>In country {n} there were {n * 37} men, said officials there.</p>" for n in range(20)
    )
    + "</article></body></html>"
)
RUN = """
import hashlib, json, sys
from sources.text.extract import extract
out = []
for name, path in json.loads(sys.argv[1]):
    text = extract(open(path, "rb").read(), name)
    out.append([hashlib.sha256(text.text.encode()).hexdigest(), text.main, text.method])
print(json.dumps(out))
"""


def test_the_method_names_ours_and_the_libraries_that_shape_the_text() -> None:
    told = method("text/html").split()
    assert told[0].startswith("html-")
    for library in ("lxml", "trafilatura", "resiliparse"):
        assert f"{library}-{version(library)}" in told
    assert method("Text/HTML; charset=utf-8") == method("text/html")
    assert method("application/pdf").split()[1] == f"pypdfium2-{version('pypdfium2')}"


def test_a_declared_charset_is_part_of_the_method_where_it_can_matter() -> None:
    assert method("text/html", "windows-1251").endswith(" cp1251")
    assert method("text/html", "CP1251") == method("text/html", "windows-1251")
    for passed_over in ("utf-8", "UTF8", "nonsense", ""):
        assert method("text/html", passed_over) == method("text/html")
    assert method("application/pdf", "windows-1251") == method("application/pdf")


def test_what_has_no_text_has_no_method() -> None:
    with pytest.raises(Refused, match=r"no text is read from 'image/png'; expected one of .*html"):
        method("image/png")


def test_the_same_bytes_give_the_same_text_in_every_process(tmp_path: Path, pdf: type[Pdf]) -> None:
    documents = {
        "text/html": PAGE.encode(),
        "application/pdf": pdf.of_pages(pdf.lines(b"There were 127 men", b"in 12 countries")),
        "text/plain": "По данным ведомства, не менее 1 500 человек.".encode("windows-1251"),
        "text/csv": b"Nepal,127\nIndia,100\n",
    }
    paths = []
    for name, data in documents.items():
        path = tmp_path / hashlib.sha256(data).hexdigest()
        path.write_bytes(data)
        paths.append((name, str(path)))
    here = [extract(data, name) for name, data in documents.items()]
    expected = [[hashlib.sha256(t.text.encode()).hexdigest(), t.main, t.method] for t in here]
    for seed in ("1", "4242"):
        said = subprocess.run(
            [sys.executable, "-c", RUN, json.dumps(paths)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=Path(__file__).parents[3], capture_output=True, check=True,
        )  # fmt: skip
        assert json.loads(said.stdout) == expected
