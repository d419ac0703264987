"""A bound on a screen: its two bands side by side, and the argument of each side.

What follows and why is the warehouse's answer (warehouse.answers.bound); here it is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from warehouse.answers.bound import BAND_NAMES, METHOD_NAMES, NOT_PROVED, OFF_THE_GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.answers.bound import Bound, Side, Step

VACUOUS = "vacuous"
STEP = 8  # columns: the number of a step


def show(about: Bound) -> None:
    """Print a bound: the bands, the argument of each, the next fact that would tighten it."""
    from pipelines.cli import told

    told.paragraph(f"{about.population_name}, {about.measure_name}, {about.as_of}")
    if about.asked != about.as_of:
        told.paragraph(f"{OFF_THE_GRID}; none on {about.asked}.")
    _side_by_side(about)
    if all(s.method == VACUOUS for b in about.bands for s in (b.low, b.high)):
        told.paragraph("Nothing follows: at least 0, and nothing limits it from above.")
    else:
        _argued(about)
    told.heading("The next fact that would tighten it most")
    fact = about.next_fact
    text = f"{fact.sentence}." if fact else "none that the warehouse knows of."
    told.paragraph(text[0].upper() + text[1:], 2)
    if fact and fact.claim_id:
        told.unbroken(fact.claim_id, 2)


def _side_by_side(about: Bound) -> None:
    from pipelines.cli import told

    click.echo()
    columns = ("", *(BAND_NAMES[b.evidence_used] for b in about.bands))
    low = ("at least", *(_number(b.low) for b in about.bands))
    high = ("at most", *(_number(b.high) for b in about.bands))
    told.table(columns, [low, high])
    click.echo()
    used = {side.method for band in about.bands for side in (band.low, band.high)}
    if meant := "; ".join(f"{m}: {words}" for m, words in METHOD_NAMES.items() if m in used):
        told.paragraph(f"({meant})")
    for band in about.bands:
        if not band.tightest:
            told.paragraph(f"{BAND_NAMES[band.evidence_used]}: {NOT_PROVED}")


def _number(side: Side) -> str:
    number = "no limit" if side.value is None else f"{side.value:,}"
    return f"{number} ({side.method})"


def _argued(about: Bound) -> None:
    """Print the argument of each band; what the second shares with the first is told once."""
    from pipelines.cli import told

    first, *_ = about.bands
    for band in about.bands:
        told.heading(BAND_NAMES[band.evidence_used].capitalize())
        for words, side, before in (
            ("at least", band.low, first.low), ("at most", band.high, first.high),
        ):  # fmt: skip
            if band is not first and side == before:
                number = "no limit" if side.value is None else f"{side.value:,}"
                told.paragraph(f"{words}: {number}, as above", 2)
            else:
                _argument(words, side)


def _argument(words: str, side: Side) -> None:
    """Print the steps of a side; of many claims the largest in full and the others in a list, for
    nobody reads the same reason thirty times. How many are many is what sums in words go by."""
    from pipelines.cli import told
    from warehouse.inference.phrasing import ALL_NAMED, LARGEST_NAMED

    if side.method == VACUOUS or side.value is None:
        nothing = " ".join(s.text for s in side.argument) or "Nothing follows."
        told.paragraph(f"{words}: {nothing}", 2)
        return
    click.echo(f"  {words} {side.value:,}, because")
    own = [s for s in side.argument if s.claim_id]
    most = sorted(own, key=lambda s: -(s.amount or 0))
    listed = most[LARGEST_NAMED:] if len(own) > ALL_NAMED else []
    full = [s for s in own if s not in listed]
    _steps(full, 1)
    if listed:
        _list(side, listed, len(full) + 1)
    _steps([s for s in side.argument if not s.claim_id], len(full) + bool(listed) + 1)


def _steps(steps: Sequence[Step], first: int) -> None:
    from pipelines.cli import told

    for n, step in enumerate(steps, first):
        told.paragraph(step.text, STEP, f"{n:>5}.")
        if step.claim_id:
            told.unbroken(step.claim_id, STEP)


def _list(side: Side, steps: Sequence[Step], number: int) -> None:
    """Print claims in short, the largest first: the number, the words, whose they are."""
    from pipelines.cli import told

    claims = {claim.claim_id: claim for claim in side.claims}
    told.paragraph(f"{len(steps):,} others bear on it in the same ways:", STEP, f"{number:>5}.")
    width = max(len(f"{step.amount:,}") for step in steps)
    for step in steps:
        claim = claims[step.claim_id or ""]
        amount = f"{step.amount:>{width},}"
        told.paragraph(told.sentence(claim), STEP + width + 2, f"{'':<{STEP}}{amount}")
        told.unbroken(claim.claim_id, STEP + width + 2)
