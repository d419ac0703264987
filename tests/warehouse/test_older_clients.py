"""The published file is read by clients older than the DuckDB that wrote it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.engines import program
from warehouse.fill import STORAGE
from warehouse.reading import reader


def test_the_file_has_a_form_that_older_clients_read(built_once: Path) -> None:
    with reader(built_once / "out" / "muster.duckdb") as connection:
        ((tags,),) = connection.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name = 'muster'"
        ).fetchall()
    # The publisher opens the file three times more: no later opening may lift its form.
    assert tags == {"storage_version": f"{STORAGE}+"}


def test_an_older_command_line_reads_tables_and_macros(built_once: Path) -> None:
    path = built_once / "out" / "muster.duckdb"
    ask = (
        "SELECT version() AS version, (SELECT count(*) FROM claim) AS claims, "
        "(SELECT count(*) FROM known_on(DATE '9999-01-01')) AS known, "
        "(SELECT count(*) FROM explain_claim((SELECT min(claim_id) FROM claim))) > 0 AS explained"
    )
    done = subprocess.run(
        [program("duckdb"), "-readonly", "-json", str(path), ask],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (told,) = json.loads(done.stdout)
    assert told["version"].split(".")[0] in {"v1", "v2"}
    assert told["claims"] == told["known"] > 0
    assert told["explained"]
