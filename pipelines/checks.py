"""The asset checks: those of warehouse.validation, one op per table, and the refused records.

What is checked stands in the warehouse; Great Expectations is imported only where a check runs.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import dagster as dg

from pipelines.check_results import metadata, sentence
from pipelines.io import Stored
from pipelines.links import refused
from pipelines.resources import MusterPaths
from pipelines.shown import table as shown
from warehouse.derive import reads
from warehouse.model import models
from warehouse.validation import Check, checks_for

SHOWN = 50  # refused records in the UI; all of them are in the table `rejected`
SEVERITY = {"error": dg.AssetCheckSeverity.ERROR, "warning": dg.AssetCheckSeverity.WARN}


def _waits_for(name: str, waits: Mapping[str, set[str]]) -> set[str]:
    """Everything that a table waits for, at any distance."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        new = waits.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


@cache
def _early() -> frozenset[tuple[str, str]]:
    """The (table, name) of the checks that can block what comes after their table.

    What comes after then waits for every table that the check reads: so none of these may itself
    come after. The other checks run when their tables are there, and the gate, which makes every
    check again, blocks in their stead.
    """
    waits = reads()
    every = [check for table in models() for check in checks_for(table)]
    early = set()
    for check in sorted(every, key=lambda c: (c.severity != "error", c.table, c.name)):
        others = set(check.tables_needed[1:])
        if all(check.table not in _waits_for(other, waits) for other in others):
            waits[check.table] = waits[check.table] | others
            early.add((check.table, check.name))
    return frozenset(early)


def _op(
    name: str, table: str, checks: Iterable[Check], *, blocking: bool
) -> dg.AssetChecksDefinition:
    checks = tuple(checks)
    needed = sorted({t for c in checks for t in c.tables_needed})
    specs = [
        dg.AssetCheckSpec(
            c.name,
            asset=table,
            description=c.description,
            blocking=blocking and c.severity == "error",
            additional_deps=list(c.tables_needed[1:]),
        )
        for c in checks
    ]

    @dg.multi_asset_check(
        name=name, specs=specs, can_subset=True, ins={t: dg.AssetIn(t) for t in needed},
        description=f"Checks of the table {table}, inside DuckDB.",
    )  # fmt: skip
    def run(
        context: dg.AssetCheckExecutionContext, **stored: Stored
    ) -> Iterator[dg.AssetCheckResult]:
        from warehouse.validation import validate

        asked = {key.name for key in context.selected_asset_check_keys}
        found = validate(table, {t: [s.file()] for t, s in stored.items()})
        for result in found:
            if result.check_name in asked:
                yield dg.AssetCheckResult(
                    passed=result.passed,
                    asset_key=table,
                    check_name=result.check_name,
                    severity=SEVERITY[result.severity],
                    description=sentence(result.n_failing, result.n_rows, result.because) or None,
                    metadata=metadata(
                        table,
                        result.check_name,
                        result.n_failing,
                        result.failing_ids,
                        result.n_rows,
                    ),
                )

    return run


@dg.asset_check(
    asset="catalog", name="nothing_refused", blocking=False,
    description="Every record of the catalog could be read. Refused ones are listed here and in "
    "the table `rejected`; the others are published.",
)  # fmt: skip
def nothing_refused(paths: MusterPaths, catalog: Stored) -> dg.AssetCheckResult:
    """A warning with file, line and message of each refused record."""
    import pandas as pd

    rejected = pd.read_parquet(catalog.file("rejected")).sort_values(["file", "line"])
    first = rejected.head(SHOWN)
    told: dict[str, Any] = {"refused": len(rejected)}
    description = None
    if len(first):
        places = first["file"] + ":" + first["line"].astype("str")
        rows = list(zip(places, first["key"], first["message"], strict=True))
        told["records"] = shown(["file and line", "key", "what is wrong"], rows)
        told["open"] = refused(first, paths.catalog_dir)
        description = f"**{len(rejected):,} refused**: each is listed with its file and line."
    return dg.AssetCheckResult(
        passed=first.empty, severity=dg.AssetCheckSeverity.WARN, description=description,
        metadata=told,
    )  # fmt: skip


def asset_checks() -> list[dg.AssetChecksDefinition]:
    """Every check of every table that a model makes, and of the catalog."""
    found = [nothing_refused]
    for table in models():
        checks = checks_for(table)
        early = [c for c in checks if (table, c.name) in _early()]
        late = [c for c in checks if (table, c.name) not in _early()]
        if early:
            found.append(_op(f"check_{table}", table, early, blocking=True))
        if late:
            found.append(_op(f"check_{table}_with_others", table, late, blocking=False))
    return found
