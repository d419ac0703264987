"""The documents to measure, in a folder of work: their catalog, and their pages in an archive.

The pages are those of benchmarks/pages.py; every twentieth was captured a second time, as a PDF.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from benchmarks import pages
from benchmarks.hostile import pdf
from sources.archive import Archive, Entry

EVERY = 20
KILOBYTES = 30
LINES = 40
_SAYS = re.compile(r'says: "([^"]*)"')


def generate(folder: Path, documents: int) -> None:
    """Write `catalog` and `archive` into a folder of work."""
    with patch("os.fsync"):  # the machine may go down: these are made again
        pages.generate(folder / "catalog", folder / "archive", documents, KILOBYTES)
        kept = Archive(folder / "archive")
        for n in range(0, documents, EVERY):
            told = (folder / "catalog" / "press" / f"page-{n}.yaml").read_text(encoding="utf-8")
            at = datetime(2026, 2, 1, tzinfo=UTC)
            url = f"https://example.org/page/{n}"
            entry = Entry(f"page-{n}", url, at, "captured", "file", media_type="application/pdf")
            kept.record(entry, _printed(n, _SAYS.findall(told)))


def _printed(number: int, says: list[str]) -> bytes:
    """A page of a PDF with words of its own around what is said."""
    lines = [f"{pages.WORDS[:90]} ({number}, {line})." for line in range(LINES)]
    for at, words in zip((10, 30), says, strict=True):
        lines[at] = f"Officials count {words} in the forces, it was said."
    escaped = (re.sub(r"([()\\])", r"\\\1", line) for line in lines)
    shown = "\n".join(f"({line}) Tj T*" for line in escaped)
    return pdf(f"BT /F 6 Tf 10 790 Td 7 TL\n{shown}\nET".encode())
