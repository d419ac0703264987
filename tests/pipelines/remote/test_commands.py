"""The commands on an address: one machine builds, another reads, and what they are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.history import without_history
from tests.pipelines.remote.machines import KEYS, s3
from tests.pipelines.remote.proxy import Plan, proxied

CATALOG = Path(__file__).parents[1] / "catalog"
OUT = ("--out", "s3://muster/project")


class Machines:
    """Machines with desks of their own, that reach a store through a proxy that counts."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder, self.plan = folder, plan

    def run(self, machine: str, *arguments: str, **environment: str) -> Result:
        told = {"MUSTER_DESK": str(self.folder / machine), "MUSTER_REPORT": "no"} | environment
        return CliRunner(env=told).invoke(main, arguments)

    def asked(self, machine: str, *arguments: str) -> list[str]:
        """The requests that a command made."""
        self.plan.seen.clear()
        assert self.run(machine, *arguments).exit_code == 0
        return list(self.plan.seen)


@pytest.fixture(scope="module")
def machines(moto: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """One of which has built once."""
    plan = Plan()
    with proxied(moto, plan) as port, s3(port), without_history():
        made = Machines(tmp_path_factory.mktemp("machines"), plan)
        done = made.run("builder", "build", "--offline", "--catalog", str(CATALOG), *OUT)
        assert done.exit_code == 0, done.output
        assert "published in s3://muster/project" in done.stderr
        yield made


def claims(result: Result) -> list[dict[str, int]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, int]] = json.loads(result.stdout)
    return found


ASK = ("sql", "SELECT count(*) AS n FROM claim", "--json", *OUT)


def test_another_machine_reads_what_one_has_built(machines: Machines) -> None:
    assert claims(machines.run("reader", *ASK)) == [{"n": 3}]
    for command in (("compare", "--json"), ("conflicts", "--json"), ("sources", "--json")):
        done = machines.run("reader", *command, *OUT)
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)


def test_a_version_is_brought_once(machines: Machines) -> None:
    machines.asked("once", *ASK)
    again = machines.asked("once", *ASK)
    assert [line.split("?")[0] for line in again] == ["GET /muster/project/current.json"]


def test_the_versions_of_the_store_are_listed_anywhere(machines: Machines) -> None:
    done = machines.run("lister", "versions", "--json", *OUT)
    assert done.exit_code == 0, done.output
    (version,) = json.loads(done.stdout)
    assert (version["published"], version["state"], version["n_claims"]) == (True, "whole", 3)


def test_a_page_that_one_machine_archives_is_read_by_another(machines: Machines) -> None:
    page = machines.folder / "page.html"
    page.write_text("<html><body><p>At least 90 Nepalis were recruited.</p></body></html>")
    first = "gazette-first"
    keep = ("archive", str(page), "--document", first, "--catalog", str(CATALOG), *OUT)
    done = machines.run("archivist", *keep)
    assert done.exit_code == 0, done.output
    done = machines.run("drafter", "stub", first, "--catalog", str(CATALOG), *OUT)
    assert done.exit_code == 0, done.output
    assert "claim" in done.stderr


def test_a_reader_without_the_store_is_told_of_which_build_the_copy_is(machines: Machines) -> None:
    claims(machines.run("cut-off", *ASK))
    nowhere = {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "MUSTER_STORE_TRIES": "1",
    }  # fmt: skip
    desks = machines.folder / "cut-off"
    (copy,) = desks.iterdir()
    done = machines.run("cut-off", *ASK, **nowhere)
    assert done.exit_code == 1
    assert "s3://muster/project/current.json: " in done.stderr
    assert "Traceback" not in done.output
    (new,) = (d for d in desks.iterdir() if d != copy)  # of that endpoint
    new.joinpath("muster.duckdb").write_bytes(copy.joinpath("muster.duckdb").read_bytes())
    done = machines.run("cut-off", *ASK, **nowhere)
    assert claims(done) == [{"n": 3}]
    assert done.stderr.startswith("warning: s3://muster/project/current.json: ")
    assert "this is of build " in done.stderr


def test_a_build_without_the_store_fails_and_says_why(machines: Machines) -> None:
    nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "MUSTER_STORE_TRIES": "1"}
    done = machines.run("nowhere", "build", "--offline", "--catalog", str(CATALOG), *OUT, **nowhere)
    assert done.exit_code == 1
    assert "error: the build failed: s3://muster/project/lease.json: " in done.stderr
    assert KEYS[1] not in done.output


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("s3://me:secret@bucket/x", "expected none there"),
        ("s3://", "expected a bucket"),
        ("s3://bucket/../x", "without . and .."),
        ("simplecache::s3://bucket/x", "with :: in it"),
    ],
)
def test_an_address_that_cannot_be_used_is_a_wrong_call(url: str, told: str) -> None:
    done = CliRunner().invoke(main, ["sql", "SELECT 1", "--out", url])
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    assert "secret" not in done.output
