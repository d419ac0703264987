"""What follows from the figures jointly: contradictions, the least that must be set aside, bounds.

Works on root claims as scopes and intervals; knows no catalog, no SQL engine and no Dagster.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def infer(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames of inference from the published tables: see infer.py, imported when asked."""
    from warehouse.inference.infer import infer as run

    return run(tables)
