"""Whether the segments of a ledger are whole and follow one another; what is damaged, by name.

What is done about damage stands in repair.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.ledger.segments import BESIDE, FIRST, NAME, Segment, read


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place of the chain: a file (None where it is missing) and why.

    `segment` is there where the file is whole and only stands in the wrong place.
    """

    number: int
    path: Path | None
    why: str
    segment: Segment | None = None


@dataclass(frozen=True)
class Chain:
    """The segments that follow one another from the first on, and what is wrong behind them."""

    segments: tuple[Segment, ...]
    faults: tuple[Fault, ...]

    @property
    def last(self) -> Segment | None:
        """The segment that the next one follows."""
        return self.segments[-1] if self.segments else None

    @property
    def paths(self) -> list[Path]:
        """The files of its segments."""
        return [s.path for s in self.segments]


def remove_leftovers(folder: Path) -> None:
    """Remove half-written segments of processes that died; the caller holds the lock."""
    for path in folder.glob(f"{BESIDE}*"):
        path.unlink()


def look(folder: Path) -> Chain:
    """Read every segment of a folder, hold it to its hash, and follow the chain from the first.

    A folder that is not there is an empty ledger.
    """
    files = sorted(folder.glob("*.parquet"))
    read_files = {path: read(path) for path in files}
    whole = [s for s in read_files.values() if s is not None]
    chain = _follow(whole)
    return Chain(tuple(chain), tuple(_faults(read_files, chain)))


def _follow(whole: list[Segment]) -> list[Segment]:
    """The longest way from the first segment on along what each names as the one before it."""
    after: dict[tuple[int, str], list[Segment]] = {}
    for segment in whole:
        after.setdefault((segment.number, segment.previous), []).append(segment)
    ways: list[list[Segment]] = [[s] for s in after.get((1, FIRST), [])]
    longest: list[Segment] = []
    while ways:
        longest = ways[0]
        ways = [
            [*way, s] for way in ways for s in after.get((way[-1].number + 1, way[-1].name), [])
        ]
    return longest


def _faults(files: dict[Path, Segment | None], chain: list[Segment]) -> Iterator[Fault]:
    good = {s.path for s in chain}
    numbers = set()
    for path, segment in files.items():
        named = NAME.fullmatch(path.name)
        number = int(named[1]) if named else 0
        numbers.add(number)
        if path in good:
            continue
        if named is None:
            yield Fault(number, path, "its name is not that of a segment")
        elif segment is None:
            yield Fault(number, path, "its bytes are not those that were written")
        else:
            why = f"it follows {segment.previous or 'nothing'} and is no part of the chain"
            yield Fault(number, path, why, segment)
    for number in sorted(set(range(1, max(numbers, default=0))) - numbers):
        yield Fault(number, None, "it is missing")
