"""The seam at which the work of a step in Python is shared out: parts that need nothing of one
another.

Belongs here: what a spread is, and how items are dealt into parts. Not here: what a step's parts
are and why they are independent (that stands with each step), nor what runs them: the builtin `map`
by default, processes of this machine (processes.py), or an engine's executors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", contravariant=True)

# Enough for uneven parts to even out over some dozen processes, few enough that what all parts
# share is not carried about too often.
PARTS = 64


class Spread(Protocol):
    """The signature and meaning of `map`: what `work` makes of each part, in the order of the
    parts.

    It may run anywhere, several parts at once, and a part more than once. Work and parts can be
    pickled. What goes wrong in a part is raised with its message.
    """

    def __call__(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterable[R]: ...


def shared(
    spread: Spread,
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    weights: Sequence[int] | None = None,
    least: int = 1,
) -> list[R]:
    """What `work` makes of the items, one result each, in their order, however they are dealt.

    `work` is given some items and must not let one change the result of another. What it remembers
    to be quicker it makes anew where it is sent: it is pickled without. `weights` (at least 0) say
    how much work each item is beyond looking at it; by default all are alike. `least` is what a
    part weighs at least, where items are so light that sending few takes longer than the work.

    Raises what `work` raises, and `ValueError` where the spread loses a result.
    """
    parts = runs(items, weights, least)
    # A single part gains nothing elsewhere.
    made = list((spread if len(parts) > 1 else map)(work, parts))
    sizes = [len(part) for part in parts], [len(results) for results in made]
    if sizes[0] != sizes[1]:
        raise ValueError(f"the spread gave {sizes[1]} results for parts of {sizes[0]} items")
    return [result for results in made for result in results]


def runs(
    items: Sequence[T], weights: Sequence[int] | None = None, least: int = 1
) -> list[Sequence[T]]:
    """The items cut into at most PARTS runs of about equal weight, none of them empty.

    Items that stand together stay together: they mostly ask for the same things.
    """
    heavy = [1 + weight for weight in weights] if weights is not None else [1] * len(items)
    before = [0, *accumulate(heavy)]
    most = min(PARTS, max(1, before[-1] // least))
    # The run in which the middle of an item falls.
    of = [(2 * b + own) * most // (2 * before[-1]) for b, own in zip(before, heavy, strict=False)]
    ends = [n for n in range(1, len(items) + 1) if n == len(items) or of[n] != of[n - 1]]
    return [items[begin:end] for begin, end in pairwise([0, *ends])]
