"""How an asset made in Python is given the tables that its step reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.engines import ModelEngine
from pipelines.io import Stored
from warehouse import steps
from warehouse.engine import bind, workspace


def made(step: str, stored: Mapping[str, Stored], engine: ModelEngine) -> dict[str, Any]:
    """The frames that a step makes of the tables that are stored; `engine` shares its work."""
    with workspace() as connection, engine.spread() as spread:
        bind(connection, {name: [asset.file()] for name, asset in stored.items()})
        return steps.run(steps.STEPS[step], connection, spread)
