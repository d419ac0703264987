"""Dagster's executors, one run at a time: a run from the UI holds OUT as a build does (lock.py),
and a run of one month of documents that month.

Also where each step has a process of its own: the process that leads the run holds OUT for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipelines.instance import end_runs
from pipelines.leftovers import sweep
from pipelines.lock import holding, patience
from pipelines.months import place
from pipelines.settings import Settings


class Alone(dg.Executor):
    """Runs what another executor runs, while it holds the folder of what it writes.

    Raises `Busy` where another build holds it for too long, which fails the run.
    """

    def __init__(self, inner: dg.Executor, settings: Settings) -> None:
        self.inner, self.settings = inner, settings

    @property
    def retries(self) -> Any:
        """Those of the inner executor."""
        return self.inner.retries

    @property
    def step_dependency_config(self) -> Any:
        """That of the inner executor."""
        return self.inner.step_dependency_config

    def execute(self, plan_context: Any, execution_plan: Any) -> Iterator[Any]:
        """The events of the inner executor."""
        waiting = plan_context.log.info
        out = self.settings.out
        held = place(out, plan_context.dagster_run, execution_plan.step_keys_to_execute)
        with holding(held, plan_context.run_id, patience(), waiting) as died:
            end_runs(plan_context.instance, died)
            if held == out:
                sweep(self.settings)
            yield from self.inner.execute(plan_context, execution_plan)


def alone(definition: dg.ExecutorDefinition, settings: Settings) -> dg.ExecutorDefinition:
    """The same executor with the same configuration, one run at a time."""

    def create(context: dg.InitExecutorContext) -> dg.Executor:
        assert definition.executor_creation_fn is not None  # Dagster's own have one
        return Alone(definition.executor_creation_fn(context), settings)

    schema: Any = definition.config_schema
    return dg.ExecutorDefinition(
        definition.name, schema, definition.get_requirements, create,
        definition.description,
    )  # fmt: skip
