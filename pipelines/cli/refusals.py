"""What every command says where the disk refuses or a file is damaged: a sentence, and exit 1.

What is wrong with a catalog or with a call is said by the command itself.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pipelines.remote.urls import is_url
from pipelines.room import in_words

DAMAGE = (
    "Corrupt database file", "Could not read enough bytes", "not a valid DuckDB database",
    "Serialization Error", "INTERNAL Error",
)  # fmt: skip


def damaged(error: BaseException) -> bool:
    """Whether the engine found blocks of a file that are not as they were written."""
    of_the_engine = type(error).__module__.strip("_").startswith("duckdb")
    return of_the_engine and any(told in str(error) for told in DAMAGE)


@contextmanager
def in_a_sentence(out: Path | None) -> Iterator[None]:
    """Turn what the disk or the engine raises into the end of the command, exit 1."""
    try:
        yield
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        if error.filename is None:
            raise
        told = str(error)
        raise click.ClickException(told if is_url(error.filename) else in_words(told)) from error
    except Exception as error:
        if not damaged(error):
            raise
        path = (out or Path()) / "muster.duckdb"
        raise click.ClickException(
            f"{path} is damaged: its bytes are not those that were published. `muster build` "
            f"replaces it; the files before it are in {path.parent / 'versions'}"
        ) from error


def guarded(command: click.Command) -> click.Command:
    """The same command, which says in a sentence what the disk refuses."""
    callback = command.callback
    assert callback is not None  # a command that does nothing is none

    @wraps(callback)
    def run(*args: Any, **options: Any) -> Any:
        with in_a_sentence(options.get("out")):
            return callback(*args, **options)

    same = copy.copy(command)
    same.callback = run
    return same
