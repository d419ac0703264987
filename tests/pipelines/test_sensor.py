"""The sensor starts a run when the catalog changes, and only then."""

from __future__ import annotations

import dagster as dg
import pytest

from pipelines import automation
from pipelines.settings import Settings


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automation, "SETTLED", 0)


def tick(settings: Settings, cursor: str | None) -> tuple[list[str], str | None]:
    """One evaluation: the keys of the runs that it asks for, and the cursor after it."""
    context = dg.build_sensor_context(cursor=cursor)
    data = automation.catalog_sensor(settings).evaluate_tick(context)
    return [r.run_key for r in data.run_requests or [] if r.run_key], data.cursor or cursor


def change(settings: Settings, old: str, new: str) -> None:
    document = settings.catalog / "gazette" / "first.yaml"
    document.write_text(document.read_text().replace(old, new))


def test_one_run_for_each_change_and_none_without(settings: Settings) -> None:
    runs, cursor = tick(settings, None)
    assert len(runs) == 1
    runs, cursor = tick(settings, cursor)
    assert runs == []
    change(settings, "90", "91")
    runs, cursor = tick(settings, cursor)
    assert len(runs) == 1
    assert tick(settings, cursor)[0] == []


def test_a_catalog_that_returns_to_an_earlier_state_has_changed(settings: Settings) -> None:
    first, cursor = tick(settings, None)
    change(settings, "90", "91")
    second, cursor = tick(settings, cursor)
    change(settings, "91", "90")
    third, _ = tick(settings, cursor)
    assert len({*first, *second, *third}) == 3


def test_a_catalog_that_was_built_already_needs_no_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = automation.state_of(settings)
    monkeypatch.setattr(automation, "published_state", lambda _out: state)
    runs, cursor = tick(settings, None)
    assert runs == []
    change(settings, "90", "91")
    assert len(tick(settings, cursor)[0]) == 1


def test_a_catalog_that_is_being_edited_is_left_for_later(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter("abcc")
    monkeypatch.setattr(automation, "fingerprint", lambda _catalog: next(states))
    runs, cursor = tick(settings, None)
    assert (runs, cursor) == ([], None)
    assert len(tick(settings, cursor)[0]) == 1


def test_a_catalog_that_is_not_there_starts_nothing(settings: Settings) -> None:
    settings.catalog.rename(settings.catalog.with_name("away"))
    assert tick(settings, None) == ([], None)
