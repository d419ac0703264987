"""Two published files compared: everything that changed from one to the other."""

from __future__ import annotations

from pathlib import Path

from warehouse.changes import bounds, cells, claims, conflicts, countries, fates, inside, others
from warehouse.changes.change import Changes, grouped
from warehouse.changes.sides import sides


def compare(old: Path, new: Path, most: int | None = None) -> Changes:
    """What changed from the file `old` to the file `new`.

    Of each kind the first `most` changes are put into words, by default all; how many there are is
    always told. Ids of builds, conflicts and cells, the order of rows and the places of records
    make no difference by themselves.

    Raises `Unreadable` where a file is missing, damaged or of another layout.
    """
    with sides(old, new) as both:
        made = both.made("old"), both.made("new")
        fates.note(both)
        found = [
            *claims.claims(both, most),
            *conflicts.conflicts(both, most),
            *bounds.bounds(both, most),
            *cells.cells(both, most),
            *countries.countries(both, most),
            *others.others(both, most),
            *inside.refused(both, most),
            *inside.inside(both, *made),
        ]
    return Changes(*made, grouped(found))
