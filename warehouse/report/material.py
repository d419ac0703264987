"""What every page draws on, asked of the warehouse once: claims as they are told, their sentences,
cells, names, and what the build says of itself.

What only one page needs is asked for by that page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from warehouse.answers.bounds import wanted
from warehouse.answers.ids import BoundId
from warehouse.answers.moved import Moved, moves
from warehouse.answers.reconciled import reconciled
from warehouse.answers.side_by_side import Side
from warehouse.answers.told import Told, rows
from warehouse.answers.told import claims as told
from warehouse.answers.tree.grove import Grove
from warehouse.citations import languages, sentences
from warehouse.compare import Question
from warehouse.export.about import Licence
from warehouse.report import place
from warehouse.report.when import counted

BUILD = """
SELECT build_id, built_at, catalog_sha256, archive_sha256, code_version, previous_build_id
FROM build
"""
CLAIMS = """
SELECT c.*, o.root_claim_id, o.hops, o.root_source_id, o.witness_source_id, d.language
FROM claim AS c
JOIN origin AS o ON o.claim_id = c.claim_id
JOIN document AS d ON d.document_id = c.document_id
ORDER BY c.as_of_last, c.claim_id
"""
_ID = re.compile(r"[a-z]+(?:_[a-z]+)+")
# Of all countries together; in a catalog that knows several such, that of most figures.
EVERYONE = """
SELECT p.id
FROM population AS p LEFT JOIN claim AS c ON c.population = p.id
WHERE p.kind = 'all_countries'
GROUP BY p.id
ORDER BY count(c.claim_id) DESC, p.id
LIMIT 1
"""


@dataclass(frozen=True)
class Material:
    """The open warehouse, and what is known of every claim; everything is read when it is first
    asked for, and kept. `licence` is that of the catalog, None where it is not known: the warehouse
    does not hold it."""

    connection: duckdb.DuckDBPyConnection
    licence: Licence | None = None
    _names: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def build(self) -> dict[str, Any]:
        """The build that made the warehouse."""
        return self.rows(BUILD)[0]

    @cached_property
    def claims(self) -> dict[str, dict[str, Any]]:
        """Every row of `claim` by its id, with its root (`root_claim_id`, `hops`,
        `root_source_id`, `witness_source_id`) and the language of its words; in the order of time.
        """
        return {row["claim_id"]: row for row in self.rows(CLAIMS)}

    @cached_property
    def everyone(self) -> str:
        """Whom the question is about: everybody, as the vocabulary of the catalog has it."""
        found = self.connection.execute(EVERYONE).fetchone()
        return found[0] if found else place.EVERYONE

    @cached_property
    def told(self) -> dict[str, Told]:
        """Every claim as screens tell it, by its id."""
        return told(self.connection, self.claims)

    @cached_property
    def counts(self) -> dict[str, str]:
        """What each claim counts, its dates in words, by its id."""
        return {i: counted(told.counts, self.claims[i]) for i, told in self.told.items()}

    @cached_property
    def cited(self) -> dict[str, dict[str, str]]:
        """The sentence that cites a claim, by language and claim id."""
        return {language: sentences(self.connection, language) for language in languages()}

    @cached_property
    def grove(self) -> Grove:
        """What trees of reasons share: it knows every claim."""
        grove = Grove.whole(self.connection)
        grove.kept["cells"] = dict(self.sides)
        return grove

    @cached_property
    def sides(self) -> dict[str, Side]:
        """Every cell by its id, with the answers of all rules; those whose answer the method
        decides first, those that are compared with nothing last."""
        found = reconciled(self.connection, Question(), every=True)
        return {side.cell_id: side for side in sorted(found, key=lambda s: s.as_of is None)}

    @cached_property
    def moves(self) -> dict[tuple[str, str], tuple[Moved, ...]]:
        """How the bounds moved, by measure and population; not of those of which nothing follows
        on any day."""
        return moves(self.connection)

    @cached_property
    def bounds(self) -> dict[tuple[str, str], BoundId]:
        """The bounds that have a page, by measure and population: a link to any other leads
        nowhere."""
        return wanted(self.connection)

    @cached_property
    def methods(self) -> dict[str, str]:
        """The name of each method by the id of its rule."""
        return dict(self.connection.execute("SELECT rule, name FROM rule ORDER BY rule").fetchall())

    def called(self, sentence: str) -> str:
        """A sentence on methods, which calls them by their ids, with their names instead."""
        return _ID.sub(lambda id_: _quoted(self.methods, id_[0]), sentence)

    def rows(self, query: str, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """What a query gives, each row by the names of its columns."""
        return rows(self.connection, query, given)

    def name(self, table: str, id_: str) -> str:
        """The name of a measure, population, channel (by `id`) or of a source; the id where it has
        none."""
        if table not in self._names:
            key = "source_id" if table == "source" else "id"
            found = self.connection.execute(f'SELECT {key}, name FROM "{table}"').fetchall()
            self._names[table] = dict(found)
        return self._names[table].get(id_, id_)


def _quoted(names: dict[str, str], id_: str) -> str:
    return f"“{names[id_]}”" if id_ in names else id_
