"""A made-up world, and the claims on it in numbers, in the shape of the catalog of the repository.

Shares of measures, kinds of population, windows, dates, evidence, qualifiers and retellings are
those of its 463 claims (November 2026). The vocabulary is what saturates: countries and measures
are all there, so that claims per cell grow with the claims. Only named routes and lists grow, with
the power 0.7 as they did there. How claims are put into words stands in world.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from sources.load import read_vocabulary

Array = np.ndarray

MEASURES = {  # share of the claims, and of those recruited so far
    "recruited": (0.34, 1.0), "killed": (0.19, 0.15), "signed_contract": (0.16, 0.8),
    "serving": (0.13, 0.6), "missing": (0.05, 0.05), "deployed": (0.02, 0.5),
    "held": (0.02, 0.02), "returned": (0.015, 0.05), "wounded": (0.015, 0.3),
    "discharged": (0.01, 0.1), "captured": (0.01, 0.03), "other": (0.04, 0.2),
}  # fmt: skip
STOCKS = frozenset({"serving", "missing", "held"})
# Share of claims on all foreign nationals and on areas of the world, and of these the share whose
# words are drawn as of countries: the others state a least, as who counts everybody does.
FOREIGN, AREAS, LIMITED = 0.11, 0.07, 0.5
ROUTED, WINDOWED, RETOLD = 0.28, 0.25, 0.27
MONTHS, DAYS_NAMED = 0.60, 0.33  # `as_of` to the month, to the day; the rest to the year
# What there was in the catalog, and the power with which it is taken to grow with the claims. Days
# and months end where there are no more: everything is said of four years.
AT = 463
GROWING = {"routes": (36, 0.7), "sources": (110, 0.5), "days": (92, 0.7), "months": (13, 0.5)}
FEW = 1.5  # the k-th country has a share of 1 / k^FEW: 61 populations in the catalog
EVIDENCE = {"official": 0.22, "identified": 0.14, "documented": 0.12, "named": 0.11,
            "unspecified": 0.12, "estimated": 0.11, "alleged": 0.11, "confirmed": 0.07}  # fmt: skip
FLOORS = frozenset({"identified", "documented", "named", "confirmed"})
FORMS = {"exactly": 0.56, "at least": 0.14, "more than": 0.14, "around": 0.09, "up to": 0.04,
         "between": 0.03}  # fmt: skip
_LEAST = [list(FORMS).index(form) for form in ("at least", "more than")]
WRONG = 0.002
ROUNDED, ROUTE_LOST, OWN_NAME = 0.1, 0.1, 0.3  # of retellings: what they change
FIRST, DAYS = date(2022, 6, 1), 1_600
A_TABLE = 100  # claims of one document: nobody writes a million by hand


@dataclass(frozen=True)
class _Claims:
    """Columns of numbers, one row per claim, in the order in which they were published."""

    measure: Array
    population: Array
    route: Array  # 0: by whatever route
    since: Array  # days since FIRST; -1: from the beginning
    day: Array
    precision: Array  # 0 month, 1 day, 2 year
    evidence: Array
    form: Array
    claimant: Array
    parent: Array  # row of the claim that this one retells; -1: none
    wrong: Array
    rounded: Array

    def of(self, root: Array, columns: tuple[str, ...]) -> None:
        """Let these columns say in every row what they say in the row of its root."""
        for name in columns:
            column = getattr(self, name)
            column[:] = column[root]


class World:
    """The truth: how many people of which population, by which measure and route, by which day."""

    def __init__(self, folder: Path, claims: int, rng: np.random.Generator) -> None:
        frames = read_vocabulary(folder).frames()
        told, members = frames["population"], frames["population_member"]
        countries = told[(told.kind == "country") & (told.population_id != "RUS")]
        codes = countries.population_id.to_numpy()
        sizes = np.sort(rng.lognormal(5, 1.8, len(codes)))[::-1]
        rng.shuffle(codes)
        by_code = dict(zip(codes, sizes, strict=True))
        inside = members[members.member_id.isin(codes)].groupby("population_id").member_id.agg(list)
        areas = {a: list(m) for a, m in inside.items() if str(a).startswith("m49:")}
        areas = {a: m for a, m in areas.items() if a != "m49:001"}
        self.populations = [*codes, "foreign", *areas]
        self.size = np.array(
            [*sizes, sizes.sum(), *(sum(by_code[c] for c in m) for m in areas.values())]
        )
        self.n_countries, self.n_areas = len(codes), len(areas)
        self.n = {
            name: max(2, round(count * (claims / AT) ** power))
            for name, (count, power) in GROWING.items()
        }
        self.rng, self.claims = rng, claims

    @cached_property
    def drawn(self) -> _Claims:
        """The claims, in numbers."""
        rng, n = self.rng, self.claims
        measures = np.array([share for share, _ in MEASURES.values()])
        kind = rng.random(n)
        country = _few(rng, self.n_countries, n)
        area = self.n_countries + 1 + _few(rng, self.n_areas, n)
        population = np.where(
            kind < FOREIGN, self.n_countries, np.where(kind < FOREIGN + AREAS, area, country)
        )
        measure = rng.choice(len(MEASURES), n, p=measures / measures.sum())
        published = np.sort(rng.integers(200, DAYS, n))
        day, precision = self._dates(published - rng.exponential(40, n))
        since = self._since(day, measure)
        route = np.where(rng.random(n) < ROUTED,
                         1 + (self.n["routes"] * rng.random(n) ** 2).astype(int), 0)  # fmt: skip
        parent = np.where(
            rng.random(n) < RETOLD, (np.arange(n) - 1 - rng.exponential(n / 20, n)).astype(int), -1
        )
        parent = np.where(parent // A_TABLE == np.arange(n) // A_TABLE, -1, parent).clip(-1)
        forms, evidence = np.array(list(FORMS.values())), np.array(list(EVIDENCE.values()))
        claims = _Claims(
            measure=measure, population=population, route=route, since=since, day=day,
            precision=np.where(since >= 0, 1, precision),
            evidence=rng.choice(len(EVIDENCE), n, p=evidence / evidence.sum()),
            form=np.where(
                (kind < FOREIGN + AREAS) & (rng.random(n) >= LIMITED),
                rng.choice(_LEAST, n), rng.choice(len(FORMS), n, p=forms / forms.sum()),
            ),
            claimant=rng.integers(0, self.n["sources"], n), parent=parent,
            wrong=rng.random(n) < WRONG, rounded=(parent >= 0) & (rng.random(n) < ROUNDED),
        )  # fmt: skip
        return self._retold(claims)

    def _dates(self, meant: Array) -> tuple[Array, Array]:
        """The day that a claim speaks of and how exactly it says so: of the days that there are,
        the one nearest to the day meant."""
        days = np.unique(self.rng.integers(10, DAYS, self.n["days"]))
        exact = self.rng.choice(3, len(days), p=[MONTHS, DAYS_NAMED, 1 - MONTHS - DAYS_NAMED])
        at = np.abs(np.searchsorted(days, meant)).clip(0, len(days) - 1)
        return days[at], exact[at]

    def _since(self, day: Array, measure: Array) -> Array:
        """The first day of a window, one of few; -1 where everything before is counted."""
        rng, n = self.rng, self.claims
        firsts = np.unique(rng.integers(0, DAYS // 30, self.n["months"])) * 30
        stock = np.isin(measure, [list(MEASURES).index(m) for m in STOCKS])
        before = np.searchsorted(firsts, day)
        windowed = (rng.random(n) < WINDOWED / (1 - stock.mean())) & ~stock & (before > 0)
        return np.where(windowed, firsts[(before * rng.random(n)).astype(int)], -1)

    def _retold(self, claims: _Claims) -> _Claims:
        """Retellings say what their root says, but for what they lose."""
        n = len(claims.parent)
        root = np.where(claims.parent >= 0, claims.parent, np.arange(n))
        while (further := root[root]).tolist() != root.tolist():
            root = further
        own = claims.claimant.copy()
        claims.of(root, ("measure", "population", "route", "since", "day", "precision", "evidence",
                         "form", "claimant", "wrong"))  # fmt: skip
        retold = claims.parent >= 0
        renamed = retold & (self.rng.random(n) < OWN_NAME)
        claims.claimant[renamed] = own[renamed]
        # What holds of a route holds of all routes where no most is said.
        least = np.isin(claims.form, _LEAST)
        claims.route[retold & least & (self.rng.random(n) < ROUTE_LOST)] = 0
        self.root = root
        return claims

    @cached_property
    def counts(self) -> Array:
        """The number that each claim goes back to: the truth, or three times it."""
        c = self.drawn
        shares = np.array([share for _, share in MEASURES.values()])
        route = c.route[self.root]
        months = (np.datetime64(FIRST) + c.day).astype("datetime64[M]")
        first = np.choose(c.precision, [_days(months), c.day, _days(months.astype("<M8[Y]"))])
        grown = _grown(first.clip(-90)) - np.where(c.since >= 0, _grown(c.since), 0)
        counted = self.size[c.population] * shares[c.measure] * grown
        counted /= np.where(route == 0, 1, 1 + route)
        return np.maximum(1, np.where(c.wrong, 3 * counted, counted)).astype(int)


def _few(rng: np.random.Generator, count: int, n: int) -> Array:
    """Numbers below `count`, the first of them most often."""
    weights = np.arange(1.0, count + 1) ** -FEW
    return rng.choice(count, n, p=weights / weights.sum())


def _days(periods: Array) -> Array:
    """The first days of months or years, in days since FIRST."""
    return (periods.astype("<M8[D]") - np.datetime64(FIRST)).astype(int)


def _grown(day: Array) -> Array:
    """The share of all recruits who had entered by a day since FIRST."""
    return 1 - np.exp(-(day + 100) / 700)
