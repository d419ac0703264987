"""What makes no figure another one by itself: records refused, code, vocabulary, places.

Told, so that a reader sees why a claim went, or an answer moved where no claim did.
"""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Made, Value
from warehouse.changes.records import limited
from warehouse.changes.sides import Sides
from warehouse.changes.words import many

MOVED = """
SELECT count(*) AS n
FROM old.claim AS o JOIN new.claim AS n USING (claim_id)
WHERE o.collection <> n.collection OR o.file <> n.file
"""
BY = {"code_version": "Made by other code", "vocabulary_sha256": "Made with another vocabulary"}
SHOWN = 24  # characters of a hash or a version: enough to tell two apart


# The line of a record changes with what stands above it.
REFUSED = """
SELECT *, count(*) OVER () AS n_of_all
FROM {here}.rejected ANTI JOIN {there}.rejected USING (file, key, rule, value, message)
ORDER BY file, line, key, rule
"""


def refused(sides: Sides, most: int | None) -> list[Group]:
    """Records that are refused, and such as are no longer."""
    ends = (("record_refused", "new", "old"), ("record_accepted", "old", "new"))
    return [_refused(sides, *end, most) for end in ends]


def _refused(sides: Sides, kind: str, here: str, there: str, most: int | None) -> Group:
    found = sides.rows(REFUSED.format(here=here, there=there) + limited(most))
    changes = []
    for row in found:
        told = ": ".join(
            filter(None, [f"{row['file']}, line {row['line']}", row["key"], row["message"]])
        )
        changes.append(Change(kind, (), f"{told.rstrip('.?')}.", essential=False))
    return Group(kind, found[0]["n_of_all"] if found else 0, tuple(changes))


def inside(sides: Sides, old: Made, new: Made) -> list[Group]:
    """Other code, another vocabulary, and claims that stand at another place in the catalog."""
    changes = []
    for name, told in BY.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            ends = (str(end or "unknown")[:SHOWN] for end in (after, before))
            value = Value(name, before, after)
            sentence = f"{told}: {' instead of '.join(ends)}."
            changes.append(Change("inside", (), sentence, (value,), essential=False))
    (moved,) = sides.rows(MOVED)
    if n := moved["n"]:
        verb = "stands" if n == 1 else "stand"
        sentence = f"{many(n, 'claim')} {verb} in another file of the catalog."
        changes.append(Change("inside", (), sentence, essential=False))
    return [Group("inside", len(changes), tuple(changes))]
