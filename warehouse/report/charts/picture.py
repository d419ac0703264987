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
from warehouse.report.charts.key import key
from warehouse.report.charts.marks import colours
from warehouse.report.charts.panel import Subject, panel
from warehouse.report.charts.strip import strip
from warehouse.report.material import Material

# Measures that are drawn together, the one whose bounds are drawn first; any other measure has a
# panel of its own.
TOGETHER = (
    ("recruited", "signed_contract", "deployed"),
    ("killed", "killed_or_missing", "killed_or_wounded"),
    ("held", "captured"),
    ("serving",),
    ("missing", "missing_or_wounded", "wounded"),
    ("returned", "discharged"),
)
FEWEST = 2  # figures that make a picture: one alone is told by its table
MANY = 8  # figures from which on a phone has a drawing of its own
SPACING = 40  # pixels between panels, for their headings
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def headline(connection: duckdb.DuckDBPyConnection) -> Chart:
    """The picture of the question, of all foreign nationals, out of a published warehouse.

    Raises `LookupError` where no two figures on them can be drawn."""
    found = picture(Facts(Material(connection)), place.EVERYONE)
    if found is None:
        raise LookupError("there are no two figures on all foreign nationals")
    return found


def picture(facts: Facts, population: str) -> Chart | None:
    """The picture of a population; None where it has fewer than two figures to draw."""
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
    """What each panel is about, in the order of TOGETHER."""
    own = {figure.claim_id: figure for figure in figures}
    leads = {measure: group[0] for group in TOGETHER for measure in group}
    lead_of = {i: leads.get(figure.measure, figure.measure) for i, figure in own.items()}
    at: dict[str, list[Clash]] = {}
    for clash in facts.clashes:
        if {clash.inner, clash.outer} <= facts.figures.keys():
            home = clash.outer if clash.outer in own else clash.inner
            if home in own:
                at.setdefault(lead_of[home], []).append(clash)
    order = [group[0] for group in TOGETHER]
    found = sorted(set(lead_of.values()), key=lambda m: (order.index(m) if m in order else 99, m))
    return [
        Subject(
            population, lead,
            mine := [f for f in figures if lead_of[f.claim_id] == lead],
            _guests(facts, mine, at.get(lead, [])), at.get(lead, []),
        )
        for lead in found
    ]  # fmt: skip


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
    demands = [d for d in facts.demands if everyone or d["country"] == population]
    whose = "Demands of all governments to Moscow" if everyone else "Demands to Moscow"
    above = strip(facts.events, demands, time, form, whose, named=form.named and everyone)
    panels = [
        panel(facts, subject, coloured, time, form, first=n == 0, last=subject is subjects[-1])
        for n, subject in enumerate(subjects)
    ]
    drawn = [f for subject in subjects for f in (*subject.figures, *subject.guests)]
    below = key(
        drawn, {subject.lead for subject in subjects}, time, form,
        bounded=any((s.lead, population) in facts.steps for s in subjects),
        clashing=any(s.clashes for s in subjects),
    )  # fmt: skip
    return {
        "$schema": SCHEMA, "spacing": SPACING, "bounds": "flush",
        "padding": 4,
        "vconcat": [*filter(None, [above]), *panels, below],
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
