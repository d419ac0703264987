"""Spark as an engine of the models: see warehouse/engines.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from warehouse.engine import Inputs
from warehouse.model import Model
from warehouse.spark import session
from warehouse.spark.spread import spread

T = TypeVar("T")
R = TypeVar("R")


class Spark:
    """On the session of this process."""

    name = "spark"
    packages: tuple[str, ...] = ("pyspark",)

    def check(self) -> None:
        """Raise `EngineMissing` where pyspark or Java is missing."""
        session.check()

    def run(self, model: Model, inputs: Inputs, output: Path) -> int:
        """See `warehouse.spark.run.run`."""
        from warehouse.spark.run import run

        return run(model, inputs, output)

    def spread(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterable[R]:
        """What `work` makes of each part, by the executors."""
        return spread(work, parts)
