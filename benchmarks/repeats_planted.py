"""Suspected repeats in made-up catalogs of any size, where it is known who repeats whom.

`python -m benchmarks.repeats_planted` prints it. Original figures are independent guesses at a
truth, rounded as the press rounds, so that many agree by chance; a quarter of the claims retell one
of them, mostly with its number, often more roundly, mostly naming its claimant. No link is given.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from warehouse.repeats.echo import printed
from warehouse.repeats.figure import Document, Figure, Source
from warehouse.repeats.find import Found, Material, find
from warehouse.repeats.related import World, lattice

COUNTRIES, CLAIMANTS, PUBLISHERS = 100, 300, 1_000
RETOLD, OWN = 0.25, 0.3
RECENT = 2_000  # originals: nobody retells what is older
PER_DOCUMENT = 3
ROUNDED, ATTRIBUTED = 0.3, 0.8
FIRST, DAYS = date(2022, 3, 1), (1_400, 90)
PLACES = tuple(f"c{n:03}" for n in range(COUNTRIES))
MEASURES = ("recruited", "serving", "killed", "captured")
FIGURES = (0.35, 0.35, 0.15, 0.15)  # of the originals: written with one, two, three, four figures


@dataclass(frozen=True)
class Planted:
    """A material, and for each claim the original that it goes back to."""

    material: Material
    original: dict[str, str]


def plant(claims: int, days: int = DAYS[0], seed: int = 1) -> Planted:
    """A catalog of `claims` claims, one publisher and day a document, all within `days`."""
    rng = np.random.default_rng(seed)
    press = _Press(rng, rng.lognormal(6, 1.5, (COUNTRIES, len(MEASURES))))
    published = np.sort(rng.integers(0, days, claims // PER_DOCUMENT + 1))
    made: list[Figure] = []
    originals: list[Figure] = []
    root: dict[str, str] = {}
    for n in range(claims):
        document, place = divmod(n, PER_DOCUMENT)
        page = _Page(document, place, FIRST + timedelta(int(published[document])))
        if originals and rng.random() < RETOLD:
            source = originals[rng.integers(max(0, len(originals) - RECENT), len(originals))]
            made.append(press.retold(source, page))
            root[page.claim_id] = source.claim_id
        else:
            made.append(press.original(page))
            originals.append(made[-1])
            root[page.claim_id] = page.claim_id
    return Planted(_material(made), root)


@dataclass(frozen=True)
class _Page:
    """A place on a document and the day of it."""

    document: int
    place: int
    day: date

    @property
    def claim_id(self) -> str:
        return f"d{self.document:06}/{self.place}"

    @property
    def publisher(self) -> str:
        return f"paper-{self.document * 7919 % PUBLISHERS}"


@dataclass(frozen=True)
class _Press:
    """Writes figures: guesses at the truth of a place and measure, and retellings of them."""

    rng: np.random.Generator
    truth: np.ndarray

    def original(self, page: _Page) -> Figure:
        """A guess at some truth, mostly somebody else's."""
        rng = self.rng
        place, measure = int(rng.integers(COUNTRIES)), int(rng.integers(len(MEASURES)))
        guess = max(1, int(self.truth[place, measure] * rng.lognormal(0, 0.4)))
        number = _written(guess, int(rng.choice(4, p=FIGURES)) + 1)
        own = rng.random() < OWN
        return Figure(
            claim_id=page.claim_id, document_id=page.claim_id.partition("/")[0],
            claimant=page.publisher if own else f"body-{rng.integers(CLAIMANTS)}",
            publisher=page.publisher, says=f"{number:,} people", point=number, low=number,
            high=number, qualifier=("exactly", "at least", "around")[rng.integers(3)],
            measure=MEASURES[measure], unit="persons", population=PLACES[place], channel="all",
            side="russia", window=None, as_of=(page.day - timedelta(7), page.day),
            published=(page.day, page.day), root=page.claim_id, links_to=None, part_of=None,
        )  # fmt: skip

    def retold(self, source: Figure, page: _Page) -> Figure:
        """A figure in other words, some more roundly, most with its claimant."""
        (number,) = printed(source)
        number = _written(number, 2) if self.rng.random() < ROUNDED else number
        ascribed = self.rng.random() < ATTRIBUTED
        return replace(
            source, claim_id=page.claim_id, document_id=page.claim_id.partition("/")[0],
            claimant=source.claimant if ascribed else page.publisher, publisher=page.publisher,
            says=f"about {number:,}", point=number, low=number, high=number, qualifier="around",
            published=(page.day, page.day), root=page.claim_id,
        )  # fmt: skip


def _written(number: int, figures: int) -> int:
    place = int(10 ** max(0, len(str(number)) - figures))
    return max(1, round(number / place) * place)


def _material(figures: list[Figure]) -> Material:
    documents = {f.document_id: Document(f.document_id, "", "") for f in figures}
    ids = {i for f in figures for i in (f.claimant, f.publisher)}
    inside = [(p, "foreign") for p in PLACES] + [(m, "recruited") for m in MEASURES[1:]]
    world = World(
        lattice([*inside[:COUNTRIES], *((p, p) for p in (*PLACES, "foreign"))]),
        lattice([*inside[COUNTRIES:], *((m, m) for m in MEASURES)]),
        lattice([("all", "all")]),
    )
    sources = [Source(i, i.title(), "newspaper", None, "none") for i in sorted(ids)]
    return Material(figures, documents, sources, world)


def measured(planted: Planted, found: Found) -> tuple[float, float]:
    """Precision of the suspicions, and the share of retellings that have one that is right."""
    original = planted.original
    right = [s for s in found.repeats
             if original[s.later.claim_id] == original[s.earlier.claim_id]]  # fmt: skip
    retold = {c for c, o in original.items() if c != o}
    found_of = {c for s in right for c in (s.later.claim_id, s.earlier.claim_id)} & retold
    return len(right) / max(1, len(found.repeats)), len(found_of) / max(1, len(retold))


def main() -> None:
    """Print precision, recall and seconds for a few sizes."""
    for days in DAYS:
        for claims in (500, 1_000, 10_000, 100_000):
            planted = plant(claims, days)
            began = time.perf_counter()
            found = find(planted.material)
            seconds = time.perf_counter() - began
            precision, recall = measured(planted, found)
            print(
                f"{days:>5,} days, {claims:>7,} claims  precision {precision:.2f}  "
                f"recall {recall:.2f}  {len(found.repeats):,} suspicions, "
                f"{len(found.sums):,} sums  {seconds:.1f} s"
            )


if __name__ == "__main__":
    main()
