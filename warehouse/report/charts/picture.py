"""The picture of a population: every figure as an interval over time, panel under panel by what is
counted, below the laws and demands of the time.

What a panel holds stands in panel.py and subjects.py, what all of it is read from in facts.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.answers.moved import Moved, reached
from warehouse.export.about import Licence
from warehouse.report.charts.axes import Time
from warehouse.report.charts.chart import Chart
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.form import NARROW, WIDE, Form
from warehouse.report.charts.key import key
from warehouse.report.charts.marks import colours
from warehouse.report.charts.panel import panel
from warehouse.report.charts.subjects import Subject, subjects
from warehouse.report.charts.timeline import timeline
from warehouse.report.material import Material

FEWEST = 3  # figures that make a picture: one or two are told by their table at a glance
MANY = 8  # figures from which on it has laws, a key, and a drawing of its own for phones
SPACING = 40  # pixels between panels, for their headings
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def headline(connection: duckdb.DuckDBPyConnection, licence: Licence | None = None) -> Chart:
    """The picture of the question, of everybody, out of a published warehouse.

    Raises `LookupError` where there are too few figures on them."""
    material = Material(connection, licence)
    found = picture(Facts(material), material.everyone)
    if found is None:
        whom = material.name("population", material.everyone)
        raise LookupError(f"fewer than {FEWEST} figures are on {whom}")
    return found


def picture(facts: Facts, population: str) -> Chart | None:
    """The picture of a population; None where it has too few figures to draw."""
    figures = facts.by_population.get(population, [])
    if len(figures) < FEWEST:
        return None
    panels = subjects(facts, population)
    name = facts.material.name("population", population)
    many = len(figures) >= MANY
    return Chart(
        f"figures-{population}", f"{name[0].upper()}{name[1:]}: how many, according to whom?",
        _summary(name, len(figures), panels), _drawing(facts, population, panels, WIDE, many=many),
        tuple(dict.fromkeys(f.claim_id for about in panels for f in about.drawn)),
        _drawing(facts, population, panels, NARROW, many=many) if many else None,
        f"Muster: figures published by {facts.span[1]}, none of them endorsed.{_under(facts)}",
    )  # fmt: skip


def _drawing(
    facts: Facts, population: str, panels: Sequence[Subject], form: Form, *, many: bool
) -> dict[str, Any]:
    """The picture in Vega-Lite; one of `many` figures has laws and a key."""
    first, last = facts.span
    drawn = [figure for about in panels for figure in about.drawn]
    time = Time(form.begin(first, last, [f.since or f.day for f in drawn]), last, form.width)
    coloured = colours(drawn)
    parts = [
        _above(facts, population, time, form, many=many),
        *(
            panel(facts, about, coloured, time, form, first=n == 0, last=about is panels[-1])
            for n, about in enumerate(panels)
        ),
        key(panels, _bounds(facts, panels), time, form) if many else None,
    ]
    return {
        "$schema": SCHEMA, "spacing": SPACING, "bounds": "flush",
        "padding": {"left": 4, "top": 4, "bottom": 4, "right": form.spare},
        "vconcat": [part for part in parts if part is not None],
    }  # fmt: skip


def _above(
    facts: Facts, population: str, time: Time, form: Form, *, many: bool
) -> dict[str, Any] | None:
    """Laws and demands; only the picture of everyone names the laws, which are the same in all."""
    everyone = population == facts.material.everyone
    demands = [d for d in facts.demands if everyone or d["country"] == population]
    whose = "Demands of all governments" if everyone else "Demands of governments"
    events = facts.events if many else []
    return timeline(events, demands, time, form, whose, named=form.named and everyone)


def _bounds(facts: Facts, panels: Sequence[Subject]) -> list[Moved]:
    """The latest bounds of panels, where anything follows."""
    moved = (facts.material.moves.get((about.lead, about.population), ()) for about in panels)
    return [latest for of in moved if (latest := reached(of, facts.span[1])) is not None]


def _under(facts: Facts) -> str:
    """The licence, where it is known."""
    licence = facts.material.licence
    return f" {licence.name}" if licence else ""


def _summary(name: str, n_figures: int, panels: Sequence[Subject]) -> str:
    """What the picture shows, in a sentence."""
    figures = [figure for about in panels for figure in about.figures]
    roots = len({figure.root_id for figure in figures})
    n = sum(clash.certain for about in panels for clash in about.clashes)
    clashes = {0: "none of them contradict", 1: "one contradiction"}.get(n, f"{n} contradictions")
    left_out = ". Retellings are not drawn" if len(figures) < n_figures else ""
    return (
        f"{n_figures:,} figures of {roots:,} roots on {name} over time, each an interval on a "
        f"logarithmic scale of people; {clashes}{left_out}."
    )
