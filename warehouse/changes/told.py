"""Changes as text: grouped under headings, and in one line.

How a screen lays them out belongs in pipelines; the sentences themselves, beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from warehouse.changes.change import HEADINGS, Changes, Group
from warehouse.changes.words import many

SHOWN = 10  # of each kind: more are looked up by those who look for something
# What the one line counts, and the word for each kind.
COUNTED = {
    "claim": {"claim_added": "added", "claim_revised": "revised", "claim_withdrawn": "withdrawn"},
    "contradiction": {
        "conflict_opened": "opened", "conflict_closed": "closed",
        "conflict_revised": "by another amount",
    },
    "bound": {"bound_moved": "moved"},
    "cell": {
        "method_decides": "now decided by the method", "method_agrees": "no longer so",
        "rule_answers": "with other answers of rules",
    },
    "count by country": {"country": "changed"},
    "demand": {
        "demand_added": "added", "demand_revised": "revised", "demand_withdrawn": "withdrawn",
    },
    "event": {"event_added": "added", "event_revised": "revised", "event_withdrawn": "withdrawn"},
    "record": {"record_refused": "newly refused", "record_accepted": "no longer refused"},
}  # fmt: skip
PLURALS = {"count by country": "counts by country"}
NOTHING = "nothing changed"
INSIDE = "nothing but what is inside"


def line(counts: Mapping[str, int]) -> str:
    """How many changes of each kind, in one line: 2 claims added, 1 revised; 1 bound moved."""
    parts = []
    for noun, kinds in COUNTED.items():
        found = [(counts[kind], word) for kind, word in kinds.items() if counts.get(kind)]
        told = [f"{n:,} {word}" for n, word in found]
        if found:
            n, word = found[0]
            plural = f"{n:,} {PLURALS[noun]}" if noun in PLURALS and n != 1 else many(n, noun)
            parts.append(", ".join([f"{plural} {word}", *told[1:]]))
    return "; ".join(parts) or (INSIDE if counts else NOTHING)


def counts(changes: Changes) -> dict[str, int]:
    """How many changes of each kind there are."""
    return {group.kind: group.n for group in changes.groups}


def shown(groups: Iterable[Group], most: int = SHOWN) -> list[tuple[str, list[str], int]]:
    """A heading, its sentences, at most `most`, and how many more there are, for each kind."""
    return [
        (HEADINGS[g.kind], [c.sentence for c in g.changes[:most]], g.n - len(g.changes[:most]))
        for g in groups
    ]
