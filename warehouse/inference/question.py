"""A bound as a question: what its proof depends on, apart from the figures and the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.inference.scope import Scope

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """A proved bound: what it is on, which side, and its value.

    `named` are figures, by number, that the solver or propagation goes back to, where they are
    known; `whole`, whether they are known of a system that was solved whole.
    """

    target: Scope
    side: int
    value: int
    named: Numbers = ()
    whole: bool = True
