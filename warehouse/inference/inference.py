"""What follows from some figures, put together: a value, without a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.inference.bands import Bands
    from warehouse.inference.conflict import Conflict
    from warehouse.inference.repair import Repair
    from warehouse.inference.set_aside import Component
    from warehouse.inference.sums import SumOfParts


@dataclass(frozen=True)
class Inference:
    """What follows from some figures."""

    conflicts: Sequence[Conflict]
    repairs: Mapping[str, Sequence[Repair]]  # by conflict id
    components: Sequence[Component]
    sums: Sequence[SumOfParts]
    bands: Mapping[str, Bands]  # by evidence used
    alike: Mapping[str, Sequence[str]]  # countries that nobody counts, by the one asked about
