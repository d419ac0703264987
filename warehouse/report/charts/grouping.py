"""Which measures are drawn in one panel, and in which order measures are shown.

A vocabulary may have others: each of those has a panel of its own, after these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

# Each after the measure that leads it, whose bounds are drawn.
TOGETHER = (
    ("recruited", "signed_contract", "deployed"),
    ("killed", "killed_or_missing", "killed_or_wounded"),
    ("held", "captured"),
    ("serving",),
    ("missing", "missing_or_wounded", "wounded"),
    ("returned", "discharged"),
)
_KNOWN = [measure for group in TOGETHER for measure in group]


def ordered(measures: Iterable[str], last: Collection[str] = ()) -> list[str]:
    """Measures in the order in which they are shown; those of `last` after all others."""
    place = {measure: n for n, measure in enumerate(_KNOWN)}
    return sorted(set(measures), key=lambda m: (m in last, place.get(m, len(place)), m))


def leads(measures: Collection[str], widest: Collection[str]) -> dict[str, str]:
    """For each measure the one that leads its panel: of its group the first that is counted, or
    that lies in no other (`widest`), for which bounds follow from its parts."""
    found: dict[str, str] = {}
    for group in (*TOGETHER, *((m,) for m in measures if m not in _KNOWN)):
        first = next((m for m in group if m in measures or m in widest), None)
        found |= {m: first for m in group if m in measures and first is not None}
    return found
