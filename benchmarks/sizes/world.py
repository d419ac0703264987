"""A made-up catalog of any size, as table files: the claims of shape.py in words.

Words hold of the truth on the first day that they may mean, but for those of a share of the roots,
which state three times it, and of all that retell these. There are no parts of a whole, no demands
and no other units than persons.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import yaml

from benchmarks.sizes.shape import A_TABLE, DAYS, EVIDENCE, FIRST, FLOORS, FORMS, MEASURES, World


def _words(form: str, count: int, slack: float, floor: bool, rounded: bool) -> str:
    """A count in words that hold of it; where only part was found, less of it."""
    if floor:
        count = max(1, int(count * slack))
    if rounded and form in ("exactly", "around"):
        return f"about {_rounded(count):,}"
    below = max(1, int(count * slack))
    match form:
        case "at least":
            return f"at least {below:,} people"
        case "more than":
            return f"more than {below - 1:,} people" if below > 1 else "at least 1 person"
        case "around":
            return f"around {_rounded(count):,} people"
        case "up to":
            return f"up to {count + 1:,} people"
        case "between":
            return f"between {below:,} and {count + 1:,} people"
    return f"{count:,} people"


def _rounded(count: int) -> int:
    """To two figures: the reading of the words then has the count in it."""
    place = 10 ** max(0, len(str(count)) - 2)
    return round(count / place) * place


def _dated(day: int, precision: int) -> str:
    return (FIRST + timedelta(days=day)).isoformat()[: (7, 10, 4)[precision]]


def _rows(world: World) -> Iterator[tuple[str, ...]]:
    claims, counts = world.drawn, world.counts
    slack = world.rng.uniform(0.5, 1.0, len(counts))[world.root]
    measures, forms, evidence = list(MEASURES), list(FORMS), list(EVIDENCE)
    for i, (count, part) in enumerate(zip(counts.tolist(), slack.tolist(), strict=True)):
        kind = evidence[claims.evidence[i]]
        parent, since, route = int(claims.parent[i]), int(claims.since[i]), int(claims.route[i])
        yield (
            f"c{i}", f"body-{claims.claimant[i]}",
            _words(forms[claims.form[i]], count, part, kind in FLOORS, bool(claims.rounded[i])),
            measures[claims.measure[i]], world.populations[claims.population[i]],
            "all" if route == 0 else f"route-{route}",
            "" if since < 0 else (FIRST + timedelta(days=since)).isoformat(),
            _dated(int(claims.day[i]), int(claims.precision[i])), kind,
            "" if parent < 0 else f"table-{parent // A_TABLE}/c{parent}",
        )  # fmt: skip


COLUMNS = ("id", "claimant", "says", "measure", "population", "channel", "since", "as_of",
           "evidence", "derives_from")  # fmt: skip


def generate(work: Path, claims: int, seed: int = 1) -> None:
    """Write `catalog` of `claims` claims into a folder of work, in tables of a hundred."""
    folder = work / "catalog"
    (folder / "vocabulary").mkdir(parents=True, exist_ok=True)
    world = World(folder, claims, np.random.default_rng(seed))
    channels = [{"id": "all", "name": "all routes"}] + [
        {"id": f"route-{r}", "name": f"route {r}", "inside": "all"}
        for r in range(1, world.n["routes"] + 2)
    ]
    _dump(folder / "vocabulary" / "channels.yaml", channels)
    bodies = range(world.n["sources"])
    _dump(folder / "sources.yaml", [
        {"id": f"body-{s}", "name": f"Body {s}", "kind": "newspaper", "country": None,
         "party": "none"} for s in bodies
    ])  # fmt: skip
    rows = list(_rows(world))
    (folder / "press").mkdir(exist_ok=True)
    for number, start in enumerate(range(0, claims, A_TABLE)):
        of_table = folder / "press" / f"table-{number}.csv"
        with of_table.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *rows[start : start + A_TABLE]])
        published = FIRST + timedelta(days=200 + (DAYS - 200) * start // claims)
        of_table.with_suffix(".yaml").write_text(
            f"document: {{id: table-{number}, title: Table {number}, language: en,\n"
            f"  publisher: body-{number * 7919 % world.n['sources']}, published: {published},\n"
            f'  url: "https://example.org/table-{number}"}}\ntable: table-{number}.csv\n',
            encoding="utf-8",
        )


def _dump(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
