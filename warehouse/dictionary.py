"""docs/data-dictionary.md, made from the table definitions.

Each table is a heading and each column an anchor, `data-dictionary.md#claim.says`, so that other
pages can point to either. Only what the definitions say stands there; nothing is added by hand.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape

from warehouse.schema import Field, Table, tables

HEAD = """# Data dictionary

Every table of the published warehouse, made from `warehouse/tables/` by `make docs`. Do not edit.
Inside the warehouse the same descriptions are COMMENTs: `SELECT * FROM duckdb_columns()`.

An arrow says that a value is one of the column that it points to, which the gate checks. Tables and
columns are addresses of their own: `#claim` is a table, `#claim.says` a column.
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


def _text(words: str) -> str:
    """Words of a description, so that no table and no HTML begins or ends in them."""
    return escape(words, quote=False).replace("|", "\\|")


def _link(table: str, column: str) -> str:
    return f"[{table}.{column}](#{table}.{column})"


def _of_group(group: str) -> list[Table]:
    return sorted((t for t in tables().values() if t.group == group), key=lambda t: t.name)


def _pointing_at() -> dict[str, list[str]]:
    """Table -> links to the columns of other tables whose values are keys of it."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in sorted(tables().values(), key=lambda t: t.name):
        for key in table.foreign_keys:
            if key.table != table.name:
                found[key.table].append(_link(table.name, key.column))
    return found


def _constraints(table: Table, field: Field) -> str:
    said = []
    if field.name in table.primary_key:
        said.append("key")
    said += [f"→ {_link(k.table, k.target)}" for k in table.foreign_keys if k.column == field.name]
    if field.required:
        said.append("required")
    if "minimum" in field.constraints:
        said.append(f"≥ {field.constraints['minimum']}")
    if "enum" in field.constraints:
        said.append("one of " + ", ".join(f"`{v}`" for v in field.constraints["enum"]))
    return "; ".join(said)


def _column(table: Table, field: Field) -> str:
    name = f'<a id="{table.name}.{field.name}"></a>`{field.name}`'
    what = _text(field.description)
    return f"| {name} | {what} | {field.duckdb_type} | {_constraints(table, field)} |"


def _section(table: Table, pointing: list[str]) -> str:
    lines = [f"### {table.name}", "", _text(table.description), ""]
    lines += ["| column | what | type | constraints |", "|---|---|---|---|"]
    lines += [_column(table, field) for field in table.fields]
    if table.checks:
        lines += ["", "Holds of every row: " + "; ".join(f"`{c}`" for c in table.checks) + "."]
    if pointing:
        lines += ["", "Pointed to by " + ", ".join(pointing) + "."]
    return "\n".join(lines)


def _contents() -> str:
    """The table of tables: each with what stands in it, group by group."""
    lines = ["## Tables", ""]
    for group, title in GROUPS.items():
        lines += [f"**{title}**", "", "| table | what |", "|---|---|"]
        lines += [f"| [{t.name}](#{t.name}) | {_text(t.description)} |" for t in _of_group(group)]
        lines.append("")
    return "\n".join(lines)


def dictionary() -> str:
    """The data dictionary as Markdown."""
    pointing = _pointing_at()
    parts = [HEAD, _contents()]
    for group, title in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_section(t, pointing.get(t.name, [])) + "\n" for t in _of_group(group)]
    return "\n".join(parts)
