"""What all assets share: owners, retries, and the metadata that is known before anything runs."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg
import duckdb

from pipelines.columns import with_lineage
from pipelines.io import FRAMES

OWNER = ["team:muster"]
INTERRUPTED = (dg.DagsterExecutionInterruptedError, KeyboardInterrupt)


class RetryPolicy(dg.RetryPolicy):
    """A policy that leaves alone what a person ends.

    Dagster asks its policies about interruptions too, and would begin a step again that somebody
    has just ended, and in the end publish.
    """

    def calculate_delay(self, attempt_num: int) -> float:
        """Seconds to wait. Raises the interruption, where that is what ended the attempt."""
        if isinstance(error := sys.exception(), INTERRUPTED):
            raise error
        return super().calculate_delay(attempt_num)


# A full disk or a file that is just being written may be over in a moment; nothing else is.
RETRY = RetryPolicy(max_retries=2, delay=1, backoff=dg.Backoff.EXPONENTIAL)
PASSING = (OSError, duckdb.IOException, dg.Failure, dg.RetryRequested)


@contextmanager
def retry_only_files() -> Iterator[None]:
    """Let errors of the file system be retried; any other would come again, and is final."""
    try:
        yield
    except PASSING:
        raise
    except Exception as error:
        described = f"{type(error).__name__}: {error}"
        raise dg.Failure(described, allow_retries=False) from error


def known(asset: str, *, frames: bool = False) -> dict[str, Any]:
    """Metadata of a definition: the columns, and how the asset is stored."""
    told: dict[str, Any] = {"dagster/column_schema": with_lineage(asset)}
    return told | ({FRAMES: True} if frames else {})


def version(text: str) -> str:
    """A code version: the same text, the same version."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
