"""What was measured, as lines, as the tables of docs/readers.md, and as its picture."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from benchmarks.readers.picture import PICTURE, picture

ALT = "How long readers wait on each way, from the median to 95 of 100"
DRAWN = "catalog"  # the figures that the picture shows
KEPT = Path(__file__).parent / "measured.json"
PAGE = Path(__file__).parents[2] / "docs" / "readers.md"
_TABLE = re.compile(r"(<!-- measured: (.+?) -->\n).*?(<!-- end -->)", re.S)
HEADS = (
    "way", "median", "95 of 100 within", "slowest", "answers a second", "memory of a reader",
    "memory of servers", "bytes moved an answer", "old answers until", "not of one version",
)  # fmt: skip


def line(way: dict[str, Any]) -> str:
    """A way in one line, with what went wrong."""
    row = zip(HEADS, _row(way), strict=True)
    return "; ".join(f"{head} {cell}" for head, cell in row) + "".join(
        f"\n  {error}" for error in way["errors"]
    )


def table(found: dict[str, Any]) -> str:
    """All ways of one file, in Markdown."""
    rows = [HEADS, ("---",) * len(HEADS), *map(_row, found["ways"])]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(way: dict[str, Any]) -> tuple[str, ...]:
    took = way["all"]
    return (
        way["called"], _ms(took["p50"]), _ms(took["p95"]), _ms(took["max"]),
        f"{way['a_second']:,.0f}", _mb(way["memory_of_a_reader"]),
        _mb(way["memory_of_servers"]) if way["memory_of_servers"] else "none",
        _kb(way["bytes_moved"] / way["answers"]), f"{way['old_after']:.1f} s",
        f"{way['wrong'] + way['went_back']} of {way['answers']:,}",
    )  # fmt: skip


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _mb(count: float) -> str:
    return f"{count / 1e6:,.0f} MB"


def _kb(count: float) -> str:
    return f"{count / 1e3:,.0f} kB"


def kept() -> dict[str, dict[str, Any]]:
    """What was measured and kept, by its name."""
    if not KEPT.exists():
        return {}
    found: dict[str, dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def keep(name: str, found: dict[str, Any]) -> None:
    """Write figures down, and the tables of the page anew."""
    every = kept() | {name: found}
    KEPT.write_text(json.dumps(every, indent=1) + "\n", encoding="utf-8")
    if name == DRAWN:
        PICTURE.write_text(picture(found), encoding="utf-8")
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def rewritten(page: str) -> str:
    """The page with the tables that the kept figures give."""
    figures = kept()

    def made(found: re.Match[str]) -> str:
        if found[2] not in figures:
            return found[0]
        told = figures[found[2]]
        said = (
            f"{told['readers']} readers of {told['bytes'] / 1e6:,.1f} MB, "
            f"on {told['cores']} processors:"
        )
        shown = f"![{ALT}]({PICTURE.name})\n\n" if found[2] == DRAWN else ""
        return f"{found[1]}\n{said}\n\n{table(told)}\n\n{shown}{found[3]}"

    return _TABLE.sub(made, page)
