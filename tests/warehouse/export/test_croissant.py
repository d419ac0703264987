"""The Croissant description is valid by the library of those who made it, and its records load."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import mlcroissant
import pandas as pd
import pytest
from absl import logging as library_log

from warehouse.schema import tables

# The library logs to what stderr was when it was imported, which here is a file of pytest's; a run
# of Dagster later shuts all logs down, and would close that file.
library_log.get_absl_handler().python_handler.setStream(sys.__stderr__)


@pytest.fixture(scope="module")
def dataset(exported: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=exported / "croissant.json")


def test_it_is_valid(dataset: mlcroissant.Dataset) -> None:
    issues = dataset.metadata.ctx.issues
    assert not issues.errors
    assert not issues.warnings
    assert {r.name for r in dataset.metadata.record_sets} == set(tables())


@pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning")  # of the library
def test_the_records_of_claims_are_those_of_the_warehouse(
    dataset: mlcroissant.Dataset, published: duckdb.DuckDBPyConnection
) -> None:
    columns = ("claim_id", "document_id", "says", "low", "high", "hedged", "excluding", "link")
    expected = published.execute(
        f"SELECT {', '.join(columns)} FROM claim ORDER BY claim_id"
    ).fetchall()
    found = [tuple(_plain(r[f"claim/{c}"]) for c in columns) for r in dataset.records("claim")]
    assert sorted(found) == expected


def _plain(value: Any) -> Any:
    """A value as the warehouse has it: the library hands out texts as bytes, nulls as NaN."""
    if isinstance(value, bytes):
        return value.decode()
    return None if pd.isna(value) else value


def test_it_is_a_dataset_of_schema_org_with_every_file_and_its_hash(exported: Path) -> None:
    told = json.loads((exported / "croissant.json").read_text("utf-8"))
    listed = json.loads((exported / "export.json").read_text("utf-8"))["files"]
    assert told["@type"] == "sc:Dataset"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    files = {f["contentUrl"]: f["sha256"] for f in told["distribution"]}
    assert files == {p: f["sha256"] for p, f in listed.items() if p.startswith("data/")}


def test_keys_and_references_are_those_of_the_tables(exported: Path) -> None:
    told = json.loads((exported / "croissant.json").read_text("utf-8"))
    for record_set in told["recordSet"]:
        table = tables()[record_set["name"]]
        assert [k["@id"] for k in record_set["key"]] == [
            f"{table.name}/{column}" for column in table.primary_key
        ]
        pointed = {f["name"] for f in record_set["field"] if "references" in f}
        assert pointed == {k.column for k in table.foreign_keys}
