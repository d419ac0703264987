"""Measures, populations, channels and terms: loaded strictly, as frames and as fast look-ups.

The files are found in the catalog, and file by file in the built-in one where the catalog has none.
"""

import csv
from collections.abc import Sequence as Sequenced
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sources import countries
from sources.entries import Entry, entries
from sources.files import BUILT_IN, YAML_LIMIT, Refused, decoded, read_bytes
from sources.nearest import Suggestions
from sources.problems import Problem, quoted
from sources.vocabulary_measures import read_measures
from sources.vocabulary_references import acyclic, known
from sources.vocabulary_terms import FILE as TERMS
from sources.vocabulary_terms import Terms, read_terms
from sources.yaml_nodes import Node, Sequence, parse

if TYPE_CHECKING:
    import pandas as pd

AREAS = Path(__file__).parent / "m49.csv"


@dataclass
class Vocabulary:
    """Every valid id, with what the frames need."""

    beginning: str = "2022-02-24"
    measures: dict[str, Entry] = field(default_factory=dict)
    disjoint: list[tuple[str, str]] = field(default_factory=list)
    groups: dict[str, Entry] = field(default_factory=dict)
    areas: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)
    channels: dict[str, Entry] = field(default_factory=dict)
    whole_channel: str | None = None
    """The channel of a claim that names none: the first that lies inside no other."""
    terms: Terms = field(default_factory=Terms)
    problems: list[Problem] = field(default_factory=list)
    suggestions: Suggestions = field(default_factory=Suggestions)

    def measure_kind(self, measure: str) -> str:
        """cumulative, stock or none."""
        return str(self.measures[measure].text["kind"])

    def is_population(self, name: str) -> bool:
        """Whether a claim may count this population."""
        return name in countries.codes() or name in self.groups or name in self.areas

    def populations(self) -> list[str]:
        """Every valid population id."""
        return [*sorted(countries.codes()), *self.groups, *self.areas]

    def frames(self) -> "dict[str, pd.DataFrame]":
        """measure, measure_parent, measure_disjoint, population, population_member, channel, side,
        evidence, unit."""
        from sources.vocabulary_frames import frames

        return frames(self)


def read_vocabulary(catalog: Path | None = None) -> Vocabulary:
    """The vocabulary of a catalog (default: the built-in one); its errors are in `.problems`."""
    root = BUILT_IN if catalog is None else Path(catalog)
    found = Vocabulary(areas=_areas())
    name, tree = _tree(found, root, "measures.yaml")
    if tree is not None:
        read_measures(found, name, tree)
    _populations(found, root)
    _channels(found, root)
    _terms(found, root)
    return found


def _areas() -> dict[str, tuple[str, str, list[str]]]:
    with AREAS.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return {
            f"m49:{row['area']}": (
                row["name"],
                f"m49:{row['parent']}" if row["parent"] else "",
                row["members"].split(),
            )
            for row in rows
        }


def _tree(found: Vocabulary, root: Path, file: str) -> tuple[str, Node | None]:
    name = f"vocabulary/{file}"
    path = root / "vocabulary" / file
    if not path.exists() and not path.is_symlink():
        root = BUILT_IN
        path = root / "vocabulary" / file
    try:
        return name, parse(decoded(read_bytes(root, path, name, YAML_LIMIT), name), name)
    except Refused as refused:
        found.problems.append(refused.problem)
        return name, None


def _populations(found: Vocabulary, root: Path) -> None:
    name, tree = _tree(found, root, "populations.yaml")
    if tree is None:
        return
    rows = entries(
        tree,
        name,
        found.problems,
        found.suggestions,
        texts={"id": True, "name": True, "inside": False, "countries": False, "what": False},
        lists=("members", "except"),
        bools=("complete",),
    )
    for row in rows:
        if row.id in countries.codes() or row.id.startswith("m49:"):
            message = f"{quoted(row.id)} is built in; expected an id of your own"
            found.problems.append(Problem(name, row.line, "id", "duplicate-id", row.id, message))
        elif row.text["countries"] not in (None, "all"):
            value = row.text["countries"] or ""
            message = f"unknown value {quoted(value)}; expected all"
            at = row.at("countries")
            found.problems.append(Problem(name, at, "countries", "unknown-id", value, message))
        else:
            found.groups[row.id] = row
    ids = found.populations()
    for row in list(found.groups.values()):
        inside = row.text["inside"]
        inside = None if inside == "none" else inside
        row.text["inside"] = inside
        row.text["inside"] = (_known(found, name, row, "inside", [inside], ids) or (None,))[0]
        _known(found, name, row, "members", row.lists["members"], ids)
        _known(found, name, row, "except", row.lists["except"], sorted(countries.codes()))
    acyclic(name, found.groups, "members", found.problems)
    acyclic(name, found.groups, "inside", found.problems)


def _channels(found: Vocabulary, root: Path) -> None:
    name, tree = _tree(found, root, "channels.yaml")
    if tree is None:
        return
    texts = {"id": True, "name": True, "inside": False, "what": False}
    rows = entries(tree, name, found.problems, found.suggestions, texts=texts)
    found.channels = {row.id: row for row in rows}
    found.whole_channel = _whole(tree, rows)
    if found.whole_channel is None and not any(p.file == name for p in found.problems):
        message = "no channel that lies inside no other; expected the one of claims that name none"
        found.problems.append(Problem(name, tree.line, "inside", "missing-key", "", message))
    for row in rows:
        wanted = [row.text["inside"]]
        row.text["inside"] = (
            _known(found, name, row, "inside", wanted, list(found.channels)) or (None,)
        )[0]
    acyclic(name, found.channels, "inside", found.problems)


def _whole(tree: Node, rows: list[Entry]) -> str | None:
    """The first entry that names no channel that it lies inside; none where an entry before it was
    refused, for that may have been the one that is meant."""
    first = next((row for row in rows if row.text["inside"] is None), None)
    if first is None or not isinstance(tree, Sequence):
        return None
    right = {row.line for row in rows}
    before = [node.line for node in tree.items if node.line < first.line]
    return first.id if right.issuperset(before) else None


def _terms(found: Vocabulary, root: Path) -> None:
    _, tree = _tree(found, root, Path(TERMS).name)
    if tree is not None:
        found.terms = read_terms(tree, found.problems, found.suggestions)


def _known(
    found: Vocabulary, name: str, row: Entry, key: str, values: Sequenced[str | None],
    ids: list[str],
) -> list[str]:  # fmt: skip
    names = countries.aliases() if "CUB" in ids else None
    return known(name, row, key, values, ids, found.problems, found.suggestions, names)
