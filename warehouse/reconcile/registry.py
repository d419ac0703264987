"""Which rules there are: one for each module of warehouse/rules."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from warehouse import rules as folder
from warehouse.reconcile.rule import Rule


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the ids.

    Raises `TypeError` where a module has no `RULE`, or one whose id is not the module's name: the
    file of a rule can be found by its id.
    """
    found = {}
    for module in pkgutil.iter_modules(folder.__path__):
        rule = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), "RULE", None)
        if not isinstance(rule, Rule) or rule.id != module.name:
            raise TypeError(
                f"warehouse/rules/{module.name}.py: expected RULE, a Rule whose id is"
                f" {module.name!r}, found {rule!r}"
            )
        found[rule.id] = rule
    return found
