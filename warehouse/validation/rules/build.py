"""Short ways to write a check down. The checks themselves stand in the modules beside."""

from __future__ import annotations

from warehouse.validation.check import Check


def error(name: str, table: str, told: str, query: str, *reads: str) -> Check:
    """A check of what our own steps must ensure: if it fails, the old file stays."""
    return Check(name, table, "error", told, query, reads)


def warning(name: str, table: str, told: str, query: str, *reads: str) -> Check:
    """A check of what a catalog may say and is worth a second look: it never stops a build."""
    return Check(name, table, "warning", told, query, reads)
