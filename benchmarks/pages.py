"""Made-up pages in an archive: what it costs to read them and to find their claims, once and again.

`make bench` runs it beside the rest. `python -m benchmarks.pages N FOLDER [KB]` writes N documents
to FOLDER/catalog and their pages to FOLDER/archive, so that FOLDER serves as `--out` of a build;
KB fills each page up with scripts, as pages of news are. The pages are news-like: a few hundred
words among menus.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sources.archive import Archive, Entry

WORDS = (
    "the ministry said on Monday that a number of people had left for the front after months in "
    "which no answer came from the embassy while families waited in the capital and in the north "
    "for news of contracts that nobody had been able to read"
)
NATIONS = {
    "KEN": "Kenyans",
    "NPL": "Nepalis",
    "CUB": "Cubans",
    "IND": "Indians",
    "GHA": "Ghanaians",
}
SOURCES = (
    "- {id: bench-gazette, name: The Bench Gazette, kind: newspaper, country: null, party: none}\n"
)
MENU = "".join(f'<li><a href="/{n}">Section {n}, 1{n} stories</a></li>' for n in range(40))
MONTHS = [f"{year}-{month:02}" for year in range(2022, 2026) for month in range(1, 13)]
PER_ROUTE = 10  # documents: claims of one cell stay as few as in a small catalog
DOCUMENT = """\
document: {{id: page-{n}, publisher: bench-gazette, title: Page {n}, language: en,
  url: "https://example.org/page/{n}", published: {month}-15}}
defaults: {{claimant: bench-gazette, measure: recruited, channel: route-{route}, as_of: {month}-01}}
claims:
"""


def generate(catalog: Path, archive: Path, pages: int, kilobytes: int = 0, seed: int = 1) -> int:
    """Documents with two claims each in a catalog, their pages in an archive; returns the bytes.

    They are published in turn in each of 48 months.
    """
    rng = random.Random(seed)
    (catalog / "press").mkdir(parents=True)
    (catalog / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    _routes(catalog / "vocabulary", pages)
    kept, size = Archive(archive), 0
    for n in range(pages):
        code, people = rng.choice(list(NATIONS.items()))
        says = [f"at least {rng.randint(3, 900)} {people}", f"{rng.randint(3, 900)} {people}"]
        its = {"n": n, "month": MONTHS[n % len(MONTHS)], "route": n // PER_ROUTE}
        text = DOCUMENT.format(**its) + "".join(
            f'  - {{id: c{i}, says: "{words}", population: {code}}}\n'
            for i, words in enumerate(says)
        )
        (catalog / "press" / f"page-{n}.yaml").write_text(text, encoding="utf-8")
        page = _page(rng, says).encode()
        page += _scripts(rng, 1_000 * kilobytes - len(page))
        size += len(page)
        at = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(seconds=n)
        url = f"https://example.org/page/{n}"
        kept.record(Entry(f"page-{n}", url, at, "captured", "file", media_type="text/html"), page)
    return size


def _routes(folder: Path, pages: int) -> None:
    routes = "".join(
        f"- {{id: route-{r}, name: route {r}, inside: all}}\n"
        for r in range(pages // PER_ROUTE + 1)
    )
    folder.mkdir()
    told = f"- {{id: all, name: all routes}}\n{routes}"
    (folder / "channels.yaml").write_text(told, encoding="utf-8")


def _scripts(rng: random.Random, size: int) -> bytes:
    """So many bytes that no reader sees; every page has others."""
    return b"<script>%s</script>" % rng.randbytes(size // 2).hex().encode() if size > 0 else b""


def _page(rng: random.Random, says: list[str]) -> str:
    paragraphs = [" ".join(rng.choices(WORDS.split(), k=60)).capitalize() + "." for _ in range(8)]
    for at, words in zip((2, 5), says, strict=True):
        paragraphs[at] += f" Officials count {words} in the forces, it was said."
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html><head><title>Page</title></head><body><nav><ul>{MENU}</ul></nav>"
        f"<article><h1>Recruits for Russia</h1>{body}</article><footer>{MENU}</footer>"
        "</body></html>"
    )


def against_bare(folder: Path, pages: int) -> None:
    """Reading and anchoring the pages against trafilatura alone; then again, with texts kept."""
    import trafilatura

    from sources.anchor_frames import anchored_frames
    from sources.load import check
    from sources.pages import Pages, archive_frames

    catalog, archive = folder / "pages", folder / "archive"
    size = generate(catalog, archive, pages)
    frames, _ = check(catalog)
    snapshots = Pages(archive).snapshots()

    def timed(what: str) -> float:
        began = time.perf_counter()
        if what == "bare":
            for snapshot in snapshots:
                trafilatura.extract(Archive(archive).objects.get(snapshot.sha256).decode())
        elif what == "texts":
            archive_frames(archive)
        else:
            anchor = anchored_frames(frames, Pages(archive))["anchor"]
            assert (anchor["status"] == "verified").all()
        return time.perf_counter() - began

    bare, first, anchors, again = (timed(w) for w in ("bare", "texts", "anchors", "texts"))
    print(f"{pages:,} archived pages, {size / 1e6:.0f} MB, {2 * pages:,} claims")
    print(f"  trafilatura alone {bare:.1f} s")
    print(f"  all texts {first:.1f} s: ratio {first / bare:.2f}")
    print(f"  all claims found and all counts looked for {anchors:.1f} s: {anchors / bare:.2f}")
    print(f"  the same archive again {again:.1f} s: ratio {again / bare:.2f}")


def main() -> None:
    """Write what is asked for."""
    pages, folder = int(sys.argv[1]), Path(sys.argv[2])
    kilobytes = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    size = generate(folder / "catalog", folder / "archive", pages, kilobytes)
    print(f"{pages:,} documents and their pages, {size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
