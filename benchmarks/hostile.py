"""What documents made to hurt cost: seconds, peak memory, and what is said of them.

`python -m benchmarks.hostile [NAME ...]`. Each is read as a build reads it, in a process of its own
under the limits of `sources.text`; the memory is that process's.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable

from sources.text.bounded import texts
from sources.text.wire import Job

SAID = "Soldiers from 12 countries were recruited in 2024, officials said on Monday. "
MILLION = 1_000_000


def pdf(content: bytes, pages: int = 1, packed: bool = False) -> bytes:
    """A PDF whose pages show one and the same stream."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d%s>>stream\n%s\nendstream"
        % (len(content), b"/Filter/FlateDecode" if packed else b"", content),
        *[
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
            b"/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
        ]
        * pages,
    ]
    body = [
        b"%d 0 obj %s endobj\n" % (number, told) for number, told in enumerate(objects, start=1)
    ]
    return b"%%PDF-1.7\n%strailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (b"".join(body), len(body) + 1)


def _lines(count: int) -> bytes:
    shown = b"\n".join(b"(%s) Tj T*" % SAID.encode() for _ in range(count))
    return b"BT /F 6 Tf 10 790 Td 7 TL\n" + shown + b"\nET"


DOCUMENTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "page of 100 MB": ("text/html", lambda: (f"<p>{SAID}" * 1_250_000).encode()),
    "page of 49 MB, all text": ("text/html", lambda: (SAID * 630_000).encode()),
    "page of 49 MB, all markup": ("text/html", lambda: b"<i></i>" * (7 * MILLION)),
    "page of 49 MB, one tag": ("text/html", lambda: b"<p title='" + b"x" * 49 * MILLION),
    "page of 49 MB, all &amp;": ("text/html", lambda: b"&amp;" * (49 * MILLION // 5)),
    "page of 4 MB, honest": ("text/html", lambda: (f"<p>{SAID}</p>" * 45_000).encode()),
    "a million nested tags": ("text/html", lambda: b"<div>" * MILLION + b"5 men"),
    "a million siblings": ("text/html", lambda: b"<li>5 men" * MILLION),
    "a million attributes": (
        "text/html",
        lambda: b"<p %s>5 men" % b" ".join(b"a%d=1" % n for n in range(MILLION)),
    ),
    "3,000 nested, a million ends": (
        "text/html",
        lambda: b"<div>" * 2_990 + b"</span>" * MILLION + b"5 men",
    ),
    "40,000 elements": ("text/html", lambda: b"<table><tr>" + b"<td>5 men" * 39_980),
    "200 attributes, 1,000 times": (
        "text/html",
        lambda: (b"<p %s>5" % b" ".join(b"a%d=1" % n for n in range(200))) * 1_000,
    ),
    "text of 5 MB": ("text/plain", lambda: (SAID * 64_000).encode()),
    "text of 49 MB": ("text/plain", lambda: (SAID * 630_000).encode()),
    "one letter, 2 million marks": (
        "text/plain",
        lambda: ("a" + "\u0315\u0300" * MILLION).encode(),
    ),
    "table of 5 MB": ("text/csv", lambda: b"India,127,100\n" * 350_000),
    "text of 49 MB, broken": ("text/plain", lambda: bytes(range(128, 256)) * 380_000),
    "mail of 250 nested parts, 8 MB": (
        "multipart/related",
        lambda: b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(250)
        )
        + b"Content-Type: text/html\n\n"
        + b"--b\n" * (2 * MILLION),
    ),
    "PDF of 2,000 pages": ("application/pdf", lambda: pdf(_lines(20), pages=2_000)),
    "PDF of 250,000 pages": ("application/pdf", lambda: pdf(_lines(1), pages=250_000)),
    "PDF that unpacks to 1 GB": (
        "application/pdf",
        lambda: pdf(zlib.compress(b" " * 1_000_000_000, 9), packed=True),
    ),
    "PDF that unpacks to 40 MB of text": (
        "application/pdf",
        lambda: pdf(zlib.compress(_lines(500_000)), packed=True),
    ),
}  # fmt: skip


def _one(name: str) -> None:
    media_type, make = DOCUMENTS[name]
    data = make()
    began = time.perf_counter()
    ((_, found),) = texts([Job("", data, media_type)])
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = found if isinstance(found, str) else f"{len(found.text):,} characters"
    print(f"{name:34} {len(data) / 1e6:8.1f} MB {seconds:7.2f} s {peak:7.0f} MB  {told[:90]}")


def main() -> None:
    """Print a line for each document."""
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2])
        return
    for name in sys.argv[1:] or DOCUMENTS:
        subprocess.run([sys.executable, "-m", "benchmarks.hostile", "--one", name], check=True)


if __name__ == "__main__":
    main()
