"""Which lows exceed which highs, over arrays: nothing here knows what the numbers count.

All functions report pairs in time that grows with n log n and with the pairs reported, never with
the product of the two sides: outer figures are sorted by key and day under a tree of least highs,
and the tree is descended only where its least high is exceeded. Days are ordinals of dates
(0 to 4,194,303); keys are any integers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Pairs = tuple[Ints, Ints]
DAYS = 1 << 22  # more than the ordinal of the last date that Python knows
UNBOUNDED = np.iinfo(np.int64).max


def exceeding(
    low: Ints,
    last: Ints,
    high: Ints,
    first: Ints,
    inner_key: Ints | None = None,
    outer_key: Ints | None = None,
) -> Pairs:
    """All (i, j) with low[i] > high[j], last[i] <= first[j] and, where given, equal keys.

    `low` and `last` (and `inner_key`) have one entry for each inner figure, `high` and `first` (and
    `outer_key`) one for each outer one. Returns the positions of both, in no particular order.
    """
    if not len(low) or not len(high):
        return _none()
    if inner_key is None or outer_key is None:
        inner_key, outer_key = np.zeros_like(low), np.zeros_like(high)
    _, codes = np.unique(np.concatenate([outer_key, inner_key]), return_inverse=True)
    outer_code, inner_code = codes[: len(high)], codes[len(high) :]
    order = np.lexsort((first, outer_code))
    places = (outer_code * DAYS + first)[order]
    asking = np.flatnonzero(low > high.min())
    begins = np.searchsorted(places, (inner_code * DAYS + last)[asking])
    ends = np.searchsorted(places, ((inner_code + 1) * DAYS)[asking])
    who, where = _below(high[order], begins, ends, low[asking])
    return asking[who], order[where]


def exceeding_inside(
    low: Ints,
    inner_since: Ints,
    last: Ints,
    high: Ints,
    outer_since: Ints,
    first: Ints,
) -> Pairs:
    """All (i, j) as in `exceeding` that also have inner_since[i] >= outer_since[j]: windows.

    The inner figures that begin late enough for an outer one are a suffix in the order of their
    beginnings. Every suffix falls into at most log n aligned blocks, which serve as keys.
    """
    order = np.argsort(inner_since, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    start = np.searchsorted(inner_since[order], outer_since)
    found: list[Pairs] = []
    size = len(low)
    while size:
        # An odd block begins the suffix at this level; what follows it pairs up at the next.
        outer = np.flatnonzero((start < size) & ((start % 2 == 1) | (size == 1)))
        i, j = exceeding(low, last, high[outer], first[outer], rank, start[outer])
        found.append((i, outer[j]))
        if size == 1:
            break
        start, rank, size = (start + 1) // 2, rank // 2, (size + 1) // 2
    return together(found)


def together(found: list[Pairs]) -> Pairs:
    """Several lists of pairs as one."""
    if not found:
        return _none()
    return np.concatenate([i for i, _ in found]), np.concatenate([j for _, j in found])


def _none() -> Pairs:
    return np.empty(0, np.int64), np.empty(0, np.int64)


def _below(values: Ints, begins: Ints, ends: Ints, limits: Ints) -> Pairs:
    """All (q, p) with begins[q] <= p < ends[q] and values[p] < limits[q]."""
    tree = _least(values)
    covering = []  # at each level, the nodes that make up each range
    for level in tree:
        live = begins < ends
        left, right = live & (begins % 2 == 1), live & (ends % 2 == 1)
        query = np.concatenate([np.flatnonzero(left), np.flatnonzero(right)])
        node = np.concatenate([begins[left], ends[right] - 1])
        keep = level[node] < limits[query]
        covering.append((query[keep], node[keep]))
        begins, ends = (begins + left) // 2, (ends - right) // 2
    query, node = _none()
    for level, (more, nodes) in zip(reversed(tree), reversed(covering), strict=True):
        query = np.concatenate([np.repeat(query, 2), more])
        node = np.concatenate([np.stack([node * 2, node * 2 + 1], axis=1).ravel(), nodes])
        keep = level[node] < limits[query]
        query, node = query[keep], node[keep]
    return query, node


def _least(values: Ints) -> list[Ints]:
    """The values, then the lesser of each two, and so on up to one."""
    levels = [values]
    while len(levels[-1]) > 1:
        level = levels[-1]
        if len(level) % 2:
            level = np.append(level, UNBOUNDED)
            levels[-1] = level
        levels.append(np.minimum(level[::2], level[1::2]))
    return levels
