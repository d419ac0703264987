"""Sentences that cite a claim."""

from __future__ import annotations

import duckdb

from warehouse.answers.told import claims

LANGUAGES = ("en",)


def sentences(connection: duckdb.DuckDBPyConnection, language: str) -> dict[str, str]:
    """The sentence that cites each claim."""
    ids = [i for (i,) in connection.execute("SELECT claim_id FROM claim").fetchall()]
    return {i: f"“{t.says}” ({t.source}: {t.counts})" for i, t in claims(connection, ids).items()}
