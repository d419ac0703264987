"""The history of a claim on a screen: when it was recorded, what was changed, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.cli import told

if TYPE_CHECKING:
    from warehouse.answers.history import Change, Event

# Said in other words by other columns: not told where those are.
FOLLOWING = frozenset(
    {"cell_id", "since_first", "since_last", "as_of_first", "as_of_last", "true_low", "true_high"}
)


def show(history: Sequence[Event], label: int) -> None:
    """A paragraph for each event, the first one first; `label` columns are left for its name."""
    for event in history:
        said = [c for c in event.changes if c.dimension not in FOLLOWING] or event.changes
        changes = "; ".join(map(_change, said))
        what = f": {changes}" if changes else ""
        told.paragraph(f"{event.recorded_at:%Y-%m-%d %H:%M} UTC{what}", label, f"  {event.event}")


def _change(change: Change) -> str:
    before, after = (
        "nothing" if value is None else f"“{value}”" for value in (change.before, change.after)
    )
    return f"{change.dimension.replace('_', ' ')} {before}, now {after}"
