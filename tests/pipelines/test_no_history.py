"""A run without a history: its result tells all, and nothing else does."""

from __future__ import annotations

import dagster as dg

from pipelines.history import no_history


@dg.asset
def read() -> int:
    return 7


@dg.asset
def doubled(read: int) -> int:
    return 2 * read


@dg.asset_check(asset=doubled)
def even(doubled: int) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=doubled % 2 == 0)


def test_a_run_is_told_by_its_result_and_kept_nowhere() -> None:
    with no_history() as instance:
        for _ in range(2):
            result = dg.materialize([read, doubled, even], instance=instance)
            assert result.success
            assert result.output_for_node("doubled") == 14
            made = {e.asset_key.path[-1] for e in result.get_asset_materialization_events()
                    if e.asset_key}  # fmt: skip
            assert made == {"read", "doubled"}
            assert [e.passed for e in result.get_asset_check_evaluations()] == [True]
        assert instance.get_latest_materialization_event(dg.AssetKey("read")) is None
        assert instance.all_logs(result.run_id) == []
