"""How a cost grows with size, and where it reaches a limit: plain arithmetic on points.

A point is (size, cost). Between two sizes a cost is taken to grow with a power, cost = c * size^e;
what is computed beyond the largest size is an extrapolation and no measurement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FLAT = 0.05  # an exponent below this is noise: such a cost reaches no limit


@dataclass(frozen=True)
class Point:
    """A cost at a size. `at_least`: it was stopped there, and would have been higher."""

    size: float
    cost: float
    at_least: bool = False


def exponent(smaller: Point, larger: Point) -> float:
    """The power with which a cost grows from one size to another: 1 is linear.

    Raises `ValueError` where a size or a cost is not positive, or the sizes are not in order.
    """
    if not 0 < smaller.size < larger.size or smaller.cost <= 0 or larger.cost <= 0:
        raise ValueError(f"no growth from {smaller} to {larger}")
    return math.log(larger.cost / smaller.cost) / math.log(larger.size / smaller.size)


def last_exponent(points: Sequence[Point]) -> float | None:
    """The power between the two largest sizes; None where there are not two.

    A stopped point counts where its cost alone says that growth was steeper than before.
    """
    ended = [p for p in points if not p.at_least]
    powers = [exponent(*ended[-2:])] if len(ended) > 1 else []
    for stopped in (p for p in points if p.at_least):
        if ended and stopped.size > ended[-1].size:
            powers.append(exponent(ended[-1], stopped))
    return max(powers, default=None)


def crossing(points: Sequence[Point], limit: float) -> float | None:
    """The size at which a cost reaches a limit, by the last power, but never less than linearly:
    what is measured on small sizes has a part that does not grow. None where it does not grow, or
    where one size alone was measured."""
    power = last_exponent(points)
    ended = [p for p in points if not p.at_least]
    reached = min((p.size for p in points if p.cost >= limit), default=math.inf)
    if power is not None and power >= FLAT:
        last = ended[-1]
        reached = min(reached, last.size * (limit / last.cost) ** (1 / max(1.0, power)))
    return reached if math.isfinite(reached) else None


def slope(points: Sequence[Point]) -> float | None:
    """What each more costs between the two largest sizes that ended, at least 0."""
    ended = [p for p in points if not p.at_least][-2:]
    if len(ended) < 2:
        return None
    return max(0.0, (ended[1].cost - ended[0].cost) / (ended[1].size - ended[0].size))


def straight_crossing(points: Sequence[Point], limit: float) -> float | None:
    """The size at which a cost reaches a limit where each more goes on costing the same, as memory
    does above what a process takes that does nothing. None where it does not grow."""
    each = slope(points)
    reached = min((p.size for p in points if p.cost >= limit), default=math.inf)
    if each:
        last = [p for p in points if not p.at_least][-1]
        reached = min(reached, last.size + (limit - last.cost) / each)
    return reached if math.isfinite(reached) else None


def cost_at(points: Sequence[Point], size: float) -> float | None:
    """The cost at a size, from the largest that ended, by the last power, but never less than
    linear. None where none ended."""
    ended = [p for p in points if not p.at_least]
    if not ended:
        return None
    power = max(1.0, last_exponent(points) or 1.0)
    return ended[-1].cost * (size / ended[-1].size) ** power
