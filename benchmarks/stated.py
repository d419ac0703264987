"""What claims say of true numbers: intervals in the forms of the press, and those planted apart.

Roundings and reaches are those by which words are read: the last digit that is not zero tells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.truth import Flags, Ints

EXACT, AT_LEAST, UP_TO, BETWEEN, AROUND, CONFIRMED = range(6)  # CONFIRMED: exact, and a floor
FORMS = 6
UNBOUNDED = -1


@dataclass(frozen=True)
class Numbers:
    """What claims state: `low` and `high` as read, with UNBOUNDED for none; `point` as printed."""

    form: Ints
    low: Ints
    high: Ints
    point: Ints
    planted: Flags

    @property
    def floor(self) -> Flags:
        """Which count cases so far, so that nothing above follows."""
        return np.equal(self.form, CONFIRMED)

    @property
    def true_high(self) -> Ints:
        """The high that may be used of the true number."""
        usable: Ints = np.where(self.floor, UNBOUNDED, self.high)
        return usable


def _place(numbers: Ints) -> Ints:
    """The place value of the second digit: what the press rounds to."""
    digits = np.floor(np.log10(np.maximum(numbers, 1))).astype(int)
    place: Ints = 10 ** np.maximum(digits - 1, 0)
    return place


def _down(numbers: Ints) -> Ints:
    return numbers // _place(numbers) * _place(numbers)


def _up(numbers: Ints) -> Ints:
    return -(-numbers // _place(numbers)) * _place(numbers)


def _half_of_last_place(numbers: Ints) -> Ints:
    """Half the place value of the last digit that is not zero: how far `around N` reaches."""
    half = np.zeros_like(numbers)
    for power in range(1, 8):
        half = np.where((numbers > 0) & (numbers % 10**power == 0), 10**power // 2, half)
    return half


def _around(numbers: Ints, form: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Lows and highs, in these forms, that hold the numbers."""
    below = _down(np.floor(numbers * rng.uniform(0.5, 1.0, len(numbers))).astype(np.int64))
    above = _up(np.ceil(numbers * rng.uniform(1.0, 1.5, len(numbers))).astype(np.int64))
    near = _down(numbers + _place(numbers) // 2)
    half = _half_of_last_place(near)
    zero = np.zeros_like(numbers)
    low = np.choose(form, [numbers, below, zero, below, near - half, below])
    high = np.choose(form, [numbers, zero + UNBOUNDED, above, above, near + half, below])
    return low, high


def stated(true: Ints, planted: Flags, factor: float, rng: np.random.Generator) -> Numbers:
    """Intervals around the truth; where planted, around it times or over `factor`, clear of it."""
    form = rng.integers(0, FORMS, len(true))
    form = np.where(planted & (form == AROUND), BETWEEN, form)  # rounding could not be kept clear
    too_much = np.isin(form, (AT_LEAST, CONFIRMED)) | (
        (form != UP_TO) & (rng.random(len(true)) < 0.5)
    )
    nothing = planted & ~too_much & (true == 0)  # of which nobody can say too little
    form, too_much = np.where(nothing, EXACT, form), too_much | nothing
    over, under = planted & too_much, planted & ~too_much
    meant = np.where(over, np.ceil(true * factor) + 1, true)
    meant = np.where(under, np.floor(true / factor), meant).astype(np.int64)
    low, high = _around(meant, form, rng)
    low = np.where(over, np.maximum(low, true + 1), low)
    high = np.where(over & (high != UNBOUNDED), np.maximum(high, low), high)
    high = np.where(under, np.minimum(high, true - 1), high)
    low = np.where(under, np.minimum(low, high), low)
    point = np.choose(form, [low, low, high, low * 0 + UNBOUNDED, (low + high) // 2, low])
    return Numbers(form, low, high, point, planted)
