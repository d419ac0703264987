"""The registry of sources (sources.yaml), loaded strictly."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sources import countries
from sources.entries import Entry, entries
from sources.files import YAML_LIMIT, Refused, decoded, read_bytes
from sources.nearest import Suggestions
from sources.problems import Problem, explained, quoted
from sources.yaml_nodes import Mapping, Sequence, Text, parse

if TYPE_CHECKING:
    import pandas as pd

FILE = "sources.yaml"


@dataclass
class Registry:
    """The right sources by id; the ids of the refused ones; what was wrong."""

    sources: dict[str, Entry] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    suggestions: Suggestions = field(default_factory=Suggestions)

    def frames(self) -> "dict[str, pd.DataFrame]":
        """source and rejected."""
        from sources.frames import REJECTED, SOURCE, from_rows

        rows = [
            (
                row.id, row.text["name"], row.text["kind"], row.text["country"],
                row.text["party"] or "none", row.text["homepage"], FILE, row.line,
            )
            for row in self.sources.values()
        ]  # fmt: skip
        return {"source": from_rows(rows, SOURCE), "rejected": from_rows(self.problems, REJECTED)}


def read_registry(catalog: Path) -> Registry:
    """The sources of a catalog; its errors are in `.problems`."""
    found = Registry()
    catalog = Path(catalog)
    try:
        tree = parse(decoded(read_bytes(catalog, catalog / FILE, FILE, YAML_LIMIT), FILE), FILE)
    except Refused as refused:
        found.problems.append(refused.problem)
        return found
    rows = entries(
        tree,
        FILE,
        found.problems,
        found.suggestions,
        texts={
            "id": True, "name": True, "kind": True, "country": False, "party": True,
            "homepage": False,
        },
        pattern=r"[a-z0-9~]+(-[a-z0-9~]+)*",
    )  # fmt: skip
    found.sources = {row.id: row for row in rows if _right(row, found)}
    if isinstance(tree, Sequence):
        for node in tree.items:
            name = node.items.get("id") if isinstance(node, Mapping) else None
            if name and isinstance(name[1], Text) and name[1].value not in (None, *found.sources):
                found.refused[str(name[1].value)] = node.line
    return found


def _right(row: Entry, found: Registry) -> bool:
    before = len(found.problems)
    country, homepage = row.text["country"], row.text["homepage"]
    if country is not None and country not in countries.codes():
        guess = found.suggestions.ask(
            "country", country, sorted(countries.codes()), countries.aliases()
        )
        message = explained(
            f"unknown country {quoted(country)}", "an ISO 3166-1 alpha-3 code or null", guess
        )
        found.problems.append(
            Problem(FILE, row.at("country"), "country", "unknown-id", country, message)
        )
    if homepage is not None and not homepage.startswith(("http://", "https://")):
        message = f"{quoted(homepage)} is no web address; expected http:// or https://"
        found.problems.append(
            Problem(FILE, row.at("homepage"), "homepage", "bad-url", homepage, message)
        )
    return len(found.problems) == before
