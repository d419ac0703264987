"""The whole report written into a folder. Which pages there are stands in pages/.

The folder is a fresh one; how it takes the place of the report before is the caller's business.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from warehouse.export.about import Licence
from warehouse.reading import reader
from warehouse.report import place
from warehouse.report.charts.chart import Chart, Drawn
from warehouse.report.material import Material
from warehouse.report.page import Page, Renderer
from warehouse.report.pages import (
    bounds,
    cells,
    contradictions,
    countries,
    demands,
    documents,
    methods,
    question,
    search,
    sources,
)  # fmt: skip

STATIC = Path(__file__).parent / "static"
PAGES: tuple[Callable[[Material], Iterator[Page]], ...] = (
    question.pages, countries.pages, contradictions.pages, sources.pages, methods.pages,
    demands.pages, cells.pages, bounds.pages, documents.pages, search.pages,
)  # fmt: skip
"""What makes the pages, in the order of the menu."""
DRAWING = 2  # threads: the library that draws is one program in each, and holds 100 MB


@dataclass(frozen=True)
class Written:
    """What was written: how many pages and charts, and the bytes of the heaviest page with the
    style sheet and the programs that it loads."""

    n_pages: int
    n_charts: int
    heaviest: int


def write(warehouse: Path, into: Path, licence: Licence | None = None) -> Written:
    """Write the report on a published warehouse into the folder `into`, which is made.

    `licence` is that of the catalog; without one the report speaks of none. Raises
    `FileExistsError` where the folder is there, and `duckdb.Error` where the file is no warehouse.
    """
    into.mkdir(parents=True)
    shutil.copytree(STATIC, into / "static")
    shared = sum(file.stat().st_size for file in (into / "static").rglob("*"))
    with reader(warehouse) as connection, ThreadPoolExecutor(DRAWING) as threads:
        material = Material(connection, licence)
        pages: list[Page] = []
        pictures: dict[str, Future[Drawn]] = {}  # those of one name are one
        for page in (page for made in PAGES for page in made(material)):
            pages.append(page)
            for chart in page.charts.values():
                if chart.name not in pictures:
                    pictures[chart.name] = threads.submit(_drawn, chart)
        pages.sort(key=lambda page: bool(page.charts))  # time for the pictures to be drawn
        renderer = Renderer(material)
        sizes = []
        for page in pages:
            drawn = {chart.name: pictures[chart.name].result() for chart in page.charts.values()}
            sizes.append(_put(into / page.place, renderer.render(page, drawn).encode()))
        for picture in (picture.result() for picture in pictures.values()):
            _put(into / place.chart(picture.name, "svg"), picture.svg.encode())
            _put(into / place.chart(picture.name, "png"), picture.png)
    return Written(len(pages), len(pictures), max(sizes) + shared)


def _drawn(chart: Chart) -> Drawn:
    drawn = chart.draw()
    _ = drawn.png  # made here, beside others
    return drawn


def _put(path: Path, content: bytes) -> int:
    """Write a new file, and say how many bytes it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        return file.write(content)
