"""The words beside a mark: its number, what it counts where that is not what its panel counts, and
whose figure it is.
"""

from __future__ import annotations

import re

from warehouse.answers.names import ABBREVIATED, short
from warehouse.report.charts.facts import Facts, Figure
from warehouse.report.charts.form import Form
from warehouse.report.charts.subjects import Subject

_LAST = re.compile(r" (and|for|in|of|the|to)…$")  # a name cut short does not end so
_ASIDE = re.compile(r" \([^)]*\)$|, (member of .*|[a-z' ]*not (specified|named)( here)?)$")


def lines(facts: Facts, about: Subject, figure: Figure, form: Form) -> tuple[str, ...]:
    """The lines of a label, narrow ones in a form that names little; of a retelling it names who
    retells."""
    counts = _other(facts, about, figure)
    if not form.named:
        source = figure.publisher if figure.retelling else figure.source
        return tuple(filter(None, (figure.number, counts, brief(source, form.letters))))
    if figure.retelling:
        number = f"{counts}: {figure.label}" if counts else f"retold as {figure.label}"
        return number, brief(figure.publisher, form.letters)
    number = f"{counts}: {figure.label}" if counts else figure.label
    source = brief(figure.source, form.letters)
    retold = facts.retold[figure.root_id]
    return number, f"{source}{figure.party}{f', retold {retold}×' if retold else ''}"


def _other(facts: Facts, about: Subject, figure: Figure) -> str:
    """What a figure counts, where that is not what the panel counts: other people, or a part."""
    parts = []
    if figure.population != about.population:
        parts.append(facts.material.name("population", figure.population))
    if figure.measure != about.lead:
        parts.append(facts.material.name("measure", figure.measure))
    return ", ".join(parts)


def brief(source: str, letters: int) -> str:
    """A name short enough for a picture: without what stands behind it in brackets or a comma,
    unless that is the abbreviation by which it is known."""
    known = ABBREVIATED.search(source)
    return _LAST.sub("…", short(source if known else _ASIDE.sub("", source), letters))
