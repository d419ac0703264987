"""The claims of a planted world as figures, with their ids, dates and words.

Claims as rows of tables stand in planted_tables.py.
"""

from __future__ import annotations

import numpy as np

from benchmarks.planted import CODES, STOCKS, World, period
from benchmarks.stated import CONFIRMED, UNBOUNDED
from warehouse.inference.figure import Figure
from warehouse.inference.scope import Scope, Span

SOURCES = 200
PERSONS = "persons"
WORDS = ("{:,}", "at least {:,}", "up to {:,}", "{:,} to {:,}", "around {:,}", "{:,} confirmed")


def claim_ids(world: World) -> list[str]:
    """Ids in the order of the claims; the planted ones are told by `world.said.planted` alone."""
    return [f"d{d}/c{n}" for n, d in enumerate(world.document.tolist())]


def dates(world: World) -> list[str]:
    """Each `as_of` as written."""
    texts = [world.day.astype(f"M8[{code}]").astype(str) for code in CODES]
    written: list[str] = np.choose(world.precision, texts).tolist()
    return written


def says(world: World) -> list[str]:
    """The words of each claim."""
    said = world.said
    numbers = zip(said.form.tolist(), said.point.tolist(), strict=True)
    ranges = zip(said.low.tolist(), said.high.tolist(), strict=True)
    return [
        WORDS[form].format(low, high) if point == UNBOUNDED else WORDS[form].format(point)
        for (form, point), (low, high) in zip(numbers, ranges, strict=True)
    ]


def figures(world: World) -> list[Figure]:
    """The claims as the engine takes them, in order."""
    shape, said = world.shape, world.said
    populations = list(shape.populations)
    first, last = (days.tolist() for days in period(world.day, world.precision))
    starts = [span(text) for text in shape.starts]
    ids, written, words, true_high = claim_ids(world), dates(world), says(world), said.true_high

    def figure(n: int) -> Figure:
        measure = shape.measures[world.measure[n]]
        population, excluding = populations[world.population[n]]
        windowed = world.start[n] >= 0
        whole = "stock" if measure in STOCKS else "cumulative"
        document, paper = f"d{world.document[n]}", f"paper-{world.document[n] % SOURCES}"
        return Figure(
            claim_id=ids[n],
            scope=Scope(
                measure=measure,
                population=population,
                kind="window" if windowed else whole,
                as_of=Span(written[n], first[n], last[n]),
                since=starts[world.start[n]] if windowed else None,
                excluding=frozenset(filter(None, [excluding])),
                channel=shape.channels[world.channel[n]],
                unit=PERSONS,
                document=document,
                root_document=document,
            ),
            low=int(said.low[n]),
            high=None if true_high[n] == UNBOUNDED else int(true_high[n]),
            says=words[n],
            source=paper,
            source_name=paper,
            read_low=int(said.low[n]),
            read_high=None if said.high[n] == UNBOUNDED else int(said.high[n]),
            evidence="confirmed" if said.form[n] == CONFIRMED else "unspecified",
            floor=bool(said.form[n] == CONFIRMED),
        )

    return [figure(n) for n in range(len(world))]


def span(text: str) -> Span:
    """A day, month or year as written."""
    days = np.array([text], "M8[D]")
    first, last = period(days, np.array([2 - text.count("-")]))
    return Span(text, first[0].item(), last[0].item())
