"""The kinds of nodes, and the section of docs/methods.md that says how each comes about.

What a node of a kind holds is decided in the module that grows it.
"""

from __future__ import annotations

READING, ANCHORS, DRIFT = "Reading the words", "Words in a page", "What is lost on the way"
WITNESSES, BOUNDS, VERDICTS = "One witness, many outlets", "Bounds", "Verdicts"
RULES, CLASH = "What each method would conclude", "What cannot all be true"

SECTIONS: dict[str, str | None] = {
    "bound": BOUNDS,
    "band": BOUNDS,  # what follows from counted people, or from every estimate
    "side": None,  # the least or the greatest number of a band
    "step": BOUNDS,  # a figure in the argument of a bound, and how it bears on it
    "others": BOUNDS,  # figures that bear on it as those above do, told in short
    "cell": RULES,
    "rule": RULES,
    "member": None,  # a figure that a rule uses, or that stands in a contradiction
    "left out": RULES,  # a figure that a rule does not use
    "repeated": WITNESSES,  # a claim that repeats a member
    "conflict": CLASH,
    "comparison": VERDICTS,
    "compared": None,  # one of its two claims
    "row": None,  # a row of a comparison table
    "value": None,  # a cell of it: the comment of its column says what it means
    "figure": None,  # a claim that enters it
    "witness": WITNESSES,  # a source that stands behind figures
    "demand": None,
    "source": None,
    "claim": None,
    "retells": DRIFT,  # the claim that is repeated, and what changed
    "words": READING,
    "document": None,
    "snapshot": ANCHORS,  # where the words stand in the bytes, or that there are none
    "above": None,  # told in full before
}
"""kind -> heading of a section of docs/methods.md; None where nothing needs a method."""


def section(kind: str) -> tuple[str, str] | None:
    """The heading in docs/methods.md for a kind of node, and its anchor there. Raises `KeyError`
    for a kind that no tree has."""
    heading = SECTIONS[kind]
    if heading is None:
        return None
    return heading, heading.lower().replace(",", "").replace(" ", "-")
