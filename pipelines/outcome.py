"""How a build went, told from what Dagster recorded of its run. What a person reads of it stands in
cli/summary.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg

from pipelines.room import in_words


@dataclass(frozen=True)
class BuildOutcome:
    """How a build went. `counts` are rows per table, `rejected` the records that were refused.

    `checks` counts check results: passed, failed (severity error), warnings. `seconds` is the time
    of each step. `failed_step` and `message` say what went wrong where `success` is false.
    """

    build_id: str
    success: bool
    published: Path | None
    rejected: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    failed_step: str | None = None
    message: str | None = None


def outcome(
    result: dg.ExecuteInProcessResult, out: Path, gate: list[dg.AssetCheckEvaluation]
) -> BuildOutcome:
    """The outcome of a run into `out`; `gate` is what the gate found."""
    counts: dict[str, int] = {}
    seconds: dict[str, float] = {}
    failures = []
    checks: Counter[str] = Counter()
    for event in result.all_events:
        if event.is_step_success and event.step_key:
            seconds[event.step_key] = event.step_success_data.duration_ms / 1000
        elif event.is_step_failure:
            failures.append(event)
        elif event.is_step_materialization:
            made = event.step_materialization_data.materialization
            rows = made.metadata.get("dagster/row_count")
            if rows is not None and made.asset_key is not None:
                counts[made.asset_key.path[-1]] = int(str(rows.value))
    for found in gate:
        severe = found.severity == dg.AssetCheckSeverity.ERROR
        checks["passed" if found.passed else "failed" if severe else "warnings"] += 1
    message = None
    if failures:
        error = failures[0].step_failure_data.error
        message = error.message.strip() if error else None
        while error is not None and error.cause is not None:
            error = error.cause
            message = error.message.strip()
    published = out / "muster.duckdb"
    return BuildOutcome(
        build_id=result.run_id,
        success=result.success,
        published=published if result.success else None,
        rejected=counts.get("rejected", 0),
        counts=counts,
        checks=dict(checks),
        seconds=seconds,
        failed_step=failures[0].step_key if failures else None,
        message=in_words(message) if message else None,
    )
