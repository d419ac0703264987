"""Modules that wait for their first use: nothing is lost, and nothing comes too early."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.validation.later import import_later, left_out


@pytest.fixture
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module `slow_to_import`, which says on stdout that it was imported."""
    (tmp_path / "slow_to_import.py").write_text("print('imported')\nfigure = 7\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("slow_to_import", None)


@pytest.mark.usefixtures("_module")
def test_a_module_is_imported_when_a_name_in_it_is_used_and_not_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    import_later(["slow_to_import"])
    import slow_to_import  # type: ignore[import-not-found]

    assert capsys.readouterr().out == ""
    assert slow_to_import.figure == 7
    assert slow_to_import.figure == 7
    assert capsys.readouterr().out == "imported\n"
    with pytest.raises(AttributeError):
        _ = slow_to_import.no_such_name


@pytest.mark.usefixtures("_module")
def test_a_module_that_is_there_stays() -> None:
    import slow_to_import

    import_later(["slow_to_import"])
    assert sys.modules["slow_to_import"] is slow_to_import


def test_what_is_left_out_is_as_if_not_installed_until_the_block_ends() -> None:
    sys.modules.pop("wave", None)
    with left_out("wave"), pytest.raises(ImportError):
        importlib.import_module("wave")
    assert importlib.import_module("wave").__name__ == "wave"


def test_what_is_imported_already_is_not_left_out() -> None:
    import json

    with left_out("json"):
        assert importlib.import_module("json") is json
