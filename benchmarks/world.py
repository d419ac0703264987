"""A synthetic catalog of any size, as table files: a world with known truths and planted errors.

Every country has a number of recruits that grows with time and is split over routes; the dead, the
captured, the discharged and the returned are shares of it. Claims state these truths in words, in
several qualifiers, so that they hold; a share `WRONG` of them states three times the truth. The
number of routes grows with the number of claims, so that about twenty claims speak of each cell
whatever the size, as more coverage brings more places and not only more words about one place.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pycountry
import yaml

COUNTRIES = 100
PER_CELL = 20
WRONG = 0.002
SHARES = {"recruited": 1.0, "killed": 0.2, "captured": 0.05, "discharged": 0.1, "returned": 0.08}
DAYS = 1400
FIRST = date(2022, 6, 1)
PER_TABLE = 25_000
SOURCES = 200


def _names(numbers: np.ndarray, wrong: np.ndarray, rng: np.random.Generator) -> list[str]:
    """Words that state numbers consistent with the truth, or three times it where `wrong`."""
    truth = np.maximum(1, np.where(wrong, numbers * 3, numbers)).astype(int)
    slack = np.maximum(1, (truth * rng.uniform(0.5, 1.0, len(truth))).astype(int))
    form = rng.integers(0, 5, len(truth))
    words = []
    for shape, exact, below in zip(form, truth, slack, strict=True):
        if shape == 0:
            words.append(f"at least {below:,} people")
        elif shape == 1:
            words.append(f"more than {max(1, below - 1):,} fighters")
        elif shape == 2:
            words.append(f"{exact:,} recruits")
        elif shape == 3:
            words.append(f"between {below:,} and {exact + 1:,} men")
        else:
            words.append(f"up to {exact + 1:,} foreigners")
    return words


def generate(folder: Path, claims: int, seed: int = 1) -> Path:
    """Write a catalog of `claims` claims into `folder`; returns it."""
    rng = np.random.default_rng(seed)
    routes = max(1, claims // (PER_CELL * COUNTRIES * len(SHARES)))
    codes = sorted(c.alpha_3 for c in pycountry.countries if c.alpha_3 != "RUS")[:COUNTRIES]
    measures = list(SHARES)
    (folder / "vocabulary").mkdir(parents=True, exist_ok=True)
    channels = [{"id": "all", "name": "all routes"}]
    channels += [{"id": f"route-{r}", "name": f"route {r}", "inside": "all"} for r in range(routes)]
    (folder / "vocabulary" / "channels.yaml").write_text(yaml.safe_dump(channels))
    (folder / "sources.yaml").write_text(
        yaml.safe_dump(
            [
                {"id": f"paper-{s}", "name": f"Paper {s}", "kind": "newspaper", "country": None,
                 "party": "none"}
                for s in range(SOURCES)
            ],
            sort_keys=False,
        )
    )  # fmt: skip
    size = rng.lognormal(7, 1.2, COUNTRIES)
    country = rng.integers(0, COUNTRIES, claims)
    measure = rng.integers(0, len(measures), claims)
    route = rng.integers(0, routes + 1, claims) if routes > 1 else np.zeros(claims, int)
    day = rng.integers(0, DAYS, claims)
    grown = size[country] * (1 - np.exp(-(day + 30) / 500))
    share = np.array([SHARES[m] for m in measures])[measure]
    truth = np.maximum(1, grown * share * np.where(route == 0, 1.0, 1.0 / routes))
    wrong = rng.random(claims) < WRONG
    says = _names(truth, wrong, rng)
    source = rng.integers(0, SOURCES, claims)
    collection = folder / "synthetic"
    collection.mkdir(exist_ok=True)
    for n, start in enumerate(range(0, claims, PER_TABLE)):
        rows = range(start, min(start + PER_TABLE, claims))
        with (collection / f"table-{n}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "claimant", "says", "measure", "population", "channel", "as_of"])
            writer.writerows(
                (
                    f"c{i}", f"paper-{source[i]}", says[i], measures[measure[i]],
                    codes[country[i]], "all" if route[i] == 0 else f"route-{route[i] - 1}",
                    (FIRST + timedelta(days=int(day[i]))).isoformat(),
                )
                for i in rows
            )  # fmt: skip
        document = {
            "id": f"table-{n}", "publisher": f"paper-{n % SOURCES}", "title": f"Table {n}",
            "url": f"https://example.org/table-{n}", "published": "2026-06-01", "language": "en",
        }  # fmt: skip
        (collection / f"table-{n}.yaml").write_text(
            yaml.safe_dump({"document": document, "table": f"table-{n}.csv"}, sort_keys=False)
        )
    return folder
