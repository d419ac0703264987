"""A claim as it could be meant otherwise: one change of one dimension.

The type, and what its texts call a claim; which changes are thought of stands in changes and
changes_in_time, which of them dissolve a conflict in repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warehouse.inference.figure import Figure
from warehouse.inference.phrasing import day, printed, quoted


@dataclass(frozen=True)
class Change:
    """A figure as it could be meant; `cost` in steps of the lattice, or in days for dates.

    `uses` counts the figures that are meant so. `beyond` is the same change taken further than the
    dates of all other members, where `text` would hold from there on.
    """

    figure: Figure
    dimension: str
    before: str
    after: str
    text: str
    cost: int = 1
    uses: int = 0
    beyond: Figure | None = None
    onward: str = ""


def called(figure: Figure, others: Sequence[Figure]) -> str:
    """What to call a figure among others: the 603; its words where the number is not its own."""
    label = printed(figure)
    if label == quoted(figure) or any(printed(o) == label for o in others):
        shared = any(quoted(o) == quoted(figure) for o in others)
        whose = f" of {figure.source_name}, {day(figure.scope.as_of)}," if shared else ""
        return f"{quoted(figure)}{whose}"
    return f"the {label}"


def meant(figure: Figure, **scope: object) -> Figure:
    """The figure with some fields of its scope replaced."""
    return replace(figure, scope=replace(figure.scope, **scope))  # type: ignore[arg-type]
