"""The steps of a run as they begin and end, for a progress bar (cli/progress.py)."""

from __future__ import annotations

import logging
from collections.abc import Callable

import dagster as dg

Progress = Callable[[int, int, str], None]


class Steps(logging.Handler):
    """Counts the steps of a run as they end."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        super().__init__()
        self.total, self.done, self.progress = total, 0, progress

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of an event of Dagster's, where it is of a step."""
        told = getattr(record, "dagster_meta", {})
        event = told.get("dagster_event")
        if event is None or not event.step_key or self.progress is None:
            return
        if event.event_type_value == "STEP_START":
            self.progress(self.done, self.total, event.step_key)
        elif event.event_type_value in ("STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED"):
            self.done += 1
            self.progress(self.done, self.total, event.step_key)


def logger(steps: Steps) -> dg.LoggerDefinition:
    """Dagster's log of a run goes to the progress bar and nowhere else."""

    def make(_context: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("muster.build", logging.DEBUG)
        logger.addHandler(steps)
        return logger

    return dg.LoggerDefinition(make, description="Steps as they end.")
