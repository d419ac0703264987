"""docs/catalog-guide.md, followed to the letter: its files written, its commands run."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.history import without_history

GUIDE = Path(__file__).parents[2] / "docs" / "catalog-guide.md"
BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<rest>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)


def run(command: str, folder: Path) -> Result:
    """Run a `$ muster ...` line in the folder of the newcomer."""
    words = shlex.split(command)
    assert words[0] == "muster"
    with chdir(folder), without_history():
        return CliRunner(env={"COLUMNS": "120"}).invoke(main, words[1:])


def holds(expected: str, printed: str) -> bool:
    """Whether a line was printed, `...` standing for anything."""
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.search(pattern, printed) is not None


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's files and commands, one after the other; each command is checked as it runs."""
    folder = tmp_path_factory.mktemp("newcomer")
    commands = 0
    for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        body = block["body"]
        if name := re.search(r"file=(\S+)", block["rest"]):
            target = folder / name[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, encoding="utf-8")
        elif block["kind"] == "console":
            first, *expected = body.replace("\\\n", " ").splitlines()
            done = run(first.removeprefix("$ "), folder)
            wanted = 1 if "error" in block["rest"] else 0
            assert done.exit_code == wanted, f"{first}\n{done.stdout}\n{done.stderr}"
            for line in expected:
                assert holds(line, done.stdout + done.stderr), f"{line}\n{done.stderr}"
            commands += 1
    assert commands == 9
    return folder


def test_the_guide_ends_with_its_figures_published(followed: Path) -> None:
    query = "SELECT claim_id, low, high FROM claim ORDER BY claim_id"
    done = run(f'muster sql --out my-data --json "{query}"', followed)
    assert json.loads(done.stdout) == [
        {"claim_id": "harbour-gazette-2025-11-12/kenyans-recruited", "low": 201, "high": None},
        {"claim_id": "harbour-gazette-2025-11-12/kenyans-returned", "low": 27, "high": 27},
    ]


def test_the_slip_of_the_guide_is_among_the_rejected_and_took_nothing_along(
    followed: Path,
) -> None:
    query = "SELECT file, line, key, rule FROM rejected"
    done = run(f'muster sql --out my-data --json "{query}"', followed)
    assert json.loads(done.stdout) == [
        {"file": "east_africa/with-a-slip.yaml", "line": 10, "key": "population",
         "rule": "unknown-id"}
    ]  # fmt: skip
