"""The engine of the SQL models as a resource of Dagster: which one, by name, and what shares the
work of the steps in Python.

What engines there are and what they do stands in warehouse/engines.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from warehouse.engines import Engine, named
from warehouse.processes import processes
from warehouse.spread import Spread


class ModelEngine(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What runs the SQL models: duckdb, or spark, which is started when the first model runs."""

    name: str
    processes: int = 1

    def engine(self) -> Engine:
        """The engine. Raises `EngineMissing` where it cannot run here."""
        found = named(self.name)
        found.check()
        return found

    @contextmanager
    def spread(self) -> Iterator[Spread]:
        """What shares the work of a step in Python: Spark's executors where Spark runs the models,
        else so many processes, which live as long as the step: no two runs share any.
        """
        if self.name == "spark":
            yield self.engine().spread
            return
        with processes(self.processes) as spread:
            yield spread
