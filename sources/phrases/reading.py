"""What a phrase states: an interval, the number printed, and how the words hold it.

The table of the contract, section 4, stands here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 10**12  # no count of people or of anything else here; larger numbers are a slip

QUALIFIERS = ("at least", "more than", "up to", "fewer than", "around", "nearly", "estimated")

# Magnitudes named without a number: (least, greatest).
VAGUE = {
    "dozens": (24, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
}


class PhraseError(ValueError):
    """A phrase that states no figure of the unit asked for; `position` is where it stops making
    sense, counted in characters from 0.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        self.position = position
        self.reason = message
        super().__init__(f"{message} (at character {position + 1})")


@dataclass(frozen=True, slots=True)
class Reading:
    """Least and greatest number that the words allow (None: none), and the number printed."""

    low: int
    high: int | None
    point: int | None
    qualifier: str
    hedged: bool = False


def rounding(number: int) -> int:
    """Half the place value of the last digit that is not zero: how far rounding can be off.

    18,000 -> 500; 200 -> 50; 1,436 -> 0, for an exact figure is not rounded.
    """
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place // 2 if place > 1 else 0


def of_number(number: int, qualifier: str) -> tuple[int, int | None, int | None]:
    """(low, high, point) of one number held by a qualifier."""
    h = rounding(number)
    match qualifier:
        case "exactly":
            return number, number, number
        case "at least":
            return number, None, number
        case "more than":
            return number + 1, None, number
        case "up to":
            return 0, number, number
        case "fewer than":
            return 0, max(number - 1, 0), number
        case "around" | "estimated":
            return max(number - h, 0), number + h, number
        case "nearly":
            return max(number - max(h, 1), 0), number, number
    raise AssertionError(qualifier)


def of_range(
    low: int, high: int, qualifier: str, rising: bool = False
) -> tuple[int, int | None, int | None]:
    """(low, high, point) of two numbers between which the figure is said to lie; `rising`: it is
    the first now and may become the second.
    """
    match qualifier:
        case "at least":
            return low, None, None
        case "more than":
            return low + 1, None, None
        case "up to":
            return 0, high, None
        case "fewer than":
            return 0, max(high - 1, 0), None
    return low, high, low if rising else None
