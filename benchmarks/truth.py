"""A made-up truth: people who enter service, each with one fate, and how many are counted when.

Every count is the size of a set of these people, so that all identities hold by construction: the
dead are among the recruited, nobody is dead and serving, regions are the sums of their countries,
routes lie inside `all`. What is said about the truth stands in planted.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pycountry
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Counts = Ints  # the last axis is time, in steps, zero before the first day

FIRST = np.datetime64("2022-06-01", "D")
STEP = 10  # days for which the truth stands still
STEPS = 140
LAST = FIRST + STEP * STEPS - 1

# Shares of those who enter. A person has one fate; whoever returns was held or discharged before.
FATES = {
    "killed": 0.2, "wounded": 0.2, "captured": 0.05, "missing": 0.05, "discharged": 0.1,
    "serving": 0.3, "without contract": 0.1,
}  # fmt: skip


def _later(counts: Counts, days: int) -> Counts:
    """The same counts, each reached so many days later."""
    steps = days // STEP
    before = np.zeros_like(counts[..., :steps])
    later: Counts = np.concatenate([before, counts[..., : counts.shape[-1] - steps]], axis=-1)
    return later


def _measures(entered: Mapping[str, Counts]) -> dict[str, Callable[[], Counts]]:
    """How each measure is counted, given by fate how many had entered."""

    def of(fate: str, days: int) -> Counts:
        return _later(entered[fate], days)

    def everyone() -> Counts:
        total: Counts = np.sum(list(entered.values()), axis=0)
        return total

    def missing_ever() -> Counts:
        return of("missing", 60)

    return {
        "recruited": everyone,
        "signed_contract": lambda: everyone() - entered["without contract"],
        "deployed": lambda: _later(everyone(), 30),
        "killed": lambda: of("killed", 90),
        "wounded": lambda: of("wounded", 80),
        "captured": lambda: of("captured", 100),
        "held": lambda: of("captured", 100) - of("captured", 400),
        "discharged": lambda: of("discharged", 200),
        "returned": lambda: of("discharged", 230) + of("captured", 400),
        "missing": lambda: missing_ever() - of("missing", 500),
        "serving": lambda: (
            everyone()
            - of("killed", 90)
            - of("captured", 100)
            - of("discharged", 200)
            - missing_ever()
        ),
        "killed_or_missing": lambda: of("killed", 90) + missing_ever(),
        "killed_or_wounded": lambda: of("killed", 90) + of("wounded", 80),
        "missing_or_wounded": lambda: missing_ever() + of("wounded", 80),
    }


MEASURES = tuple(_measures({}))


@dataclass(frozen=True)
class Shape:
    """How much there is to count: countries, regions of them, routes into service, measures.

    The first route is the Moscow selection point; more of them make more cells. `measures` are
    those that somebody counts, `starts` the beginnings of windows, as written.
    """

    countries: int = 100
    regions: int = 8
    routes: int = 1
    measures: tuple[str, ...] = MEASURES
    starts: tuple[str, ...] = ("2023-01-01", "2023", "2024-01-01", "2025-01", "2025-06-01")
    excluded: int = 1  # so many countries are left out of one more count of all of them

    @cached_property
    def codes(self) -> list[str]:
        """The countries: ISO 3166-1 alpha-3, Russia left out."""
        return sorted(c.alpha_3 for c in pycountry.countries if c.alpha_3 != "RUS")[
            : self.countries
        ]

    @cached_property
    def populations(self) -> dict[tuple[str, str], list[int]]:
        """Population and excluded codes -> the numbers of the countries that are counted."""
        every = range(self.countries)
        found = {(code, ""): [n] for n, code in enumerate(self.codes)}
        for region in range(self.regions):
            found[f"region:{region}", ""] = list(every)[region :: self.regions + 1]
        found["foreign", ""] = list(every)
        for n in range(self.excluded):
            found["foreign", self.codes[n]] = [c for c in every if c != n]
        return found

    @cached_property
    def channels(self) -> list[str]:
        """`all`, then the routes."""
        others = [f"route:{n}" for n in range(1, self.routes)]
        return ["all", *(["moscow_selection_point"] if self.routes else []), *others]


def truth(shape: Shape, rng: np.random.Generator) -> Counts:
    """How many there are: MEASURES x population x channel x step (0: before FIRST)."""
    sizes = rng.lognormal(7, 1.2, shape.countries)
    split = rng.dirichlet(np.ones(shape.routes + 1), shape.countries)  # the last is no known route
    pace = rng.gamma(0.5, 1.0, (shape.countries, STEPS))
    pace /= pace.sum(axis=1, keepdims=True)
    rate = sizes[:, None, None] * split[:, :, None] * pace[:, None, :]
    entered = {
        fate: np.pad(np.cumsum(rng.poisson(rate * share), axis=-1), ((0, 0), (0, 0), (1, 0)))
        for fate, share in FATES.items()
    }
    counted = _measures(entered)
    member = np.zeros((len(shape.populations), shape.countries))
    for row, countries in enumerate(shape.populations.values()):
        member[row, countries] = 1
    return np.stack([_summed(counted[m](), member) for m in MEASURES])


def _summed(by_country: Counts, member: NDArray[np.float64]) -> Counts:
    """Country x route x step -> population x channel x step; exact below 2**53."""
    by_channel = np.concatenate([by_country.sum(axis=1, keepdims=True), by_country[:, :-1]], axis=1)
    summed: Counts = np.tensordot(member, by_channel.astype(float), axes=1).astype(np.int64)
    return summed


def step_of(day: Days) -> Ints:
    """The step in which a day lies; 0 before FIRST, the last one after LAST."""
    steps: Ints = (day - FIRST).astype(int) // STEP + 1
    return steps.clip(0, STEPS)
