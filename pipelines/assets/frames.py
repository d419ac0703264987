"""How an asset made in Python is given the tables that its step reads, and what shares its work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.io import Stored
from pipelines.settings import Settings
from warehouse import steps
from warehouse.engine import bind, workspace
from warehouse.processes import processes


def made(step: str, stored: Mapping[str, Stored]) -> dict[str, Any]:
    """The frames that a step makes of the tables that are stored.

    Processes, where several are asked for, live as long as the step: no two runs share any.
    """
    with workspace() as connection, processes(Settings.from_environment().processes) as spread:
        bind(connection, {name: [asset.file()] for name, asset in stored.items()})
        return steps.run(steps.STEPS[step], connection, spread)
