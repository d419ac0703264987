"""Growth, where it ends and what it comes to elsewhere: against answers worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sizes import blocks, words
from benchmarks.sizes.curve import (
    Point,
    cost_at,
    crossing,
    exponent,
    last_exponent,
    slope,
    straight_crossing,
)
from benchmarks.sizes.ends import BILLION, DAY, MEMORY, by_first, end
from benchmarks.sizes.projection import bytes_per_row, pairs_at, projected
from benchmarks.sizes.records import CLAIMS, Record, Results
from benchmarks.sizes.render import MEASURED, PAGE, filled

MIB = 2**20


def record(size: int, cpu: float, peak: int = 200 * MIB, **told: object) -> Record:
    return Record(CLAIMS, size, "comparison", cpu, cpu, peak, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("smaller", "larger", "power"),
    [((10, 2), (100, 20), 1.0), ((10, 2), (100, 200), 2.0), ((10, 2), (1_000, 20), 0.5),
     ((10, 2), (100, 2), 0.0)],
)  # fmt: skip
def test_the_power_of_growth(
    smaller: tuple[int, int], larger: tuple[int, int], power: float
) -> None:
    assert exponent(Point(*smaller), Point(*larger)) == pytest.approx(power)


@pytest.mark.parametrize(
    ("smaller", "larger"), [((10, 1), (10, 1)), ((100, 1), (10, 1)), ((1, 0), (2, 1))]
)
def test_no_growth_is_told_of_points_that_have_none(
    smaller: tuple[int, int], larger: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="no growth"):
        exponent(Point(*smaller), Point(*larger))


def test_a_limit_is_reached_where_the_last_power_leads_to() -> None:
    # From 100 to 1,000 squared: nine times the cost at three times the size.
    points = [Point(10, 10), Point(100, 100), Point(1_000, 10_000)]
    assert crossing(points, 90_000) == pytest.approx(3_000)


def test_what_does_not_grow_reaches_no_limit() -> None:
    assert crossing([Point(10, 5), Point(100, 5)], 1_000) is None
    assert crossing([Point(10, 5)], 1_000) is None
    assert crossing([], 1_000) is None


def test_a_stopped_stage_is_at_least_as_steep_as_its_end_says() -> None:
    # Linear so far; at ten times the size it had taken a hundred times as long when it was stopped.
    points = [Point(10, 1), Point(100, 10), Point(1_000, 1_000, at_least=True)]
    assert last_exponent(points) == pytest.approx(2)
    assert crossing(points, 250) == pytest.approx(500)
    early = [*points[:2], Point(1_000, 20, at_least=True)]
    assert last_exponent(early) == pytest.approx(1)


def test_a_stage_that_never_ended_ends_where_it_broke_the_limit() -> None:
    assert crossing([Point(1_000, 50, at_least=True)], 20) == 1_000
    assert crossing([Point(1_000, 50, at_least=True)], 200) is None


@given(st.floats(1.0, 3), st.floats(0.01, 100), st.floats(1.5, 50))
def test_a_limit_between_or_beyond_points_of_one_curve_lies_on_it(
    power: float, cost: float, times: float
) -> None:
    points = [Point(n, cost * n**power) for n in (10, 100, 1_000)]
    size = crossing(points, cost * (1_000 * times) ** power)
    assert size == pytest.approx(1_000 * times, rel=1e-6)


def test_beyond_what_is_measured_nothing_grows_more_slowly_than_the_size() -> None:
    assert cost_at([Point(10, 5), Point(1_000, 50)], 10_000) == pytest.approx(500)
    assert cost_at([Point(10, 1), Point(100, 100)], 1_000) == pytest.approx(10_000)
    assert cost_at([Point(100, 7)], 1_000) == pytest.approx(70)
    assert cost_at([Point(100, 7, at_least=True)], 1_000) is None


def test_memory_goes_on_as_each_more_took_of_it() -> None:
    # 100 for the process and 2 for each: 1,000 are reached at 450.
    points = [Point(10, 120), Point(100, 300)]
    assert slope(points) == pytest.approx(2)
    assert straight_crossing(points, 1_000) == pytest.approx(450)
    stopped = [*points, Point(400, 1_000, at_least=True)]
    assert straight_crossing(stopped, 1_000) == pytest.approx(400)
    assert straight_crossing(points[:1], 1_000) is None
    assert straight_crossing([Point(10, 5), Point(100, 4)], 1_000) is None


def test_a_stage_ends_by_what_it_runs_out_of_first() -> None:
    base = 100 * MIB
    # 1 KiB for each claim.
    records = [record(n, n / 1_000, base + 1_024 * n) for n in (10_000, 100_000)]
    found = end("comparison", records)
    assert found.day == pytest.approx(DAY * 1_000)
    assert found.memory == pytest.approx((MEMORY - base) / 1_024)
    assert (found.first, found.of) == (found.memory, "memory")
    slow = end("inferred", [record(10, 1), record(100, 100)])
    assert slow.day == pytest.approx(100 * math.sqrt(DAY / 100))
    assert slow.memory is None
    never = end("sql", [record(10, 1e-3), record(100, 1.5e-3)])
    assert by_first([found, end("none", []), slow, never]) == [slow, found]


def test_a_billion_on_paper() -> None:
    made = {"comparison": (4_000_000, 400_000_000)}
    records = [
        record(10_000, 5, told={"pairs in cells": 2e6}),
        record(100_000, 36, made=made, told={"pairs in cells": 2e8}),
    ]
    found = projected("comparison", records)
    assert found.where == "SQL on Spark"
    assert found.per_million == pytest.approx(360)
    assert found.power == pytest.approx(math.log10(7.2))
    assert found.core_hours == pytest.approx(360 * 1_000 / 3_600)  # linear at least
    assert bytes_per_row(records[1], "comparison") == pytest.approx(100)
    assert bytes_per_row(records[0], "comparison") is None
    assert pairs_at(records) == pytest.approx(2e8 * (BILLION / 1e5) ** 2)


def test_every_stage_has_its_place_on_paper() -> None:
    from benchmarks.sizes.projection import WHERE
    from benchmarks.sizes.records import KINDS
    from benchmarks.sizes.stage import stages

    assert {name for kind in KINDS for name in stages(kind)} == WHERE.keys()


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (0.01234, "0.012"), (3.14159, "3.1"), (31.4159, "31"), (314.159, "314"),
     (31_415, "31,415")],
)  # fmt: skip
def test_numbers_have_two_or_three_figures(value: float, told: str) -> None:
    assert words.number(value) == told


def test_large_numbers_and_sizes_are_told_in_words() -> None:
    assert [words.large(v) for v in (None, 1_234, 2_340_000, 5.6e16)] == [
        "-", "1,200", "2.3 million", "5.6 x 10^16",
    ]  # fmt: skip
    assert [words.size(v) for v in (None, 12, 3 * 2**20, 1.5 * 2**40)] == [
        "-", "12 B", "3.0 MiB", "1.5 TiB",
    ]  # fmt: skip


def test_results_are_kept_as_they_were_measured(tmp_path: Path) -> None:
    results = Results(tmp_path / "in" / "results.json", {"cores": 2})
    first = record(10, 1, made={"claim": (10, 2_000)}, told={"pairs in cells": 5.0}, load=0.5)
    results.add(first)
    results.add(record(100, 3, why="stopped after 5 s", without=("inferred",)))
    results.add(first)
    read = Results.read(results.path)
    assert read.machine == {"cores": 2}
    assert read.records == results.records
    assert [r.size for r in read.of(CLAIMS, "comparison")] == [10, 100]
    assert read.records[first.key].rows == 10
    assert not Results.read(tmp_path / "none.json").records


def test_a_page_keeps_its_prose_and_gets_its_figures() -> None:
    page = "Before.\n<!-- measured: one -->\nold\n<!-- end -->\nAfter.\n"
    told = filled(page, Results(Path("none")), {"one": lambda _results: "new\nfigures"})
    assert told == ("Before.\n<!-- measured: one -->\nnew\nfigures\n<!-- end -->\nAfter.\n")
    with pytest.raises(KeyError):
        filled(page, Results(Path("none")), {})


def test_the_page_tells_what_the_results_tell() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert told == filled(told, Results.read(MEASURED)), "make sizes, or the command render"


def test_a_stopped_stage_is_told_and_what_was_made_without_it_is_marked() -> None:
    results = Results(Path("none"))
    stopped = Record(CLAIMS, 10, "inferred", 20, 19, MIB, why="stopped after 20 s")
    without = Record(CLAIMS, 10, "filled", 1, 1, MIB, without=("inferred",))
    results.records = {r.key: r for r in (stopped, without)}
    told = blocks.claims(results)
    assert "stopped after 20 s: 20 (19) s" in told
    assert "1.0 (1.0) s, 0.00098 GiB*" in told
