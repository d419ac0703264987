"""Which engine runs the SQL models: DuckDB, or Apache Spark where that is asked for.

Both are given the same files and write the same tables. How each does it stands in engine.py and
in spark/, of which nothing is imported before Spark is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:  # settings read the names: they are loaded by every command
    from warehouse.engine import Inputs
    from warehouse.model import Model

T = TypeVar("T")
R = TypeVar("R")

ENGINES = ("duckdb", "spark")


class EngineMissing(RuntimeError):  # noqa: N818  # named for what is the matter
    """An engine cannot run here; the message says what to install or to set."""


class Engine(Protocol):
    """What runs models: its name, and the packages whose versions shape its results."""

    name: str
    packages: tuple[str, ...]

    def check(self) -> None:
        """Raise `EngineMissing` where it cannot run here; starts nothing."""

    def run(self, model: Model, inputs: Inputs, output: Path) -> int:
        """Write the model's result to `output` as one file of Parquet; returns its rows."""

    def spread(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterable[R]:
        """What `work` makes of each part, in the order of the parts, as `map` does."""


class DuckDB:
    """In this process: what needs no other machine."""

    name = "duckdb"
    packages: tuple[str, ...] = ()  # it publishes too, and is told of anyway

    def check(self) -> None:
        """It is always there."""

    def run(self, model: Model, inputs: Inputs, output: Path) -> int:
        """See `warehouse.engine.run`."""
        from warehouse import engine

        return engine.run(model, inputs, output)

    def spread(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterable[R]:
        """One part after the other."""
        return map(work, parts)


def named(name: str) -> Engine:
    """The engine of that name. Raises `ValueError` where there is none."""
    if name == "duckdb":
        return DuckDB()
    if name == "spark":
        from warehouse.spark.engine import Spark

        return Spark()
    raise ValueError(f"{name!r}: expected one of {', '.join(ENGINES)}")
