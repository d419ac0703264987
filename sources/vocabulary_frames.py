"""The vocabulary as frames: what the warehouse's lattice tables are made of."""

from typing import TYPE_CHECKING

import pandas as pd

from sources import countries, dates
from sources.frames import BOOL, DATE, INT, TEXT, from_rows
from sources.vocabulary_terms import size

if TYPE_CHECKING:
    from sources.vocabulary import Vocabulary
    from sources.vocabulary_terms import Terms


def frames(vocabulary: "Vocabulary") -> dict[str, pd.DataFrame]:
    """measure, measure_parent, measure_disjoint, population, population_member, channel, side,
    evidence, unit."""
    measures = vocabulary.measures.values()
    beginning = dates.span(vocabulary.beginning).first
    return {
        "measure": from_rows(
            [
                (row.id, row.text["name"], row.text["kind"], row.text["what"] or "", beginning)
                for row in measures
            ],
            {"measure_id": TEXT, "name": TEXT, "kind": TEXT, "what": TEXT, "beginning": DATE},
        ),
        "measure_parent": from_rows(
            [
                (row.id, parent)
                for row in measures
                for parent in sorted(set(row.lists["subset_of"]))
            ],
            {"measure_id": TEXT, "parent_id": TEXT},
        ),
        "measure_disjoint": from_rows(
            sorted(set(vocabulary.disjoint)), {"measure_a": TEXT, "measure_b": TEXT}
        ),
        "population": _population(vocabulary),
        "population_member": _members(vocabulary),
        "channel": from_rows(
            [
                (row.id, row.text["name"], row.text["inside"], row.text["what"] or "")
                for row in vocabulary.channels.values()
            ],
            {"channel_id": TEXT, "name": TEXT, "inside": TEXT, "what": TEXT},
        ),
        **_terms(vocabulary.terms),
    }


def _terms(terms: "Terms") -> dict[str, pd.DataFrame]:
    sides, evidence, units = terms.sides, terms.evidence, terms.units
    return {
        "side": from_rows(
            [
                (row.id, row.bools["compared"], row.id == terms.side, row.text["what"] or "")
                for row in sides.values()
            ],
            {"side_id": TEXT, "compared": BOOL, "assumed": BOOL, "what": TEXT},
        ),
        "evidence": from_rows(
            [
                (row.id, row.bools["floor"], row.id == terms.known_how, row.text["what"] or "")
                for row in evidence.values()
            ],
            {"evidence_id": TEXT, "floor": BOOL, "assumed": BOOL, "what": TEXT},
        ),
        "unit": from_rows(
            [
                (
                    row.id, not row.bools["no_count"], row.id == terms.unit,
                    row.bools["countries"], size(row, "most"), size(row, "most_of_one_country"),
                    row.text["what"] or "",
                )
                for row in units.values()
            ],
            {
                "unit_id": TEXT, "is_count": BOOL, "inferred": BOOL, "of_countries": BOOL,
                "most": INT, "most_of_one_country": INT, "what": TEXT,
            },
        ),
    }  # fmt: skip


def _population(vocabulary: "Vocabulary") -> pd.DataFrame:
    names = countries.names()
    rows: list[tuple[str, str | None, str, str | None, bool, str]] = [
        (code, names[code], "country", None, True, "") for code in sorted(names)
    ]
    rows += [
        (area, name, "area", parent or None, True, "")
        for area, (name, parent, _) in vocabulary.areas.items()
    ]
    for row in vocabulary.groups.values():
        every = row.text["countries"] == "all"
        kind = "all_countries" if every else "group"
        complete = every or row.bools["complete"]
        what = row.text["what"] or ""
        rows.append((row.id, row.text["name"], kind, row.text["inside"], complete, what))
    return from_rows(
        rows,
        {
            "population_id": TEXT, "name": TEXT, "kind": TEXT, "inside": TEXT, "complete": BOOL,
            "what": TEXT,
        },
    )  # fmt: skip


def _members(vocabulary: "Vocabulary") -> pd.DataFrame:
    rows = [(code, code) for code in sorted(countries.codes())]
    rows += [
        (area, member) for area, (_, _, members) in vocabulary.areas.items() for member in members
    ]
    rows += [
        (name, member)
        for name in vocabulary.groups
        for member in sorted(expanded(vocabulary, name))
    ]
    return from_rows(rows, {"population_id": TEXT, "member_id": TEXT})


def expanded(vocabulary: "Vocabulary", name: str) -> set[str]:
    """The country codes that a population is known to hold; members of members are expanded."""
    if name in countries.codes():
        return {name}
    if name in vocabulary.areas:
        return set(vocabulary.areas[name][2])
    row = vocabulary.groups[name]
    found = set(countries.codes()) if row.text["countries"] == "all" else set()
    for member in row.lists["members"]:
        found |= expanded(vocabulary, member)
    return found - set(row.lists["except"])
