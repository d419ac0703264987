"""What is tried again, and what somebody ended."""

from __future__ import annotations

import dagster as dg
import pytest

from pipelines.assets.common import RETRY


@pytest.mark.parametrize("ended", [dg.DagsterExecutionInterruptedError, KeyboardInterrupt])
def test_what_somebody_ended_is_not_begun_again(ended: type[BaseException]) -> None:
    ran = []

    @dg.asset(retry_policy=RETRY)
    def stopped() -> None:
        ran.append(1)
        raise ended

    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([stopped], instance=instance, raise_on_error=False)
    assert not result.success
    assert ran == [1]


def test_a_file_that_was_not_there_is_looked_for_again() -> None:
    ran = []

    @dg.asset(retry_policy=RETRY._replace(delay=0, backoff=None))
    def found_late() -> None:
        ran.append(1)
        if len(ran) < 3:
            raise FileNotFoundError("not yet")

    with dg.DagsterInstance.ephemeral() as instance:
        assert dg.materialize([found_late], instance=instance, raise_on_error=False).success
    assert ran == [1, 1, 1]
