"""What is no difference between two files, and what is none that matters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from warehouse.changes.compare import compare
from warehouse.changes.sides import READ

OTHER_IDS = [
    "UPDATE build SET build_id = 'another', built_at = TIMESTAMP '2030-01-01 00:00:00'",
    "UPDATE conflict SET conflict_id = 'z' || conflict_id",
    "UPDATE conflict_claim SET conflict_id = 'z' || conflict_id",
    *(
        f"UPDATE {table} SET cell_id = 'z' || cell_id"
        for table in ("cell", "claim", "reconciled", "sensitivity")
    ),
    "UPDATE claim SET line = line + 7, recorded_at = TIMESTAMP '2030-01-01 00:00:00'",
]
OTHER_ORDER = [f'CREATE OR REPLACE TABLE "{t}" AS FROM "{t}" ORDER BY rowid DESC' for t in READ]


def test_a_file_and_itself_are_alike(small: Path) -> None:
    found = compare(small, small)
    assert found.groups == ()
    assert not found.essential


def test_other_ids_lines_times_and_order_of_rows_are_no_difference(
    small: Path, altered: Callable[..., Path]
) -> None:
    found = compare(small, altered(*OTHER_IDS, *OTHER_ORDER))
    assert found.groups == ()
    assert found.new.build_id == "another"


def test_notes_second_readings_titles_places_and_code_are_told_and_not_essential(
    small: Path, altered: Callable[..., Path]
) -> None:
    found = compare(
        small,
        altered(
            "UPDATE claim SET note = 'read the table', checked = '2026-01-01', file = 'other.yaml'",
            "UPDATE document SET title = 'A title'",
            "UPDATE source SET name = 'A name'",
            "UPDATE build SET code_version = '9.9.9+0', vocabulary_sha256 = 'f'",
        ),
    )
    assert [(g.kind, g.n) for g in found.groups] == [
        ("claim_revised", 3), ("document_revised", 2), ("source_revised", 2), ("inside", 3),
    ]  # fmt: skip
    assert not found.essential
    assert not any(change.essential for group in found.groups for change in group.changes)


def test_what_matters_is_listed_before_what_does_not(
    small: Path, altered: Callable[..., Path]
) -> None:
    other = altered(
        "UPDATE claim SET note = 'read the table'",
        "UPDATE claim SET says = '41 Nepalis' WHERE claim_id = 'ministry-second/nepalis'",
    )
    (group,) = compare(small, other, most=1).groups
    assert (group.n, group.more) == (3, 2)
    assert group.changes[0].subjects == ("ministry-second/nepalis",)
    assert compare(small, other, most=1).essential
