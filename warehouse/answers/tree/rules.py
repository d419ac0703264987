"""A cell in a tree: the answer of each rule, the claims that it rests on, and those it left out.

What a rule concludes is the warehouse's answer (warehouse.answers.reconciled).
"""

from __future__ import annotations

from collections.abc import Iterator
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
Reasons = dict[str, list[str]]
"""reason -> the rules that give it."""
LEFT_OUT = "left out"
NO_WITNESS = "It repeats another figure, and is no further witness."
NOT_ASKED = "It is compared with nothing, so no rule is asked about it."


def cell(grove: Grove, asked: CellId) -> Node:
    """A cell with all rules, or the answer of the rule that is asked for alone."""
    about = _side(grove, asked.cell_id)
    day = f", as of {about.as_of}" if about.as_of else ""
    title = f"{about.who}, {about.what}{day}"
    for answer in about.rules:
        if answer.rule == asked.rule:
            return _in_full(grove, about, answer, title)
    silent = NOT_ASKED if about.as_of is None else "No rule concludes a number."
    return Node(
        "cell",
        title,
        text=f"claims: {about.n_claims:,}, roots: {about.n_roots:,}",
        because=about.spread.sentence if about.spread else silent,
        refers_to=Ref("cell", about.cell_id),
        children=(*_rules(grove, about), *_others(grove, about)) or _claims(grove, about),
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


def _rules(grove: Grove, about: Side) -> Iterator[Node]:
    """The rules with their members; what several of them do with another claim is told once."""
    for answer in about.rules:
        yield _rule(about, answer, answer.name, _members(grove, about, answer))


def _others(grove: Grove, about: Side) -> Iterator[Node]:
    """The roots that some rule left out, with each reason, and the claims that repeat another."""
    left = _left_out(about) if about.rules else {}
    repeats = about.repeats if about.rules else ()
    grove.read([*left, *repeats])
    for claim_id, reasons in left.items():
        yield claim_node(grove, claim_id, LEFT_OUT, because=_by(reasons, len(about.rules)))
    for claim_id in repeats:
        yield claim_node(grove, claim_id, "repeated", because=NO_WITNESS)


def _left_out(about: Side) -> dict[str, Reasons]:
    """claim -> reason -> rules, of roots. That a rule has nothing to go by stands beside it, and is
    told of a claim only where nothing else is."""
    told = about.reasons
    known = {*told, *about.repeats, *(i for rule in about.rules for i in rule.members)}
    for answer in about.rules:
        for claim_id, reason in answer.left_out.items():
            if claim_id not in known:
                told[claim_id] = {reason: [answer.rule]}
        known |= told.keys()
    return dict(sorted(told.items()))


def _by(reasons: Reasons, n_rules: int) -> str:
    """Which rules leave a claim out for which reason."""
    return " ".join(
        f"By {'every rule' if len(rules) == n_rules else ', '.join(rules)}: {_sentence(reason)}"
        for reason, rules in reasons.items()
    )


def _in_full(grove: Grove, about: Side, answer: Ruled, title: str) -> Node:
    """The answer of one rule, with all that it did with each claim."""
    grove.read([*answer.members, *answer.retellings, *answer.left_out])
    others = (
        *(claim_node(grove, i, "repeated", because=NO_WITNESS) for i in answer.retellings),
        *(
            claim_node(grove, i, LEFT_OUT, because=_sentence(reason))
            for i, reason in answer.left_out.items()
        ),
    )
    children = (*_members(grove, about, answer), *others)
    return _rule(about, answer, f"{title}; {answer.name}", children)


def _rule(about: Side, answer: Ruled, title: str, children: tuple[Node, ...]) -> Node:
    return Node(
        "rule",
        f"{title}: {_numbers(answer)}",
        text=f"{answer.what} Reference: {answer.citation}",
        because=_sentence(answer.because),
        refers_to=Ref("reconciled", f"{about.cell_id}/{answer.rule}"),
        children=children,
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
