"""The table definitions, the models and the docs made from them hold together."""

from __future__ import annotations

import pytest

from warehouse.model import column_lineage, models
from warehouse.schema import frames_of_the_catalog, tables

MADE_AT_PUBLICATION = {"build", "change", "check_result", "content"}


def test_every_table_has_a_model_and_every_model_a_table() -> None:
    assert set(tables()) - MADE_AT_PUBLICATION == set(models())


def test_tables_come_after_the_tables_that_they_refer_to() -> None:
    seen: set[str] = set()
    for table in tables().values():
        assert {k.table for k in table.foreign_keys} <= seen | {table.name}
        seen.add(table.name)


def test_foreign_keys_point_to_whole_primary_keys() -> None:
    for table in tables().values():
        for key in table.foreign_keys:
            assert tables()[key.table].primary_key == (key.target,)


@pytest.mark.parametrize("name", sorted(models()))
def test_models_read_only_tables_and_what_the_catalog_hands_over(name: str) -> None:
    frames = {f"{a}.{f}" for a, fs in frames_of_the_catalog().items() for f in fs}
    frames.add("recorded")
    assert set(models()[name].inputs) <= frames | set(models())


@pytest.mark.parametrize("name", sorted(models()))
def test_every_column_is_traced_to_columns_that_exist(name: str) -> None:
    known = {f"{a}.{f}": set(c) for a, fs in frames_of_the_catalog().items() for f, c in fs.items()}
    known["recorded"] = known.pop("recorded.recorded")
    known |= {t.name: set(t.columns) for t in tables().values()}
    traced = column_lineage(name)
    assert set(traced) == set(tables()[name].columns)
    for origins in traced.values():
        assert all(column in known[table] for table, column in origins)


def test_the_reading_of_a_claim_is_traced_to_the_catalog_and_into_the_comparison() -> None:
    assert column_lineage("claim")["true_high"] == (
        ("catalog.claim", "high"),
        ("vocabulary.evidence", "floor"),
    )
    assert ("claim", "true_low") in column_lineage("comparison")["gap"]
    assert ("claim", "says") in column_lineage("comparison")["because"]
