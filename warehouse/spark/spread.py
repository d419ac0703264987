"""Shares work in Python out over the executors: `map`, on other machines.

What the parts are and why they need nothing of one another stands with who has them made.
"""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from warehouse.spark.session import session

T = TypeVar("T")
R = TypeVar("R")


class WorkFailed(RuntimeError):  # noqa: N818  # named for what is the matter
    """Work failed on an executor with an exception that cannot be sent; the message tells of it."""


@dataclass(frozen=True)
class _Failed:
    error: Exception


def spread(work: Callable[[T], R], parts: Sequence[T], /) -> Iterator[R]:
    """What `work` makes of each part, in the order of the parts.

    Work and parts are pickled; executors need to be able to import what they name. Raises what
    `work` raises for the first part that fails, as it is where it can be pickled and as
    `WorkFailed` where not.
    """
    if not parts:
        return
    context = session().sparkContext
    dealt = context.parallelize(list(parts), len(parts))
    for made in dealt.map(_sheltered(work)).collect():
        if isinstance(made, _Failed):
            raise made.error
        yield made


def _sheltered(work: Callable[[T], R]) -> Callable[[T], Any]:
    """The work, but that it hands back what it raises: Spark would try again, and then send the
    text of it alone."""

    def run(part: T) -> Any:
        try:
            return work(part)
        except Exception as error:
            return _Failed(_sendable(error))

    return run


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever its pickling raises
        return WorkFailed("".join(traceback.format_exception_only(error)).strip())
    return error
