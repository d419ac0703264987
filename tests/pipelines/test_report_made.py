"""The report as it comes into being: by its command, by a build, and where it fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.leftovers import sweep
from pipelines.settings import Settings
from pipelines.whole import whole
from warehouse.report import write as report


def muster(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def broken(*_given: object) -> None:
    raise RuntimeError("the pen broke")


@pytest.fixture(scope="module")
def reported_once(
    built_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Result]:
    """Results with the report that the command makes of them, and what it said; to be copied."""
    out = tmp_path_factory.mktemp("reported") / "out"
    shutil.copytree(built_once / "out", out)
    return out, muster("report", "--out", str(out))


@pytest.fixture
def reported(reported_once: tuple[Path, Result], tmp_path: Path) -> Path:
    """The same in a folder of the test's own."""
    return Path(shutil.copytree(reported_once[0], tmp_path / "out"))


def test_the_command_makes_the_report_and_prints_where_it_is(
    reported_once: tuple[Path, Result],
) -> None:
    out, done = reported_once
    assert done.exit_code == 0, done.output
    first = Path(done.stdout.strip())
    assert first == (out / "report" / "index.html").resolve()
    assert "How many, according to whom?" in first.read_text(encoding="utf-8")
    assert not list(out.glob(".beside-*"))


def test_a_report_replaces_the_one_before_with_all_that_was_in_it(reported: Path) -> None:
    out = reported
    (out / "report" / "old.html").touch()
    assert muster("report", "--out", str(out)).exit_code == 0
    assert not (out / "report" / "old.html").exists()


@pytest.mark.parametrize(
    ("asked", "named"), [((), "creativecommons.org"), (("--license", "none"), None)]
)
def test_the_report_names_the_licence_of_its_catalog_if_that_has_one(
    built: Settings, asked: tuple[str, ...], named: str | None
) -> None:
    assert muster("report", "--out", str(built.out), *asked).exit_code == 0
    first = (built.out / "report" / "index.html").read_text(encoding="utf-8")
    assert ("Catalog and report:" in first) is (named is not None)
    assert ("creativecommons.org" in first) is (named is not None)


def test_a_folder_of_somebody_else_is_left_as_it_is(built: Settings) -> None:
    mine = built.out / "report" / "thesis.tex"
    mine.parent.mkdir()
    mine.write_text("years of work")
    done = muster("report", "--out", str(built.out))
    assert done.exit_code == 2
    assert "is no report of Muster's and is left as it is" in done.stderr
    assert [path.name for path in mine.parent.iterdir()] == [mine.name]
    mine.unlink()
    assert muster("report", "--out", str(built.out)).exit_code == 0


def test_a_report_that_fails_leaves_the_one_before(
    reported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = reported
    before = (out / "report" / "index.html").read_bytes()
    monkeypatch.setattr(report, "_put", broken)
    assert isinstance(muster("report", "--out", str(out)).exception, RuntimeError)
    assert (out / "report" / "index.html").read_bytes() == before
    assert not list(out.glob(".beside-*"))


def test_without_a_warehouse_the_command_says_what_to_do(tmp_path: Path) -> None:
    done = muster("report", "--out", str(tmp_path))
    assert done.exit_code == 2
    assert "run `muster build` first" in done.stderr


@pytest.mark.usefixtures("forgetful")
def test_where_the_report_of_a_build_fails_the_warehouse_is_published(
    built: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, out = built.catalog, built.out
    build = ("build", "--offline", "--report", "--catalog", str(catalog), "--out", str(out))
    (catalog / "gazette" / "first.yaml").touch()
    before = (out / "muster.duckdb").read_bytes()
    monkeypatch.setattr(report, "_put", broken)
    failed = muster(*build)
    assert failed.exit_code == 1
    assert "the warehouse is published, but report failed: " in failed.stderr
    assert "the pen broke" in failed.stderr
    assert (out / "muster.duckdb").read_bytes() != before


def test_a_build_makes_the_report_and_says_where_it_is(catalog_once: Path) -> None:
    report = catalog_once / "report" / "index.html"
    assert report.exists()
    assert f"{report} (muster report --open)" in (catalog_once / "told").read_text("utf-8")
    assert "Catalog and report:" in report.read_text("utf-8")


def test_what_a_killed_report_left_is_removed_by_the_next_build(tmp_path: Path) -> None:
    (tmp_path / ".beside-x" / "new").mkdir(parents=True)
    sweep(Settings(tmp_path, tmp_path))
    assert not (tmp_path / ".beside-x").exists()


def test_a_folder_takes_the_place_of_another_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "made"
    for name in ("first", "second"):
        with whole(path) as new:
            new.mkdir()
            (new / name).touch()
    assert [found.name for found in path.iterdir()] == ["second"]
    with pytest.raises(RuntimeError), whole(path):
        broken()
    assert [found.name for found in path.iterdir()] == ["second"]
