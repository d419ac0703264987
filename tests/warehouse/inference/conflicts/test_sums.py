"""Totals and their parts, by the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from warehouse.inference.conflict import PART, PARTITION, WHOLE
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.sums import stated_sums, sums_of_parts


def _printed(
    figure: Callable[..., Figure], whole: int, parts: dict[str, int], **of_the_whole: object
) -> list[Figure]:
    """A total and its parts, exact by their words; as floors they limit nothing from above."""
    at = {"measure": "killed", "as_of": "2025-06", "high": None, "document": "d"}
    return [
        replace(
            figure("d/whole", population="foreign", low=whole, **at),
            **{"read_low": whole, "read_high": whole} | of_the_whole,
        ),
        *(
            figure(
                f"d/{population}", population=population, low=low, read_low=low, read_high=low,
                part_of="d/whole", **at,
            )
            for population, low in parts.items()
        ),
    ]  # fmt: skip


def test_parts_short_of_a_stated_total_contradict_it_by_the_residual(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    figures = _printed(
        figure, 16_894, {"NPL": 4_658, "CUB": 1_013, "africa": 9_961}, partition=True
    )
    (found,) = stated_sums(figures, lattice)
    assert (found.excess, found.identities, found.kind) == (1_262, (PARTITION,), "arithmetic")
    assert [f.low for f in found.having(PART)] == [1_013, 4_658, 9_961]
    assert [f.low for f in found.having(WHOLE)] == [16_894]


def test_without_the_statement_the_residual_is_told_and_contradicts_nothing(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    parts = {"NPL": 4_658, "CUB": 1_013, "africa": 9_961}
    figures = _printed(figure, 16_894, parts, read_high=None)
    (total,) = sums_of_parts(figures, lattice)
    assert (total.low, total.high, total.stated) == (15_632, 15_632, False)
    assert (total.residual_low, total.residual_high) == (1_262, None)
    assert stated_sums(figures, lattice) == []
    stated = [replace(figures[0], partition=True), *figures[1:]]
    assert [c.excess for c in stated_sums(stated, lattice)] == [1_262]


def test_parts_at_least_leave_room_for_any_larger_total(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole, *parts = _printed(figure, 100, {"NPL": 40, "CUB": 50}, partition=True)
    parts[0] = replace(parts[0], read_high=None)
    assert stated_sums([whole, *parts], lattice) == []
    (total,) = sums_of_parts([whole, *parts], lattice)
    assert (total.high, total.residual_low, total.residual_high) == (None, None, 10)


def test_parts_above_a_stated_total_are_told_as_few_as_suffice(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    parts = {"NPL": 60, "CUB": 50, "PRK": 50, "africa": 1}
    (found,) = stated_sums(_printed(figure, 100, parts, partition=True), lattice)
    assert found.ids == ("d/CUB", "d/NPL", "d/whole")
    assert (found.excess, found.complete) == (10, False)
    (only,) = stated_sums(_printed(figure, 100, {"NPL": 60, "CUB": 50}, partition=True), lattice)
    assert only.complete


def test_a_part_inside_another_part_is_not_counted_twice(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    figures = _printed(figure, 100, {"EGY": 30, "GHA": 20, "africa": 60, "NPL": 40})
    (total,) = sums_of_parts(figures, lattice)
    assert [p.scope.population for p in total.parts] == ["NPL", "africa"]
    assert (total.residual_low, total.residual_high) == (0, 0)


def test_parts_of_another_measure_or_date_do_not_add_up(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole, part = _printed(figure, 100, {"NPL": 40})
    for other in ({"measure": "recruited"}, {"as_of": replace(part.scope.as_of, text="2025")}):
        odd = replace(part, scope=replace(part.scope, **other))
        assert sums_of_parts([whole, odd], lattice) == []
