"""All sources with their scorecards and who repeats whom, and a page for each. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.answers.scorecard import Described, everyone
from warehouse.report import place
from warehouse.report.chains import Chains
from warehouse.report.charts import relays
from warehouse.report.charts.chart import Chart
from warehouse.report.charts.whom import pairs, whom
from warehouse.report.material import Material
from warehouse.report.page import Page

SHOWN = 10  # figures of a kind that stand unfolded
MOST = 60  # claims of chains drawn on one page: what is beyond them is told in words


def pages(material: Material) -> Iterator[Page]:
    """The table, then the sources by name."""
    described = dict(sorted(everyone(material.connection).items(), key=_by_name))
    chains = Chains(material)
    overview = whom(material)
    yield Page(
        place.SOURCES, "sources.html", "Sources", place.SOURCES,
        {"cards": [source.card for source in described.values()], "pairs": pairs(material)},
        {"whom": overview} if overview else {},
    )  # fmt: skip
    drawn = relays.drawn(chains)
    for source_id, source in described.items():
        roots = chains.of_source.get(source_id, [])
        charts = _charts(roots, drawn)
        yield Page(
            place.source(source_id), "source.html", source.card["name"], place.SOURCES,
            {
                "source": source, "shown_first": SHOWN,
                "chains": {root: chains.trees[root] for root in roots},
                "undrawn": any(root in drawn and root not in charts for root in roots),
            },
            charts,
        )  # fmt: skip


def _by_name(described: tuple[str, Described]) -> tuple[str, str]:
    source_id, source = described
    return source.card["name"].casefold(), source_id


def _charts(roots: list[str], drawn: dict[str, Chart]) -> dict[str, Chart]:
    """The drawings of chains of a source, by root, as long as a page has room."""
    charts: dict[str, Chart] = {}
    room = MOST
    for chart in (root for root in roots if root in drawn):
        room -= len(drawn[chart].claims)
        if charts and room < 0:
            break
        charts[chart] = drawn[chart]
    return charts
