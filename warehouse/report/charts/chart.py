"""A chart, and how it is drawn: one drawing for the page, and the same as SVG and PNG to paste.

What is in a chart belongs in the modules beside. Text in a drawing comes from documents: it is
escaped by the library that draws it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

from warehouse.report import place
from warehouse.report.charts.palette import FONT, INK, LINE, MUTED, on_paper

# Links in a specification must be addresses in full; this one, which nobody can own (RFC 2606),
# stands for the root of the report.
HERE = "https://report.invalid/"
SCALE = 2  # pixels of a PNG to one of the drawing: sharp on today's screens and in print
CONFIG = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED, "titleColor": MUTED, "gridColor": LINE, "domainColor": LINE,
        "tickColor": LINE, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": 12},
    "title": {"color": INK, "anchor": "start", "fontSize": 15},
    "text": {"color": INK, "fontSize": 12},
    "header": {"labelColor": INK, "titleColor": MUTED},
}  # fmt: skip
_OPENING = re.compile(r"<svg[^>]*?width=\"(\d+)\" height=\"(\d+)\"[^>]*>")
_LINK = re.compile(r"<a [^>]*>|</a>")
_OWN_ID = re.compile(r"(id=\"|url\(#|href=\"#)([A-Za-z_][\w-]*)")


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn. `spec` is Vega-Lite, whose links begin with `HERE`; `summary` says in a
    sentence or two what it shows, for those who do not see it; `claims` are those it links to."""

    name: str
    title: str
    summary: str
    spec: dict[str, Any]
    claims: Sequence[str] = ()

    def draw(self) -> Drawn:
        """The chart drawn; some 50 ms."""
        import vl_convert

        spec = {**self.spec, "config": {**CONFIG, **self.spec.get("config", {})}}
        return Drawn(self, vl_convert.vegalite_to_svg(spec))


@dataclass(frozen=True)
class Drawn:
    """A drawing, as the library made it."""

    chart: Chart
    raw: str = field(repr=False)

    @property
    def name(self) -> str:
        """The name of its files."""
        return self.chart.name

    @property
    def claims(self) -> Sequence[str]:
        """The claims that it links to."""
        return self.chart.claims

    def inline(self, root: str) -> str:
        """The drawing as part of a page, `root` leading from the page to the root of the report."""
        own = place.slug(self.name)
        svg = _OWN_ID.sub(rf"\1{own}-\2", self.raw)
        svg = svg.replace(f'xlink:href="{HERE}', f'href="{escape(root)}')
        return self._opened(svg, 'class="chart"')

    @cached_property
    def svg(self) -> str:
        """The drawing as a file of its own: on white, without links."""
        return on_paper(self._opened(_LINK.sub("", self.raw), 'style="background:#ffffff"'))

    @cached_property
    def png(self) -> bytes:
        """The same as a picture of points."""
        import vl_convert

        return vl_convert.svg_to_png(self.svg, scale=SCALE)

    def _opened(self, svg: str, attribute: str) -> str:
        """With a size that follows the page, a title and a description."""
        found = _OPENING.match(svg)
        assert found is not None  # the library writes width and height
        width, height = found.groups()
        own = place.slug(self.name)
        opening = (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'{attribute} width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="group" aria-labelledby="{own}-title {own}-summary">'
            f'<title id="{own}-title">{escape(self.chart.title)}</title>'
            f'<desc id="{own}-summary">{escape(self.chart.summary)}</desc>'
        )
        return opening + svg[found.end() :]
