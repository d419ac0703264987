"""Publication: a fresh file beside, the gate, one rename.

How the file is filled stands in fill.py, what is checked in validation/, and how files take one
another's place in versions.py.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from warehouse import versions
from warehouse.changes.since import Since, tell
from warehouse.content import write_content
from warehouse.fill import BuildInfo, Files, fill, record, verify
from warehouse.keeping import KEEP
from warehouse.ledger import keep as keep_ledger
from warehouse.ledger.history import VERSION
from warehouse.ledger.repair import Damaged
from warehouse.moments import after
from warehouse.schema import tables
from warehouse.validation import Result, validate, validate_file
from warehouse.validation.run import WRITTEN_BY_PUBLISHING

__all__ = ["BuildInfo", "Files", "GateFailed", "Published", "publish"]

BROKEN_DECLARATIONS = (
    duckdb.ConstraintException,
    duckdb.ConversionException,
    duckdb.BinderException,
)


@dataclass(frozen=True)
class Published:
    """The file that readers find, the checks recorded in it, where the one before it went, and what
    changed since.

    `ledger_lags` says why where the ledger could not be written: the file has all of the history,
    and the next build brings the ledger up to it.
    """

    path: Path
    results: tuple[Result, ...]
    kept: Path | None
    since: Since
    ledger_lags: str | None = None


class GateFailed(Exception):  # noqa: N818  # named for what happened, as the contract speaks of it
    """Checks of severity error failed: nothing was published, and the old file stands."""

    def __init__(self, results: Sequence[Result], left_at: Path | None = None) -> None:
        self.results = tuple(r for r in results if r.severity == "error" and not r.passed)
        self.left_at = left_at
        lines = [
            f"{r.asset}.{r.check_name}: {r.n_failing} of {r.n_rows} rows"
            f"{f' ({r.because})' if r.because else ''}"
            f"{f': {_shortened(r.failing_ids)}' if r.failing_ids else ''}"
            for r in self.results
        ]
        where = f"\nthe refused build is {left_at}" if left_at else ""
        super().__init__("\n".join(["the gate failed; nothing was published", *lines]) + where)


def _shortened(ids: Sequence[object], most: int = 5) -> str:
    told = ", ".join(i if isinstance(i, str) else json.dumps(i) for i in ids[:most])
    return told + (", ..." if len(ids) > most else "")


def publish(
    files: Files,
    out: Path,
    build: BuildInfo,
    results: Sequence[Result] = (),
    keep: int = KEEP,
    sent: Callable[[Path], None] | None = None,
) -> Published:
    """Build OUT/muster.duckdb from the Parquet of every table and put it in place in one step.

    `results` are those of checks made earlier, table by table: they count and are recorded too,
    except where the gate has made the same check. The last `keep` files stay in OUT/versions/.
    `sent` is called with the file that is about to be published, whole and checked: where it
    raises, nothing is.

    Raises `KeyError` where a table has no file, `ledger.keep.Overtaken` where another build was
    published since this one read the ledger, and `GateFailed` where a check of severity error
    fails: the old file then stays as it is, and the refused one is left as
    OUT/failed/muster.duckdb, with its check_result, so that one can look at the failing rows.
    """
    missing = sorted(tables().keys() - WRITTEN_BY_PUBLISHING - files.keys())
    if missing:
        raise KeyError(f"no file of the table {', '.join(missing)}")
    with versions.only_publisher(out):
        versions.remove_leftovers(out)
        keep_ledger.knows_all(keep_ledger.caught_up(out), files[VERSION])
        build = replace(build, built_at=after(out / versions.PUBLISHED, build.built_at))
        beside = out / f"{versions.BESIDE}{os.getpid()}.duckdb"
        try:
            _filled(files, beside)
            merged = _merged(validate_file(beside), results)
            record(beside, build, merged)
            if any(r.severity == "error" and not r.passed for r in merged):
                verify(beside)
                raise GateFailed(merged, _set_apart(beside, out))
            since = tell(out, beside)
            write_content(beside)
            verify(beside)
            if sent is not None:
                sent(beside)
            kept = versions.replace(beside, out, keep)
            _refused(out).unlink(missing_ok=True)
        finally:
            versions.remove_leftovers(out)
        lags = _why_the_ledger_lags(out)
    return Published(out / versions.PUBLISHED, tuple(merged), kept, since, lags)


def _why_the_ledger_lags(out: Path) -> str | None:
    """Bring the ledger up to the file just published; why not, where that cannot be done now.

    The publication stands: whatever hinders the ledger, the history is in the file.
    """
    try:
        return "; ".join(keep_ledger.caught_up(out).warnings) or None
    except (OSError, Damaged, duckdb.Error) as error:
        return f"the ledger of claims lags behind the published file until the next build: {error}"


def _refused(out: Path) -> Path:
    return out / "failed" / versions.PUBLISHED


def _set_apart(built: Path, out: Path) -> Path:
    """Keep the refused build, the latest only: evidence, not history."""
    refused = _refused(out)
    refused.parent.mkdir(exist_ok=True)
    return built.replace(refused)


def _filled(files: Files, path: Path) -> None:
    """Fill the file; where rows break a declaration, `GateFailed` names all that do.

    DuckDB itself stops at the first one.
    """
    try:
        fill(files, path)
    except BROKEN_DECLARATIONS as error:
        found = [r for name in tables() if name in files for r in validate(name, files)]
        if any(r.severity == "error" and not r.passed for r in found):
            raise GateFailed(found) from error
        raise


def _merged(gate: Sequence[Result], earlier: Sequence[Result]) -> list[Result]:
    """One result per check and table: the gate's, where it made the check."""
    by_name = {(r.asset, r.check_name): r for r in (*earlier, *gate)}
    return [by_name[name] for name in sorted(by_name)]
