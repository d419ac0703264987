"""A bound in a tree: its bands, the two sides of each, and step by step the figures that give them.

The steps are those of warehouse.answers.bound; nothing is argued here.
"""

from __future__ import annotations

from warehouse.answers.bound import (
    BAND_NAMES,
    METHOD_NAMES,
    NOT_PROVED,
    OFF_THE_GRID,
    Band,
    Side,
    Step,
    argued,
    band_rows,
    rests_on,
)
from warehouse.answers.ids import BoundId
from warehouse.answers.tree.claims import claim_node, sentence
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref
from warehouse.answers.world import World, resting, scope_of
from warehouse.inference.phrasing import ALL_NAMED, LARGEST_NAMED, counted

RESTING = "resting"  # what a grove keeps for all bounds


def bound(grove: Grove, asked: BoundId) -> Node:
    """The bands of a bound on one day of the grid, counted people first."""
    found = bands(grove, asked)
    lattice, _ = grove.kept[RESTING]
    off = f"{OFF_THE_GRID}; none on {asked.asked}." if asked.asked != asked.day else ""
    return Node(
        "bound",
        counted(scope_of(asked, lattice), lattice),
        text=off,
        because="What must hold where all claims that stay are true, and nothing else is assumed.",
        refers_to=Ref("bound", f"{asked.measure}/{asked.population}/{asked.day}"),
        children=tuple(_band(grove, band) for band in found),
    )


def bands(grove: Grove, asked: BoundId) -> tuple[Band, ...]:
    """The bands with their arguments, as warehouse.answers.bound has them."""
    ids = rests_on(grove.connection, asked)
    grove.read(i for own in ids.values() for i in own)
    if RESTING not in grove.kept:
        grove.kept[RESTING] = resting(grove.connection)
    lattice, figures = grove.kept[RESTING]
    known = World(scope_of(asked, lattice), lattice, figures, frozenset())
    return tuple(argued(r, ids, grove.told, known) for r in band_rows(grove.connection, asked))


def _band(grove: Grove, band: Band) -> Node:
    return Node(
        "band",
        BAND_NAMES[band.evidence_used],
        because="" if band.tightest else f"{NOT_PROVED[0].upper()}{NOT_PROVED[1:]}",
        children=(side(grove, "at least", band.low), side(grove, "at most", band.high)),
    )


def side(grove: Grove, words: str, about: Side) -> Node:
    """One side of a band: what follows, and beneath it a step for each figure that it needs, the
    largest first. Of many the largest are told in full and the others in short, for nobody reads
    the same reason thirty times; how many are many is what sums in words go by."""
    steps = sorted((s for s in about.argument if s.claim_id), key=lambda s: -(s.amount or 0))
    full = steps if len(steps) <= ALL_NAMED else steps[:LARGEST_NAMED]
    others = tuple(_in_short(grove, step) for step in steps[len(full) :])
    title = f"{len(others):,} others bear on it in the same ways"
    return Node(
        "side",
        f"{words} {about.value:,}" if about.value is not None else f"{words}: no limit",
        text=METHOD_NAMES.get(about.method, ""),
        because=" ".join(step.text for step in about.argument if step.claim_id is None),
        children=(
            *(claim_node(grove, s.claim_id, "step", s.text) for s in full if s.claim_id),
            *([Node("others", title, children=others)] if others else []),
        ),
    )


def _in_short(grove: Grove, step: Step) -> Node:
    """A figure by the number that it brings in, its words, and whose they are."""
    claim_id = step.claim_id or ""
    told, _ = grove.claim(claim_id)
    return claim_node(grove, claim_id, "step", f"{step.amount or 0:,}: {sentence(told)}")
