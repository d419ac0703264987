"""What every format says of the whole: its title, its version, the build, the licence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.answers.told import rows

NAME = "muster"
TITLE = "Muster: conflicting published figures, with the words that carry them"
WHAT = """{claims:,} figures in {documents:,} documents, asserted by {claimants:,} sources: who says
 what, in which words, about whom exactly, as of when and on whose authority; which figures can be
 compared at all, where they cannot all be true, and what follows if they are. Muster does not
 decide who is right."""
COUNTS = """
SELECT
    (SELECT count(*) FROM claim) AS claims,
    (SELECT count(*) FROM document) AS documents,
    (SELECT count(DISTINCT claimant_id) FROM claim) AS claimants
"""
# What the figures count, from the commonest on.
MEASURES = """
SELECT m.name FROM claim AS c JOIN measure AS m ON m.id = c.measure AND m.kind <> 'none'
GROUP BY m.name ORDER BY count(*) DESC, m.name
"""
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
KEYWORDS = ("conflicting figures", "provenance", "claims")


@dataclass(frozen=True)
class Licence:
    """The licence of a catalog: its SPDX id and, where we know them, its title and address."""

    name: str
    title: str | None = None
    path: str | None = None


CC_BY = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by/4.0/",
)


def licence_of(name: str) -> Licence | None:
    """The licence that a name stands for; `none` is no licence. Raises `ValueError` where it
    cannot be an SPDX id."""
    if not _SPDX.fullmatch(name):
        raise ValueError(
            f"{name!r} is no SPDX id, such as {CC_BY.name}; none stands for no licence"
        )
    if name.casefold() == "none":
        return None
    return CC_BY if name == CC_BY.name else Licence(name)


@dataclass(frozen=True)
class Build:
    """The build that made the published file: the row of the table `build`."""

    build_id: str
    built_at: datetime
    catalog_sha256: str
    archive_sha256: str
    versions: str
    code_version: str
    vocabulary_sha256: str
    previous_build_id: str | None


@dataclass(frozen=True)
class About:
    """What is said of the whole; `version` is semantic: the day of the build, plus its id."""

    title: str
    description: str
    keywords: tuple[str, ...]
    version: str
    created: str
    build: Build
    licence: Licence | None

    @property
    def told_of_build(self) -> dict[str, object]:
        """The build as JSON has it."""
        told: dict[str, object] = {**vars(self.build), "built_at": self.created}
        return told | {"versions": json.loads(self.build.versions)}


def utc(moment: datetime) -> str:
    """A moment of the warehouse, which is UTC without saying so, in ISO 8601 with a Z."""
    return moment.isoformat() + "Z"


def about(connection: duckdb.DuckDBPyConnection, licence: Licence | None) -> About:
    """Read it from an open published file."""
    (found,) = rows(connection, "SELECT * FROM build")
    build = Build(**{name: found[name] for name in Build.__dataclass_fields__})
    (counts,) = rows(connection, COUNTS)
    measures = tuple(row["name"] for row in rows(connection, MEASURES))
    day = build.built_at
    build_id = re.sub(r"[^0-9A-Za-z-]", "-", build.build_id)
    return About(
        title=TITLE,
        description=WHAT.replace("\n", "").format(**counts),
        keywords=(*KEYWORDS, *measures),
        version=f"{day.year}.{day.month}.{day.day}+{build_id}",
        created=utc(build.built_at),
        build=build,
        licence=licence,
    )
