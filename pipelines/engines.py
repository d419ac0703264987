"""The engine of the SQL models as a resource of Dagster: which one, by name.

What engines there are and what they do stands in warehouse/engines.py.
"""

from __future__ import annotations

import dagster as dg

from warehouse.engines import Engine, named


class ModelEngine(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What runs the SQL models: duckdb, or spark, which is started when the first model runs."""

    name: str

    def engine(self) -> Engine:
        """The engine. Raises `EngineMissing` where it cannot run here."""
        found = named(self.name)
        found.check()
        return found
