"""README.md of an export: what its files are, and what to mind when reading them."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.export.about import About

WHAT = {
    "datapackage": "- `datapackage.json`: a Frictionless Data Package (v2). Each table is a "
    "resource in CSV (`claim`) and one in Parquet (`claim-parquet`); both have the schema in "
    "`schemas/`, with descriptions, keys, foreign keys and constraints.",
    "croissant": "- `croissant.json`: the same files as a schema.org Dataset, in Croissant 1.0.",
    "prov": "- `prov.jsonld`: where each figure comes from, in PROV-O as JSON-LD: claim, document, "
    "snapshot, words and offsets, who asserts it, what it retells, what follows from it.",
    "postgres": "- `muster.sql`: every table for a PostgreSQL server (12 or later, a database in "
    "UTF-8), with keys, checks and comments: `psql -f muster.sql` fills the schema `muster` in one "
    "transaction and replaces the one before; `-v reader=ROLE` lets a role read it.",
}
TABLES = """
Null and empty text: in CSV, nothing at all is null, and `""` is an empty text. For readers that do
not tell these apart, each column says in `schemas/` how null is written in it (`missingValues`).
Times are UTC. Integers have all of their digits.

The files hold what the catalog holds, character by character. A text that begins with `=`, `+`, `-`
or `@` is taken for a formula by spreadsheets: import such columns as text.
"""


def readme(about: About, formats: Sequence[str]) -> str:
    """The text, for the formats that were written."""
    build = about.build
    lines = [
        f"# {about.title}",
        "",
        about.description,
        "",
        f"Build `{build.build_id}` of {about.created}, Muster {build.code_version}, catalog "
        f"`{build.catalog_sha256[:12]}`. `export.json` lists every file with its size and SHA-256.",
        "",
        *(WHAT[name] for name in formats),
    ]
    if writes_tables(formats):
        lines += TABLES.rstrip("\n").split("\n")
    if about.licence:
        where = f", {about.licence.path}" if about.licence.path else ""
        lines += [
            "",
            f"Licence of the catalog: {about.licence.title or about.licence.name}{where}. The "
            "short phrases under `says` are quoted from the documents named beside them and belong "
            "to their authors.",
        ]
    return "\n".join(lines) + "\n"


def writes_tables(formats: Sequence[str]) -> bool:
    """Whether one of the formats describes the files of the tables."""
    return "datapackage" in formats or "croissant" in formats
