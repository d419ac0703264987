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
RETOLD = 0.25
PER_DOCUMENT = 3
ROUNDED, ATTRIBUTED = 0.3, 0.8
FIRST, DAYS = date(2022, 3, 1), (1_400, 90)
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
    places = [f"c{n:03}" for n in range(COUNTRIES)]
    truth = rng.lognormal(6, 1.5, (COUNTRIES, len(MEASURES)))
    published = np.sort(rng.integers(0, days, claims // PER_DOCUMENT + 1))
    made: list[Figure] = []
    originals: list[Figure] = []
    root: dict[str, str] = {}
    for n in range(claims):
        document = n // PER_DOCUMENT
        day = FIRST + timedelta(int(published[document]))
        publisher = f"paper-{document * 7919 % PUBLISHERS}"
        at = {
            "claim_id": f"d{document:06}/{n % PER_DOCUMENT}", "document_id": f"d{document:06}",
            "publisher": publisher, "published": (day, day),
        }  # fmt: skip
        if originals and rng.random() < RETOLD:
            source = originals[rng.integers(max(0, len(originals) - 2_000), len(originals))]
            figure = _retold(source, at, publisher, rng)
            root[figure.claim_id] = source.claim_id
        else:
            figure = _original(at, day, publisher, places, truth, rng)
            root[figure.claim_id] = figure.claim_id
            originals.append(figure)
        made.append(figure)
    return Planted(_material(made, places), root)


def _original(at, day, publisher, places, truth, rng) -> Figure:  # type: ignore[no-untyped-def]
    place, measure = int(rng.integers(len(places))), int(rng.integers(len(MEASURES)))
    number = max(1, int(truth[place, measure] * rng.lognormal(0, 0.4)))
    number = _written(number, int(rng.choice(4, p=FIGURES)) + 1)
    claimant = publisher if rng.random() < 0.3 else f"body-{rng.integers(CLAIMANTS)}"
    return Figure(
        **at, claimant=claimant, says=f"{number:,} people", point=number, low=number, high=number,
        qualifier=("exactly", "at least", "around")[rng.integers(3)], measure=MEASURES[measure],
        unit="persons", population=places[place], channel="all", side="russia", window=None,
        as_of=(day - timedelta(7), day), root=at["claim_id"], links_to=None, part_of=None,
    )  # fmt: skip


def _retold(source: Figure, at, publisher, rng) -> Figure:  # type: ignore[no-untyped-def]
    number = printed(source)[0]
    if rng.random() < ROUNDED:
        number = _written(number, 2)
    claimant = source.claimant if rng.random() < ATTRIBUTED else publisher
    return replace(
        source, **at, claimant=claimant, says=f"about {number:,}", point=number, low=number,
        high=number, qualifier="around", root=at["claim_id"],
    )  # fmt: skip


def _written(number: int, figures: int) -> int:
    place = 10 ** max(0, len(str(number)) - figures)
    return max(1, round(number / place) * place)


def _material(figures: list[Figure], places: list[str]) -> Material:
    documents = {f.document_id: Document(f.document_id, "", "") for f in figures}
    ids = {i for f in figures for i in (f.claimant, f.publisher)}
    inside = [(p, "foreign") for p in places] + [(m, "recruited") for m in MEASURES[1:]]
    world = World(
        lattice([*inside[: len(places)], *((p, p) for p in (*places, "foreign"))]),
        lattice([*inside[len(places) :], *((m, m) for m in MEASURES)]),
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
