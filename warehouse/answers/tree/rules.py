"""A cell in a tree: the answer of each rule, the claims that it rests on, and those it left out.

What a rule concludes is the warehouse's answer (warehouse.answers.reconciled).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from warehouse.answers.ids import BoundId, CellId
from warehouse.answers.reconciled import ON_CELL, reconciled
from warehouse.answers.side_by_side import Ruled, Side
from warehouse.answers.tree.bounds import bands, side
from warehouse.answers.tree.claims import claim_node
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref
from warehouse.compare import Question

JOINT = "joint_bounds"  # the rule whose answer is a bound, and is argued as one
NOT_ASKED = "It is compared with nothing, so no rule is asked about it."


def cell(grove: Grove, asked: CellId) -> Node:
    """A cell with all rules, or the answer of the rule that is asked for alone."""
    about = _side(grove, asked.cell_id)
    if asked.rule is not None:
        about = replace(about, rules=tuple(r for r in about.rules if r.rule == asked.rule))
    day = f", as of {about.as_of}" if about.as_of else ""
    silent = NOT_ASKED if about.as_of is None else "No rule concludes a number."
    if asked.rule is not None and len(about.rules) == 1:
        return _rule(grove, about, about.rules[0], f"{about.who}, {about.what}{day}; ")
    return Node(
        "cell",
        f"{about.who}, {about.what}{day}",
        text=f"claims: {about.n_claims:,}, roots: {about.n_roots:,}",
        because=about.spread.sentence if about.spread else silent,
        refers_to=Ref("cell", about.cell_id),
        children=tuple(_rule(grove, about, r) for r in about.rules) or _claims(grove, about),
    )


def _side(grove: Grove, cell_id: str) -> Side:
    """The first cell is read alone; whoever asks for a second one asks for many, and all cells that
    rules are asked about are read."""
    known: dict[str, Side] = grove.kept.setdefault("cells", {})
    if len(known) == 1 and cell_id not in known:
        known |= {s.cell_id: s for s in reconciled(grove.connection, Question())}
    if cell_id not in known:
        (known[cell_id],) = reconciled(grove.connection, Question(), cell_id)
    return known[cell_id]


def _claims(grove: Grove, about: Side) -> tuple[Node, ...]:
    """The claims on a cell of which no rule is asked."""
    found = grove.connection.execute(ON_CELL, {"cell_id": about.cell_id}).fetchall()
    return tuple(claim_node(grove, i) for (i,) in found)


def _rule(grove: Grove, about: Side, answer: Ruled, of: str = "") -> Node:
    grove.read([*answer.members, *answer.retellings, *answer.left_out])
    return Node(
        "rule",
        f"{of}{answer.name}: {_numbers(answer)}",
        text=f"{answer.what} After: {answer.citation}",
        because=_sentence(answer.because),
        refers_to=Ref("reconciled", f"{about.cell_id}/{answer.rule}"),
        children=(
            *_members(grove, about, answer),
            *(
                claim_node(grove, i, "repeated", because="It repeats a figure that is used.")
                for i in answer.retellings
            ),
            *(
                claim_node(grove, i, "left out", because=_sentence(reason))
                for i, reason in answer.left_out.items()
            ),
        ),
    )


def _members(grove: Grove, about: Side, answer: Ruled) -> tuple[Node, ...]:
    """The figures used; those of a bound below the side that they give, as it is argued."""
    if answer.rule == JOINT and answer.members and about.as_of is not None:
        low, high = _bound_sides(grove, about, about.as_of)
        return low, high
    return tuple(claim_node(grove, i, "member") for i in answer.members)


def _bound_sides(grove: Grove, about: Side, day: date) -> tuple[Node, Node]:
    found = bands(grove, BoundId(about.measure, about.population, day, day))
    (everything,) = (band for band in found if band.evidence_used == "all")
    return side(grove, "at least", everything.low), side(grove, "at most", everything.high)


def _numbers(answer: Ruled) -> str:
    """The numbers of an answer, with the names of the columns of `reconciled`."""
    told = [
        f"{name} {value:,}"
        for name, value in (("low", answer.low), ("best", answer.best), ("high", answer.high))
        if value is not None
    ]
    return ", ".join(told) or "no answer"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")
