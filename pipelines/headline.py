"""The report's first picture beside the published warehouse: kept with each build, as it then was.

The UI shows a picture that stands in Markdown as a data address. How it is drawn stands in
warehouse/report/charts.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from pathlib import Path

from pipelines.shown import safe

MOST = 150_000  # characters kept with a build: every event of a run is read whole to show its log
WIDTH = 860  # pixels: the window in which the UI shows it has room for so many on most screens
TITLE = "How many foreign nationals, according to whom?"
# What a picture does without: words for readers of a page, and digits below a hundredth of a point.
_ASIDE = re.compile(r' (?:(?:aria-[a-z]+|role|class|pointer-events)="[^"]*"|opacity="1")')
_FONT = re.compile(r' font-family="[^"]*"')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_DIGITS = re.compile(r"(\.\d\d)\d+")


def headline(path: Path) -> str:
    """The picture out of a published warehouse as Markdown, or a sentence that says why there is
    none. Raises nothing: the file is published, whatever goes wrong here."""
    from warehouse.reading import reader
    from warehouse.report.charts.picture import headline as picture

    try:
        with reader(path) as connection:
            drawn = picture(connection).draw()
    except Exception as error:  # also a fault of ours
        return f"No picture: {safe(str(error))}."
    return kept(drawn.svg)


def kept(drawing: str) -> str:
    """A drawing as Markdown that shows it, without anything else."""
    svg = _DIGITS.sub(r"\1", _ASIDE.sub("", drawing))
    for font, _ in Counter(_FONT.findall(svg)).most_common(1):  # said once, for the whole drawing
        svg = svg.replace(font, "").replace("<svg", f"<svg{font}", 1)
    svg = _SIZE.sub(_fitting, svg, count=1)
    picture = f"![{TITLE}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"
    if len(picture) > MOST:
        return "The picture is too large to be kept here: it is the report's first (muster report)."
    return picture


def _fitting(size: re.Match[str]) -> str:
    """The size of a drawing, no wider than there is room."""
    width, height = map(int, size.groups())
    scale = min(1, WIDTH / width)
    return f'width="{width * scale:.0f}" height="{height * scale:.0f}"'
