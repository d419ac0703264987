"""The progress bar of a long command, on stderr; silent where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress_bar(doing: str = "building") -> Iterator[Callable[[int, int, str], None]]:
    """Yields `advance(done, total, name of the step)`; `doing` stands before the bar."""
    console = Console(stderr=True)
    columns = (
        TextColumn(doing),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[step]}"),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(doing, total=None, step="starting")

        def advance(done: int, total: int, step: str) -> None:
            progress.update(task, completed=done, total=total, step=escape(step))

        yield advance
