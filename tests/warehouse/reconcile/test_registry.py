"""Adding a rule is adding one file: what the registry finds, and what it refuses."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import rules as folder
from warehouse.reconcile.registry import rules

A_RULE = """
from warehouse.reconcile.rule import Rule, nothing

RULE = Rule(
    id={id!r}, version=1, name="Silence", what="Concludes nothing.", citation="None.", url=None,
    reconcile=lambda cell: nothing(cell, "never"),
)
"""


@pytest.fixture
def another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    rules.cache_clear()
    yield tmp_path
    rules.cache_clear()


def test_each_file_is_one_rule() -> None:
    assert set(rules()) == {module.name for module in pkgutil.iter_modules(folder.__path__)}


def test_each_rule_says_what_it_does_and_where_it_is_from() -> None:
    for rule in rules().values():
        assert rule.version >= 1
        assert rule.name
        assert rule.what.endswith(".")
        assert rule.citation.endswith(".")
        assert rule.url is None or rule.url.startswith("https://")


def test_a_file_that_is_added_is_a_rule_that_is_added(another_folder: Path) -> None:
    (another_folder / "silence_for_this_test.py").write_text(
        A_RULE.format(id="silence_for_this_test")
    )
    assert "silence_for_this_test" in rules()


def test_a_rule_is_called_as_its_file(another_folder: Path) -> None:
    (another_folder / "misnamed_for_this_test.py").write_text(A_RULE.format(id="silence"))
    with pytest.raises(TypeError, match=r"misnamed_for_this_test\.py: expected RULE, .* id is"):
        rules()


def test_a_file_without_a_rule_is_named(another_folder: Path) -> None:
    (another_folder / "empty_for_this_test.py").write_text("")
    with pytest.raises(TypeError, match=r"empty_for_this_test\.py: expected RULE"):
        rules()
