"""The picture of a population: every figure as an interval over time, panel under panel by what is
counted, below the laws and demands of the time.

What one panel holds stands in panel.py, what all of it is read from in facts.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.report import place
from warehouse.report.charts.axes import Time
from warehouse.report.charts.chart import Chart
from warehouse.report.charts.facts import Clash, Facts, Figure
from warehouse.report.charts.form import NARROW, WIDE, Form
from warehouse.report.charts.grouping import leads, ordered
from warehouse.report.charts.key import key
from warehouse.report.charts.marks import colours
from warehouse.report.charts.panel import Subject, panel
from warehouse.report.charts.timeline import timeline
from warehouse.report.material import Material

FEWEST = 3  # figures that make a picture: one or two are told by their table at a glance
MANY = 6  # figures from which on it has laws, a key, and a drawing of its own for phones
SPACING = 40  # pixels between panels, for their headings
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def headline(connection: duckdb.DuckDBPyConnection) -> Chart:
    """The picture of the question, of all foreign nationals, out of a published warehouse.

    Raises `LookupError` where there are too few figures on them."""
    found = picture(Facts(Material(connection)), place.EVERYONE)
    if found is None:
        raise LookupError(f"fewer than {FEWEST} figures are on all foreign nationals")
    return found


def picture(facts: Facts, population: str) -> Chart | None:
    """The picture of a population; None where it has too few figures to draw."""
    figures = facts.by_population.get(population, [])
    if len(figures) < FEWEST:
        return None
    subjects = _subjects(facts, population, figures)
    name = facts.material.name("population", population)
    drawn = {f.claim_id: None for s in subjects for f in (*s.figures, *s.guests)}
    return Chart(
        f"figures-{population}", f"{name[0].upper()}{name[1:]}: how many, according to whom?",
        _summary(name, figures, subjects), _spec(facts, population, subjects, WIDE),
        tuple(drawn),
        _spec(facts, population, subjects, NARROW) if len(figures) >= MANY else None,
        f"Muster: figures published by {facts.span[1]}, none of them endorsed. CC BY 4.0",
    )  # fmt: skip


def _subjects(facts: Facts, population: str, figures: Sequence[Figure]) -> list[Subject]:
    """What each panel is about."""
    own = {figure.claim_id: figure for figure in figures}
    lead = leads({figure.measure for figure in figures}, facts.widest)
    at: dict[str, list[Clash]] = {}
    for clash in facts.clashes:
        if {clash.inner, clash.outer} <= facts.figures.keys():
            home = own.get(clash.outer) or own.get(clash.inner)
            if home is not None:
                at.setdefault(lead[home.measure], []).append(clash)
    found = []
    for measure in ordered(lead.values()):
        mine = [figure for figure in figures if lead[figure.measure] == measure]
        clashes = at.get(measure, [])
        guests = _guests(facts, mine, clashes)
        found.append(Subject(population, measure, mine, guests, clashes))
    return found


def _guests(facts: Facts, own: Sequence[Figure], clashes: Sequence[Clash]) -> list[Figure]:
    """The figures that contradictions point at and that are none of the panel's own."""
    here = {figure.claim_id for figure in own}
    wanted = dict.fromkeys(i for clash in clashes for i in (clash.inner, clash.outer))
    return [facts.figures[i] for i in wanted if i not in here]


def _spec(facts: Facts, population: str, subjects: Sequence[Subject], form: Form) -> dict[str, Any]:
    first, last = facts.span
    time = Time(form.begin(first, [f.since or f.day for s in subjects for f in s.figures]), last,
                form.width)  # fmt: skip
    coloured = colours(f for subject in subjects for f in (*subject.figures, *subject.guests))
    everyone = population == place.EVERYONE
    drawn = [f for subject in subjects for f in (*subject.figures, *subject.guests)]
    many = len(drawn) >= MANY
    demands = [d for d in facts.demands if everyone or d["country"] == population]
    whose = "Demands of all governments to Moscow" if everyone else "Demands to Moscow"
    above = timeline(
        facts.events if many else [], demands, time, form, whose, named=form.named and everyone
    )
    panels = [
        panel(facts, subject, coloured, time, form, first=n == 0, last=subject is subjects[-1])
        for n, subject in enumerate(subjects)
    ]
    below = key(
        drawn, {subject.lead for subject in subjects}, time, form,
        bounded=any((s.lead, population) in facts.steps for s in subjects),
        clashing=any(s.clashes for s in subjects),
    )  # fmt: skip
    return {
        "$schema": SCHEMA, "spacing": SPACING, "bounds": "flush",
        "padding": {"left": 4, "top": 4, "bottom": 4, "right": form.spare},
        "vconcat": [*filter(None, [above]), *panels, *([below] if many else [])],
    }  # fmt: skip


def _summary(name: str, figures: Sequence[Figure], subjects: Sequence[Subject]) -> str:
    """What the picture shows, in a sentence."""
    roots = len({figure.root_id for figure in figures})
    clashes = sum(clash.certain for subject in subjects for clash in subject.clashes)
    found = {0: "none of them contradict", 1: "one contradiction"}.get(
        clashes, f"{clashes} contradictions"
    )
    return (
        f"{len(figures):,} figures of {roots:,} roots on {name} over time, each an interval on a "
        f"logarithmic scale of people; {found}."
    )
