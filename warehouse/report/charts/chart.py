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
from warehouse.report.charts.palette import FONT, INK, LINE, MUTED, PAPER, on_paper

# Links in a specification must be addresses in full; this one, which nobody can own (RFC 2606),
# stands for the root of the report.
HERE = "https://report.invalid/"
HEAD = 60  # pixels for the title of a file
SCALE = 1.5  # pixels of a PNG to one of the drawing: sharp enough, at half the bytes of 2
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
_HIDDEN = re.compile(r'<g class="mark-[a-z]+ role-mark[^>]*aria-hidden="true"[^>]*>.*?</g>')
_MARK = re.compile(r'<a xlink:href="([^"]*)">(<path aria-label="([^"]*)")')
_PLACES = re.compile(r' (?:d|transform|x2|y2)="[^"]*"')
_FINER = re.compile(r"(\.\d\d)\d+")
_FONT = re.compile(r' font-family="[^"]*"')
_KIND = re.compile(r' aria-roledescription="[^"]*"')
_OWN_ID = re.compile(r"(id=\"|url\(#|href=\"#)([A-Za-z_][\w-]*)")


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn. `spec` is Vega-Lite, whose links begin with `HERE`; `summary` says in a
    sentence or two what it shows, for those who do not see it; `claims` are those it links to;
    `narrow` is a specification of the same for a phone, where it has one. Title and `credit` stand
    over the drawing in the files to paste, which have no page around them."""

    name: str
    title: str
    summary: str
    spec: dict[str, Any]
    claims: Sequence[str] = ()
    narrow: dict[str, Any] | None = None
    credit: str = ""

    def draw(self) -> Drawn:
        """The chart drawn; some 30 ms for each of its panels."""
        return Drawn(self, _svg(self.spec), None if self.narrow is None else _svg(self.narrow))


def _svg(spec: dict[str, Any]) -> str:
    import vl_convert

    configured = {**spec, "config": {**CONFIG, **spec.get("config", {})}}
    return _lean(vl_convert.vegalite_to_svg(configured))


def _lean(svg: str) -> str:
    """A drawing as the library made it, in half the bytes: places to a hundredth of a pixel, the
    font once for all words, and no words on what kind of mark a mark is."""
    svg = _PLACES.sub(lambda found: _FINER.sub(r"\1", found[0]), svg)
    return _KIND.sub("", _FONT.sub("", svg))


@dataclass(frozen=True)
class Drawn:
    """A drawing, as the library made it, and the one for a phone."""

    chart: Chart
    raw: str = field(repr=False)
    raw_narrow: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name of its files."""
        return self.chart.name

    @property
    def claims(self) -> Sequence[str]:
        """The claims that it links to."""
        return self.chart.claims

    def inline(self, root: str) -> str:
        """The drawing as part of a page, `root` leading from the page to the root of the report;
        the style sheet shows the one that the width of the page has room for."""
        if self.raw_narrow is None:
            return self._inline(self.raw, self.name, "chart", root)
        wide = self._inline(self.raw, self.name, "chart roomy", root)
        return wide + self._inline(self.raw_narrow, f"{self.name}-narrow", "chart tight", root)

    def _inline(self, raw: str, name: str, kind: str, root: str) -> str:
        own = place.slug(name)
        svg = _OWN_ID.sub(rf"\1{own}-\2", _once(_told(raw, self.claims)))
        svg = svg.replace(f'xlink:href="{HERE}', f'href="{escape(root)}')
        return self._opened(svg, own, f'class="{kind}"')

    @cached_property
    def svg(self) -> str:
        """The drawing as a file of its own: on white, with its title, without links."""
        own = place.slug(self.name)
        svg = self._opened(_LINK.sub("", self.raw), own, "", head=HEAD)
        return on_paper(svg)

    @cached_property
    def png(self) -> bytes:
        """The same as a picture of points."""
        import vl_convert

        return vl_convert.svg_to_png(self.svg, scale=SCALE)

    def _opened(self, svg: str, own: str, attribute: str, head: int = 0) -> str:
        """With a size that follows the page, a title and a description; and, `head` pixels high,
        the title over it."""
        found = _OPENING.match(svg)
        assert found is not None  # the library writes width and height
        width, height = found[1], int(found[2]) + head
        opening = (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'{attribute} width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="{escape(FONT)}" role="group" '
            f'aria-labelledby="{own}-title {own}-summary">'
            f'<title id="{own}-title">{escape(self.chart.title)}</title>'
            f'<desc id="{own}-summary">{escape(self.chart.summary)}</desc>'
        )
        drawn = svg[found.end() :]
        return opening + (self._titled(drawn) if head else drawn)

    def _titled(self, drawn: str) -> str:
        """On paper, under the title and whose picture it is."""
        return (
            f'<rect width="100%" height="100%" fill="{PAPER}"/>'
            f'<text x="12" y="26" font-size="18" font-weight="600" fill="{INK}">'
            f"{escape(self.chart.title)}</text>"
            f'<text x="12" y="45" font-size="12" fill="{MUTED}">{escape(self.chart.credit)}</text>'
            f'<g transform="translate(0,{HEAD})">{drawn.removesuffix("</svg>")}</g></svg>'
        )


def _told(svg: str, claims: Sequence[str]) -> str:
    """What a mark says is shown over it; over those of claims stands the window of the page."""
    windowed = {f"{HERE}{place.claim(claim_id)}" for claim_id in claims}

    def titled(found: re.Match[str]) -> str:
        link, target, mark, says = found[0], found[1], found[2], found[3]
        return link if target in windowed else link.replace(mark, f"<title>{says}</title>{mark}")

    return _MARK.sub(titled, svg)


def _once(svg: str) -> str:
    """What is hidden from those who listen is not reached by keys either: each mark is a link once,
    and not again as its stem and its label."""
    return _HIDDEN.sub(lambda f: f[0].replace("<a ", '<a tabindex="-1" '), svg)
