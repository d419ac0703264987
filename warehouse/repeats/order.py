"""Which of two publications came first, as far as their dates tell.

Published days are intervals; many are open (`2024-02/..`: not before February 2024, nobody knows
when). An open interval says when at the earliest, and so never that a page came first.
"""

from __future__ import annotations

from enum import IntEnum

from warehouse.repeats.figure import Days


class Order(IntEnum):
    """Whether the first of two came first; negative where it came second."""

    CERTAIN = 2
    LIKELY = 1
    UNKNOWN = 0
    UNLIKELY = -1
    REVERSED = -2


def order(first: Days, second: Days) -> Order:
    """How sure it is that `first` was published before `second`.

    Certain: every day of the one lies before every day of the other. Likely: both intervals are
    closed, overlap, and one begins or ends earlier (June against the 20th of June says nothing).
    """
    (a, b), (c, d) = first, second
    if b is not None and c is not None and b < c:
        return Order.CERTAIN
    if d is not None and a is not None and d < a:
        return Order.REVERSED
    if a is None or b is None or c is None or d is None:
        return Order.UNKNOWN
    if (a, b) != (c, d) and a <= c and b <= d:
        return Order.LIKELY
    if (a, b) != (c, d) and c <= a and d <= b:
        return Order.UNLIKELY
    return Order.UNKNOWN
