"""From a to b and from b to a: the same changes, mirrored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.changes.change import Change, Changes
from warehouse.changes.compare import compare

PAIRS = [
    ("claim_added", "claim_withdrawn"), ("conflict_opened", "conflict_closed"),
    ("method_decides", "method_agrees"), ("demand_added", "demand_withdrawn"),
    ("event_added", "event_withdrawn"), ("record_refused", "record_accepted"),
]  # fmt: skip
MIRRORED = dict(PAIRS) | {b: a for a, b in PAIRS}
NEPALIS, CUBANS = "gazette-first/nepalis", "gazette-first/cubans"
EDITS = (
    f"UPDATE claim SET low = {{n}}, says = '{{n}} men' WHERE claim_id = '{NEPALIS}'",
    f"UPDATE claim SET as_of = '2025-{{n:02}}' WHERE claim_id = '{CUBANS}'",
    f"DELETE FROM claim WHERE claim_id = '{CUBANS}'",
    "DELETE FROM conflict_claim; DELETE FROM conflict",
    "UPDATE conflict SET excess = {n}",
    "UPDATE comparison SET verdict = 'possible'",
    "UPDATE bound SET low = {n} WHERE population = 'CUB' AND as_of >= DATE '2024-{n:02}-01'",
    "UPDATE bound SET high = NULL WHERE population = 'NPL' AND as_of < DATE '2024-{n:02}-01'",
    "DELETE FROM bound WHERE as_of > DATE '2025-01-{n:02}'",
    "UPDATE reconciled SET best = {n} WHERE rule LIKE '%{n}%' OR rule LIKE 'ucdp%'",
    "UPDATE sensitivity SET method_decides = NOT method_decides",
    "UPDATE comparison_by_country SET n_claims = {n}, lowest = {n} WHERE population = 'NPL'",
    "DELETE FROM comparison_by_country WHERE population = 'CUB'",
    "UPDATE demand SET response = 'agreed'",
    "DELETE FROM demand",
    f"INSERT INTO set_aside SELECT 1, 'recruited', '{CUBANS}', 1",
)
edits = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(1, 12)).map(lambda e: e[0].format(n=e[1])),
    min_size=1, max_size=4,
)  # fmt: skip


def plain(change: Change, mirrored: bool) -> tuple[object, ...]:
    """A change without its words: seen from the other side where `mirrored`."""
    ends = [
        (v.what, v.after, v.before) if mirrored else (v.what, v.before, v.after)
        for v in change.values
    ]
    return change.subjects, repr(ends), sorted(change.because), change.essential


def seen(changes: Changes, mirrored: bool = False) -> dict[str, list[tuple[object, ...]]]:
    """What changed, by kind, without its words and its order."""
    return {
        MIRRORED.get(g.kind, g.kind) if mirrored else g.kind: sorted(
            (plain(c, mirrored) for c in g.changes), key=repr
        )
        for g in changes.groups
    }


@settings(max_examples=4)
@given(first=edits, second=edits)
def test_the_way_back_is_the_way_mirrored(
    altered: Callable[..., Path], first: list[str], second: list[str]
) -> None:
    a, b = altered(*first), altered(*second)
    assert seen(compare(b, a)) == seen(compare(a, b), mirrored=True)
