"""The checks of suspected_repeat: each names the rows that break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.validation import validate

COLUMNS = (
    "claim_id", "from_claim_id", "also_claim_id", "kind", "score", "number", "attribution",
    "shared", "date_order", "evidence",
)  # fmt: skip
_sound: dict[str, list[Path]] = {}  # built once: no test changes its files


def suspicion(claim: str, source: str, also: str | None = None, **given: Any) -> tuple[Any, ...]:
    kind = "sum" if also else "same_number"
    row = {
        "claim_id": claim, "from_claim_id": source, "also_claim_id": also, "kind": kind,
        "score": 9, "number": 40, "attribution": "none", "shared": "", "date_order": "unknown",
        "evidence": "both say 40.",
    }  # fmt: skip
    return tuple((row | given)[c] for c in COLUMNS)


@pytest.fixture
def failing(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]], tmp_path: Path
) -> Callable[..., set[str]]:
    """The checks that fail on a table of these suspicions: `b` retells `a`, `e` is part of `d`, `f`
    was published last."""
    if not _sound:
        claims = [a_claim(i) for i in ("a/1", "c/1", "d/1", "f/1")]
        claims += [a_claim("b/1", derives_from="a/1", link="stated"), a_claim("e/1", part_of="d/1")]
        late = {"published_first": date(2026, 1, 1), "published_last": date(2026, 1, 1)}
        _sound.update(warehouse_of(claims, documents={"f": late}).files)

    def check(*rows: tuple[Any, ...]) -> set[str]:
        path = tmp_path / "broken.parquet"
        with duckdb.connect(":memory:") as connection:
            made = f"CREATE TABLE t AS FROM '{_sound['suspected_repeat'][0]}'"
            connection.execute(made)
            connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(COLUMNS))})", rows)
            connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
        found = validate("suspected_repeat", _sound | {"suspected_repeat": [path]})
        return {r.check_name for r in found if not r.passed}

    return check


def test_suspicions_that_could_be_added_pass(failing: Callable[..., set[str]]) -> None:
    assert failing(suspicion("c/1", "b/1"), suspicion("f/1", "c/1"),
                   suspicion("a/1", "c/1", "d/1")) == set()  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        suspicion("a/1", "b/1"),  # one root
        suspicion("b/1", "c/1"),  # has its link
        suspicion("e/1", "c/1"),  # counted with its whole
        suspicion("d/1", "e/1"),  # a whole and its part
        suspicion("c/1", "e/1", "a/1"),  # an addend that is part of something
        suspicion("a/1", "c/1", "b/1"),  # a total and an addend of one root
    ],
)
def test_what_is_known_is_not_suspected(
    failing: Callable[..., set[str]], row: tuple[Any, ...]
) -> None:
    assert "suspected_are_not_linked" in failing(row)


def test_nothing_comes_from_what_was_published_later(failing: Callable[..., set[str]]) -> None:
    assert failing(suspicion("c/1", "f/1")) == {"suspected_order_can_be"}
    assert failing(suspicion("c/1", "d/1", "f/1")) == {"suspected_order_can_be"}


def test_suspicions_do_not_go_in_a_circle(failing: Callable[..., set[str]]) -> None:
    circle = [suspicion("a/1", "c/1"), suspicion("c/1", "d/1"), suspicion("d/1", "b/1")]
    assert failing(*circle) == {"suspected_go_in_no_circle"}


def test_a_sum_has_two_addends(failing: Callable[..., set[str]]) -> None:
    assert failing(suspicion("c/1", "d/1", kind="sum")) == {"row_rules"}
