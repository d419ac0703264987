"""Checks written by hand: what must hold between columns and tables of a right build.

Severity `error` is for what our own steps must ensure, since a failed gate keeps the old file. What
a catalog may say is a `warning` at most. That claims contradict one another is what Muster is for,
and no check.
"""

from __future__ import annotations

from functools import cache

from warehouse.validation.check import Check
from warehouse.validation.rules import (
    archive,
    claims,
    comparisons,
    drift,
    history,
    inferences,
    origins,
    reconciliations,
    repeats,
    second_looks,
    vocabulary,
    witnesses,
)

MODULES = (
    vocabulary, claims, history, origins, witnesses, drift, repeats, comparisons, inferences,
    reconciliations, archive, second_looks,
)  # fmt: skip


@cache
def rules() -> tuple[Check, ...]:
    """All checks written by hand, in the order in which they are shown."""
    return tuple(check for module in MODULES for check in module.checks())
