"""Names that want to be more than names: paths, SQL, variables of the environment."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipelines import instance
from pipelines.cli import main
from sources import load
from sources.checking import Fault
from sources.values import kebab, reference
from warehouse.engine import identifier, quoted

SMALL = Path(__file__).parents[1] / "pipelines" / "catalog"
NAMES = [
    "../../x", "/etc/passwd", "a/../b", "a\0b", "a\nb", "a b", 'a"b', "a'b", "a;b", "a\\b", "",
    ".", "..", "$HOME", "%2e%2e", "A", "a\u202eb", "c:x", "-rf", "a" * 5_000 + "/",
]  # fmt: skip


def muster(out: Path, *arguments: str) -> Result:
    where = ["--out", str(out)]
    return CliRunner().invoke(main, [*arguments, *where])


@pytest.mark.parametrize("name", NAMES)
def test_no_path_and_no_sql_is_an_id(name: str) -> None:
    for check in (kebab, reference):
        with pytest.raises(Fault):
            check(name)


@pytest.mark.parametrize("command", ["archive", "stub", "fetch"])
@pytest.mark.parametrize("name", ["../../escaped", "{folder}/escaped", "a'b", "a\x1b[31m"])
def test_a_document_id_leads_nowhere_outside(tmp_path: Path, command: str, name: str) -> None:
    name = name.replace("{folder}", str(tmp_path))  # an absolute path, where it would be seen
    page = tmp_path / "page.html"
    page.write_text("<p>90 Nepalis</p>")
    before = sorted(path for path in tmp_path.rglob("*"))
    asked = {
        "archive": ["archive", str(page), "--document", name, "--url", "https://example.org/new"],
        "stub": ["stub", name],
        "fetch": ["fetch", name],
    }[command]
    told = muster(tmp_path / "out", *asked, "--catalog", str(SMALL))
    assert told.exit_code in (1, 2)
    assert "\x1b" not in told.output
    made = [path for path in sorted(tmp_path.rglob("*")) if path not in before]
    assert all(path.is_relative_to(tmp_path / "out") for path in made)


@pytest.mark.parametrize("table", ["../outside.csv", "/etc/passwd", "..\\x.csv", "a.csv/../x.csv"])
def test_a_table_outside_its_folder_is_not_read(tmp_path: Path, table: str) -> None:
    (tmp_path / "outside.csv").write_text("id,says\nx,90 people\n")
    catalog = tmp_path / "catalog"
    (catalog / "made_up").mkdir(parents=True)
    (catalog / "sources.yaml").write_text((SMALL / "sources.yaml").read_text())
    text = (SMALL / "gazette" / "first.yaml").read_text()
    (catalog / "made_up" / "a.yaml").write_text(f"table: '{table}'\n{text}")
    frames, problems = load.check(catalog)
    assert [(p.key, p.rule) for p in problems] == [("table", "bad-value")]
    assert len(frames["claim"]) == 2


@pytest.mark.parametrize("name", ['a"b', "a'b", "a b", "a;b", "x\u202e", "main.claim"])
def test_a_folder_with_another_name_is_no_collection(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert load.collections(tmp_path) == []


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_a_literal_and_an_identifier_mean_what_they_were_made_from(name: str) -> None:
    with duckdb.connect() as connection:
        sql = f"SELECT {quoted(name)} AS {identifier(name or 'x')}"
        found = connection.execute(sql)
        assert found.description is not None
        assert found.description[0][0] == (name or "x")
        assert found.fetchall() == [(name,)]


@pytest.mark.parametrize(
    "asked",
    [
        ["explain", "a'b/c"], ["explain", "recruited/a'b/2025-01-31"], ["explain", "../../x"],
        ["sources", "a'; DROP TABLE claim; --"], ["compare", "--population", "a'b"],
        ["compare", "--measure", 'a"b'], ["compare", "--known-on", "2025-01-01'; --"],
        ["compare", "--as-of", "x' OR 1"],
    ],
)  # fmt: skip
def test_sql_in_what_is_asked_is_an_unknown_name(built_once: Path, asked: list[str]) -> None:
    told = muster(built_once / "out", *asked)
    assert told.exit_code == 2, told.output
    assert isinstance(told.exception, SystemExit)
    assert "Parser Error" not in told.output


def test_dagster_listens_to_this_machine_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = {
        "DAGSTER_GRPC_HOST": "0.0.0.0", "DAGSTER_GRPC_PORT": "4000", "DAGSTER_GRPC_SOCKET": "/x",
        "DAGSTER_CODE_SERVER_HOST": "0.0.0.0", "DAGSTER_CODE_SERVER_PORT": "4000",
        "DAGSTER_WEBSERVER_HOST": "0.0.0.0", "DAGSTER_CLI_DEV_HOST": "0.0.0.0",
        "DAGSTER_HOME": "/elsewhere",
    }  # fmt: skip
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    handed_on = instance.environment(tmp_path / "out", SMALL)
    own = {name for name in handed_on if name.startswith("DAGSTER_")}
    assert own == {"DAGSTER_HOME", "DAGSTER_DISABLE_TELEMETRY"}
    assert handed_on["DAGSTER_HOME"] == str(tmp_path / "out" / "dagster")
    command = instance.command(3000)
    assert command[command.index("-h") + 1] == "127.0.0.1"


@pytest.mark.parametrize("port", ["0", "-1", "65536", "0.0.0.0:3000", "3000 -h 0.0.0.0"])
def test_a_port_is_a_port(port: str, tmp_path: Path) -> None:
    assert muster(tmp_path, "ui", "--port", port).exit_code == 2
