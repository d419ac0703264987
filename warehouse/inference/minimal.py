"""Whether a contradiction is minimal: without any one of its figures, the others can be true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.pairs import contradicts

Oracle = Callable[[Sequence[Figure]], bool]  # whether all the figures can be true together


def minimal(figures: Sequence[Figure], lattice: Lattice, consistent: Oracle) -> bool:
    """Whether every set of all figures but one is consistent: no pair in it, nor anything else.

    That the figures contradict one another is not asked again. Pairs are looked at first, being
    the cheaper question. A contradictory pair is minimal as it is.
    """
    if len(figures) > 2 and any(contradicts(a, b, lattice) for a, b in permutations(figures, 2)):
        return False
    return all(
        consistent([*figures[:left_out], *figures[left_out + 1 :]])
        for left_out in range(len(figures))
    )
