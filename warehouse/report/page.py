"""A page, and how it is rendered: templates that escape everything, and what they may ask for.

What stands on which page belongs in pages/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from warehouse.answers.told import Told
from warehouse.changes.words import many
from warehouse.inference.phrasing import interval
from warehouse.report import place
from warehouse.report.charts.chart import Chart, Drawn
from warehouse.report.material import Material
from warehouse.report.when import when

TEMPLATES = Path(__file__).parent / "templates"
NOTHING = "–"


@dataclass(frozen=True)
class Page:
    """A page at a `place`, made by a template out of what is given to it.

    `section` is the place of the entry of the menu that it belongs to. `charts` are the charts that
    it shows, by the names by which the template asks for them.
    """

    place: str
    template: str
    title: str
    section: str
    given: Mapping[str, Any] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)


@dataclass
class Shown:
    """The claims that a page has shown so far: the page carries what its windows say of each."""

    ids: dict[str, None] = field(default_factory=dict)

    def add(self, claim_ids: Iterable[str]) -> None:
        """Note claims as shown."""
        self.ids.update(dict.fromkeys(claim_ids))


class Renderer:
    """Renders pages. Templates are given `root`, which leads from a page to the root of the
    report, and `place`."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True,
            lstrip_blocks=True, undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"],
        )  # fmt: skip
        # Words in other scripts stand as themselves: spelled out they weigh three times as much.
        self.environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self.environment.filters |= {
            "number": number, "interval": interval_of, "day": day, "slug": place.slug,
            "web": web, "many": many,
        }  # fmt: skip
        self.environment.globals |= {
            "place": place, "material": material, "NOTHING": NOTHING, "name": material.name,
            "when": when,
        }  # fmt: skip

    def render(self, page: Page, drawn: Mapping[str, Drawn]) -> str:
        """The page as HTML; `drawn` holds at least its charts, by their names."""
        shown = Shown()
        for chart in page.charts.values():
            shown.add(chart.claims)
        charts = {asked: drawn[chart.name] for asked, chart in page.charts.items()}
        return self.environment.get_template(page.template).render(
            page.given, page=page, root=place.to_root(page.place), shown=shown,
            windows=lambda: windows(self.material, shown), charts=charts, svg=_svg,
        )  # fmt: skip


def number(value: int | float | None) -> str:
    """A number with thousands commas; a dash where there is none."""
    return NOTHING if value is None else f"{value:,}"


def interval_of(ends: tuple[int | None, int | None]) -> str:
    """A reading in words; a dash where neither side is known."""
    low, high = ends
    return NOTHING if low is None and high is None else interval(low or 0, high)


def day(value: date | datetime | None) -> str:
    """A day in ISO form; of a moment, the minute in UTC."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return NOTHING if value is None else value.isoformat()


def web(url: str | None) -> str | None:
    """An address that may be followed: http or https, anything else is none."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


@jinja2.pass_context
def _svg(context: jinja2.runtime.Context, drawn: Drawn) -> Markup:
    """A chart as part of the page. Its text was escaped when it was drawn."""
    return Markup(drawn.inline(context["root"]))


def windows(material: Material, shown: Shown) -> dict[str, dict[str, str]]:
    """What the window over a number says: the words, whose they are, what they count, where they
    were published, and the sentence that cites them; by claim, with its place and its root."""
    cited = material.cited["en"]
    return {
        i: {
            "says": told.says, "lang": material.claims[i]["language"], "who": claimant(told),
            "counts": material.counts[i], "in": published(told),
            "cite": cited[i], "at": place.claim(i), "root": material.claims[i]["root_claim_id"],
        }
        for i in shown.ids
        for told in (material.told[i],)
    }  # fmt: skip


def claimant(told: Told) -> str:
    """Whose figure it is, with the mark of a party to the war."""
    return told.source if told.party == "none" else f"{told.source} [{told.party}]"


def published(told: Told) -> str:
    """Who published it when, and whether that is all that is held of it."""
    unheld = "" if told.original_held else "; the original is not held"
    return f"{told.published_by}, {when(told.published)}{unheld}"
