"""Writes docs/data-dictionary.md from the table definitions: `python -m warehouse.dictionary`."""

from __future__ import annotations

from pathlib import Path

from warehouse.schema import Field, Table, tables

TARGET = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
HEAD = """# Data dictionary

Every table of the published warehouse, made from `warehouse/tables/` by `make docs`. Do not edit.
Inside the warehouse the same descriptions are COMMENTs: `SELECT * FROM duckdb_columns()`.
"""
GROUPS = {
    "sources": "Who speaks, and the vocabulary",
    "claims": "What is said",
    "archive": "The pages that carry it, and where the words stand in them",
    "comparisons": "What can be compared, and what cannot stand side by side",
    "inferences": "What cannot all be true, and what follows from the rest",
    "reconciliations": "What each method would conclude",
    "publication": "How this file came about",
}


def _constraints(table: Table, field: Field) -> str:
    said = []
    if field.name in table.primary_key:
        said.append("key")
    said += [f"→ {k.table}.{k.target}" for k in table.foreign_keys if k.column == field.name]
    if field.required:
        said.append("required")
    if "minimum" in field.constraints:
        said.append(f"≥ {field.constraints['minimum']}")
    if "enum" in field.constraints:
        said.append("one of " + ", ".join(f"`{v}`" for v in field.constraints["enum"]))
    return "; ".join(said)


def _section(table: Table) -> str:
    lines = [f"### {table.name}", "", table.description, ""]
    lines += ["| column | type | what | constraints |", "|---|---|---|---|"]
    lines += [
        f"| {f.name} | {f.duckdb_type} | {f.description} | {_constraints(table, f)} |"
        for f in table.fields
    ]
    if table.checks:
        lines += ["", "Holds of every row: " + "; ".join(f"`{c}`" for c in table.checks) + "."]
    return "\n".join(lines)


def dictionary() -> str:
    """The data dictionary as Markdown."""
    parts = [HEAD]
    for group, title in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_section(t) + "\n" for t in sorted(tables().values(), key=lambda t: t.name)
                  if t.group == group]  # fmt: skip
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(dictionary(), encoding="utf-8")
