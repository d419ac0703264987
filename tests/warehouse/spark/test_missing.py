"""What is said where Spark is asked for and is not there: before anything is written."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.settings import Settings, WrongSetting
from warehouse.engines import named


def _built(out: Path) -> str:
    """What a build with Spark says that is a wrong call and writes nothing."""
    done = CliRunner().invoke(main, ["build", "--engine", "spark", "--out", str(out)])
    assert done.exit_code == 2
    assert not out.exists()
    return done.output


def test_without_pyspark_the_build_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "pyspark" else found(name)
    )
    assert "pip install 'muster[spark]'" in _built(tmp_path / "out")


def test_without_java_the_build_says_that_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert "Spark needs Java 17 or later" in _built(tmp_path / "out")


def test_an_engine_that_nobody_knows_is_a_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSTER_ENGINE", "steam")
    with pytest.raises(WrongSetting, match="MUSTER_ENGINE='steam'"):
        Settings.from_environment()
    with pytest.raises(ValueError, match="duckdb, spark"):
        named("steam")
