"""What changed since the file that stands, told at publication and written into the new file.

That it cannot be told never stops a publication: it is said so instead. Nothing else is decided
here; what is compared stands in compare.py.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.changes.change import Changes
from warehouse.changes.compare import compare
from warehouse.versions import BESIDE, PUBLISHED, second_name

STORED = 100  # changes of each kind: whoever wants all of ten thousand compares the two files
NOT_WRITTEN = "What changed could not be written down"
FIRST = "This is the first build: no file stood before it."


@dataclass(frozen=True)
class Since:
    """What changed since the file that stood. Without `changes`, `why` says why nothing is told."""

    changes: Changes | None
    why: str = ""


def tell(out: Path, built: Path) -> Since:
    """Compare the published file of OUT with the one just built, and write into the latter what
    changed: the table `change`, and `build.previous_build_id`.

    Raises nothing: whatever goes wrong here, the figures are sound and are published.
    """
    try:
        since = _since(out, built)
        _store(built, since)
    except Exception as error:  # also a fault of ours
        return Since(None, f"{NOT_WRITTEN}: {error}")
    return since


def _since(out: Path, built: Path) -> Since:
    published = out / PUBLISHED
    if not published.exists():
        return Since(None, FIRST)
    # By a second name: this process may have the published path open.
    before = second_name(published, f"{BESIDE}{os.getpid()}.before")
    try:
        return Since(compare(before, built, STORED))
    except Exception as error:  # also a fault of ours: it is told, and stops nothing
        named = str(error).replace(str(before), "the file that stood before")
        return Since(None, f"What changed cannot be told: {named}")
    finally:
        before.unlink(missing_ok=True)


def _rows(since: Since) -> list[dict[str, Any]]:
    if since.changes is None:
        kind = "first" if since.why == FIRST else "not_told"
        return [_row(kind, 1, since.why)]
    return [
        _row(g.kind, g.n, c.sentence, c.subjects, c.because, essential=c.essential)
        for g in since.changes.groups
        for c in g.changes
    ]


def _row(
    kind: str,
    n_of_kind: int,
    sentence: str,
    subjects: Sequence[str] = (),
    because: Sequence[str] = (),
    *,
    essential: bool = True,
) -> dict[str, Any]:
    return {
        "kind": kind, "n_of_kind": n_of_kind, "essential": essential, "sentence": sentence,
        "subject_ids": json.dumps(subjects, ensure_ascii=False),
        "because_ids": json.dumps(because, ensure_ascii=False),
    }  # fmt: skip


def _store(built: Path, since: Since) -> None:
    rows = [{"rank": rank} | row for rank, row in enumerate(_rows(since), 1)]
    with duckdb.connect(str(built)) as connection:
        connection.begin()
        if since.changes is not None:
            connection.execute(
                "UPDATE build SET previous_build_id = ?", [since.changes.old.build_id]
            )
        if rows:
            listed = ", ".join(f"unnest(?) AS {name}" for name in rows[0])
            columns = [[row[name] for row in rows] for name in rows[0]]
            connection.execute(
                "INSERT INTO change BY NAME "
                f"SELECT build_id, c.* FROM build, (SELECT {listed}) AS c",
                columns,
            )
        connection.commit()
        connection.execute("CHECKPOINT")
