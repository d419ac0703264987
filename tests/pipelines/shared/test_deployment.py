"""The files of deploy/: they are valid, what they name exists, and they open nothing to others."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from jsonschema import Draft202012Validator, validators

from pipelines import automation
from tests.engines import engine
from tests.pipelines.shared.conftest import DEPLOY

ROOT = DEPLOY.parent
SCHEMAS = Path(__file__).parent / "schemas"
LOCKED = dict(
    re.findall(r"^([\w-]+)==(\S+)", (ROOT / "requirements-engines.lock").read_text(), re.M)
)
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")

IN_IMAGE = "/opt/muster/home/"  # where the image has the settings


def errors(schema: str, document: Any) -> list[str]:
    """What a schema says against a document."""
    told = json.loads((SCHEMAS / schema).read_text())
    validator = validators.validator_for(told, default=Draft202012Validator)
    validator.check_schema(told)
    return [f"{e.json_path}: {e.message}" for e in validator(told).iter_errors(document)]


def steps(instruction: str) -> list[str]:
    """The arguments of each use of an instruction in the Dockerfile."""
    return re.findall(rf"^{instruction} +(.*)$", DOCKERFILE, re.M)


def against_the_specification(compose: Path) -> int:
    """How check-jsonschema ends, which carries the schema of the Compose Specification."""
    engine("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    return subprocess.run([*command, str(compose)], check=False, capture_output=True).returncode


def test_compose_file_and_values_are_valid() -> None:
    assert against_the_specification(DEPLOY / "compose.yaml") == 0
    assert errors("dagster-values.json", VALUES) == []


def test_what_is_not_valid_is_found(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(COMPOSE))
    wrong["services"]["daemon"]["comand"] = ["x"]
    (tmp_path / "compose.yaml").write_text(yaml.safe_dump(wrong))
    assert against_the_specification(tmp_path / "compose.yaml") == 1
    wrong = json.loads(json.dumps(VALUES))
    wrong["dagsterDaemon"]["runCoordinator"]["config"]["queuedRunCoordinator"]["limit"] = 3
    assert errors("dagster-values.json", wrong)


def images() -> Iterator[str]:
    """Every image that is named, with its tag."""
    yield from (service["image"] for service in COMPOSE["services"].values())
    yield from (told.split()[0] for told in steps("FROM") if ":" in told)
    for part in (VALUES["dagsterWebserver"], VALUES["dagsterDaemon"], *_deployments()):
        yield f"{part['image']['repository']}:{part['image']['tag']}"


def _deployments() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = VALUES["dagster-user-deployments"]["deployments"]
    return found


@pytest.mark.parametrize("image", sorted(set(images())))
def test_images_are_of_one_version(image: str) -> None:
    name, _, tag = image.rpartition(":")
    assert re.match(r"\d+\.\d+", tag)
    if name.rpartition("/")[2] == "muster":
        assert tag == VERSION
    if name == "python":
        locked = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
        assert tag.startswith(f"{locked['python_version']}.")


def test_the_chart_is_that_of_the_dagster_that_is_locked() -> None:
    ((version),) = re.findall(r"--version (\S+)", (DEPLOY / "values.yaml").read_text())
    assert version == LOCKED["dagster"]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command of Dagster's that is called, with its arguments."""
    calls = [json.loads(told) for told in steps("CMD")]
    for service in COMPOSE["services"].values():
        calls += [service["command"]] if "command" in service else []
        test = service.get("healthcheck", {}).get("test", [])
        calls += [test[1:]] if "dagster" in test else []
    calls += [["dagster", "api", "grpc", "-h", "0.0.0.0", "-p", str(d["port"]),
               *d["dagsterApiGrpcArgs"]] for d in _deployments()]  # fmt: skip
    for program, *arguments in calls:
        yield program, [str(told).replace(IN_IMAGE, f"{DEPLOY}/") for told in arguments]


def _program(name: str) -> click.Command:
    if name == "dagster":
        from dagster._cli import create_dagster_cli

        return create_dagster_cli()
    if name == "dagster-daemon":
        from dagster._daemon.cli import create_dagster_daemon_cli

        return create_dagster_daemon_cli()
    from dagster_webserver.cli import create_dagster_webserver_cli

    assert name == "dagster-webserver"
    return create_dagster_webserver_cli()


@pytest.mark.parametrize(("program", "arguments"), list(commands()))
def test_commands_take_their_arguments(program: str, arguments: list[str]) -> None:
    command, rest = _program(program), arguments
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(click.Context(command), rest)
        assert found is not None, name
        command = found
    context = command.make_context(program, list(rest), resilient_parsing=False)
    modules = context.params.get("module_name") or ()
    for module in modules if isinstance(modules, tuple) else (modules,):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()


def test_every_variable_is_read_by_somebody_and_given_where_it_is_needed() -> None:
    settings = "".join((DEPLOY / n).read_text() for n in ("dagster.yaml", "workspace.yaml"))
    needed = set(re.findall(r"env: (\w+)", settings))
    code = "".join(path.read_text() for path in (ROOT / "pipelines").rglob("*.py"))
    anchor = COMPOSE["x-muster"]["environment"]
    assert needed <= anchor.keys()
    named = {word for path in DEPLOY.iterdir() for word in
             re.findall(r"\bMUSTER_[A-Z_]+\b", path.read_text())}  # fmt: skip
    assert {name for name in named - needed if name not in code} == set()
    for name in ("code", "daemon", "webserver"):
        assert COMPOSE["services"][name]["environment"] == anchor


def test_the_image_is_made_of_what_is_there_and_does_not_run_as_root() -> None:
    for told in steps("COPY"):
        *sources, _target = shlex.split(told)
        assert all((ROOT / source).exists() for source in sources)
    assert f"WORKDIR {IN_IMAGE.removesuffix('/home/')}" in DOCKERFILE
    assert "COPY deploy/dagster.yaml deploy/workspace.yaml home/" in DOCKERFILE
    for stage in DOCKERFILE.split("\nFROM ")[1:]:  # each ends as nobody in particular
        assert stage.rindex("\nUSER 10001\n") > stage.rindex("\nRUN ")
    assert all("PASSWORD" not in told and "SECRET" not in told for told in steps("ENV"))
    contexts = [VALUES["dagsterWebserver"], VALUES["dagsterDaemon"], *_deployments()]
    assert {c["podSecurityContext"]["runAsUser"] for c in contexts} == {10001}


def test_only_the_driver_of_the_history_is_taken_from_the_extras_with_its_hashes() -> None:
    ((script),) = re.findall(r"awk '([^']+)'", DOCKERFILE)
    told = subprocess.run(
        ["awk", script, str(ROOT / "requirements-engines.lock")],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert re.findall(r"^[\w-]+", told, re.M) == ["dagster-postgres", "psycopg2-binary"]
    assert told.count("--hash=sha256:") > 10


def test_the_launcher_of_the_cluster_is_of_the_version_of_the_history() -> None:
    told = (DEPLOY / "kubernetes.lock").read_text()
    assert f"dagster-k8s=={LOCKED['dagster-postgres']} " in told
    assert len(re.findall(r"^[\w-]+==", told, re.M)) == told.count("--hash=sha256:")
    assert COMPOSE["services"]["code"]["build"]["target"] == "server"
    assert re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.M) == ["server", "kubernetes"]


def test_nothing_is_open_to_others_and_no_secret_is_written_down() -> None:
    for service in COMPOSE["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        for name, value in service.get("environment", {}).items():
            assert not name.endswith("PASSWORD") or value.startswith("${")
    assert VALUES["ingress"] == {"enabled": False}
    assert VALUES["dagsterWebserver"]["service"]["type"] == "ClusterIP"
    assert "postgresqlPassword" not in VALUES["postgresql"]


def test_limits_are_on_the_tags_that_jobs_bear() -> None:
    borne = {(automation.WRITES, job.tags[automation.WRITES]) for job in automation.JOBS}
    limits = yaml.safe_load((DEPLOY / "dagster.yaml").read_text())["concurrency"]["runs"]
    queue = VALUES["dagsterDaemon"]["runCoordinator"]["config"]["queuedRunCoordinator"]
    for told in (limits["tag_concurrency_limits"], queue["tagConcurrencyLimits"]):
        assert {(limit["key"], limit["value"]) for limit in told} == borne
