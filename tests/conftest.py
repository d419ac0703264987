"""What tests in several rooms share: a catalog built once, the order of files, and how much
hypothesis tries.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.warehouse.report.made import Catalog

SMALL = Path(__file__).parent / "pipelines" / "catalog"

# `pytest --hypothesis-profile thorough` tries twenty times as much.
settings.register_profile("every run", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile("every run")

# What imports leave behind stays to the end, and is not looked through again and again: as in the
# command line, which says why.
gc.set_threshold(100_000, 50, 100)

# Most tests ask nothing of the report, which takes as long as all else on a small catalog.
os.environ["MUSTER_REPORT"] = "no"

# Files whose tests take longest, or wait for other processes: begun last, they alone would run to
# the end.
LONGEST = (
    "warehouse/spark/test_on_spark.py",
    "browser/test_ui.py", "end_to_end/test_known_answers.py", "end_to_end/test_processes.py",
    "end_to_end/test_faults_killed.py", "warehouse/test_publish.py", "pipelines/test_refresh.py",
    "warehouse/test_validation.py", "pipelines/shared/test_workers.py",
    "pipelines/shared/test_history.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; the others in their order."""
    ranks = {Path(__file__).parent / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a made-up catalog and all that a build makes of it; to be copied.

    `told` holds, pickled, the outcome of the build and the steps that it told of.
    """
    from pipelines.build import build

    def make(folder: Path) -> None:
        shutil.copytree(SMALL, folder / "catalog")
        steps: list[tuple[int, int, str]] = []
        outcome = build(folder / "catalog", folder / "out", lambda *step: steps.append(step))
        assert outcome.success
        (folder / "told").write_bytes(pickle.dumps((outcome, steps)))

    return _made_once("built-once", make, tmp_path_factory)


def _made_once(
    name: str, make: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder that whichever process of the run comes first makes for all of them."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    folder, made = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(folder)
            made.touch()
    return folder


@pytest.fixture(scope="session")
def catalog_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the catalog of the repository was built, by the command that people
    call; no test changes it. `told` holds what the command printed."""
    from click.testing import CliRunner

    from pipelines.cli import main

    def make(folder: Path) -> None:
        ours = {name: None for name in os.environ if name.startswith("MUSTER_")}
        done = CliRunner(env=ours).invoke(main, ["build", "--offline", "--out", str(folder)])
        assert done.exit_code == 0, done.output
        (folder / "told").write_text(done.stdout, encoding="utf-8")

    return _made_once("catalog-once", make, tmp_path_factory)


@pytest.fixture(scope="session")
def site_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the docs, made by the command that `make site` calls; no test changes it. `told`
    beside it holds what the command printed."""

    def make(folder: Path) -> None:
        root = Path(__file__).parents[1]
        command = [sys.executable, "-m", "docs.site", str(folder / "site")]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        (folder / "told").write_text(done.stdout, encoding="utf-8")

    return _made_once("site-once", make, tmp_path_factory) / "site"


EGYPTIANS = """
  - {id: egyptians, says: "at least 30 Egyptians", measure: recruited, population: EGY,
     as_of: 2025-02-01}
"""


def _correct(catalog: Path) -> None:
    """One claim gets other words, one is taken out, one put in; one stands in another folder, file
    and line."""
    gazette = catalog / "gazette" / "first.yaml"
    lines = gazette.read_text().rstrip().splitlines()
    others = [line for line in lines if "200 Cubans" not in line]
    assert len(others) == len(lines) - 1
    gazette.write_text("\n".join(others).replace("90 Nepalis", "91 Nepalis") + EGYPTIANS)
    (catalog / "ministry").rename(catalog / "office")
    ministry = catalog / "office" / "second.yaml"
    ministry.write_text("# read a second time\n" + ministry.read_text())
    ministry.rename(ministry.with_name("renamed.yaml"))


@pytest.fixture(scope="session")
def corrected_once(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder, whose catalog was corrected after the definitions were loaded and built a
    second time; no test changes it."""
    from pipelines.history import no_history
    from pipelines.project import definitions
    from pipelines.settings import Settings

    def make(folder: Path) -> None:
        shutil.copytree(built_once, folder)
        settings = Settings(folder / "catalog", folder / "out")
        job = definitions(settings).resolve_job_def("publish_only")
        _correct(settings.catalog)
        assert job.execute_in_process(raise_on_error=False, instance=no_history()).success

    return _made_once("corrected-once", make, tmp_path_factory)


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Builds by commands keep no history."""
    from tests.history import without_history

    with without_history():
        yield


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The catalog and its results in folders of the test's own."""
    for name in ("catalog", "out"):
        shutil.copytree(built_once / name, tmp_path / name)
    return tmp_path / "catalog", tmp_path / "out"


@pytest.fixture(scope="session")
def derived_from() -> Callable[[Path, Path], Path]:
    """Makes a declared warehouse file in a folder out of a catalog, as publishing fills it: the
    steps and models of a build, without its runs and without the gate."""

    def derived(catalog: Path, folder: Path) -> Path:
        from benchmarks.handed import handed_over
        from warehouse.derive import derive
        from warehouse.fill import fill
        from warehouse.schema import tables

        files = derive(handed_over(catalog, folder), folder)
        fill({name: files[name] for name in tables() if name in files}, folder / "muster.duckdb")
        return folder / "muster.duckdb"

    return derived


@pytest.fixture(scope="session")
def reported_once(
    derived_from: Callable[[Path, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Catalog], Path]:
    """Makes the folder of a made-up catalog with its warehouse, `muster.duckdb`, and the report on
    it, `report`; no test changes it."""

    def reported(catalog: Catalog) -> Path:
        from tests.warehouse.report.made import make

        return _made_once(
            catalog.name, lambda folder: make(catalog, derived_from, folder), tmp_path_factory
        )

    return reported
