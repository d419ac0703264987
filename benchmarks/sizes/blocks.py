"""The tables of docs/sizes.md, each from the results alone; where they stand is render.py's."""

from __future__ import annotations

from benchmarks.sizes import words
from benchmarks.sizes.curve import last_exponent, slope
from benchmarks.sizes.ends import BILLION, End, by_first, end, memories, times
from benchmarks.sizes.process import GIB
from benchmarks.sizes.projection import bytes_per_row, pairs_at, projected
from benchmarks.sizes.records import CLAIMS, DOCUMENTS, ROUTES, Record, Results
from benchmarks.sizes.stage import stages

EVERY_PAIR = 10_000_000  # pairs, beyond which only some are stored: models/comparison.sql
# The tables that grow with what is asked, each with the stage that writes it.
GROWING = {
    "claim": "claim tables", "origin": "claim tables", "cell": "claim tables",
    "cell_within": "comparison", "comparison": "comparison", "claim_version": "history",
    "drift": "drift", "bound": "inferred tables", "bound_claim": "inferred tables",
    "conflict": "inferred tables", "reconciled": "ruled tables",
    "reconciled_claim": "ruled tables", "suspected_repeat": "suspected table",
}  # fmt: skip


def _sizes(results: Results, kind: str) -> list[int]:
    return sorted({r.size for r in results.records.values() if r.kind == kind})


def _cell(record: Record | None) -> str:
    """Seconds by the clock, of cores, and memory, of a stage at a size."""
    if record is None:
        return words.ABSENT
    if not record.tried:
        return "not tried"
    took = f"{words.number(record.wall)} ({words.number(record.cpu)}) s"
    held = f"{words.number(record.peak / GIB)} GiB"
    told = f" {record.why.split(':')[0]}:" if record.why else ""
    empty = "*" if record.without else ""
    return f"{told} {took}, {held}{empty}".strip()


def _grown(results: Results, kind: str) -> str:
    sizes, rows = _sizes(results, kind), []
    for name, stage in stages(kind).items():
        records = results.of(kind, name)
        if not records:
            continue
        by_size = {r.size: r for r in records}
        rows.append([
            f"{name}: {stage.does}", *(_cell(by_size.get(size)) for size in sizes),
            words.power(last_exponent(times(records))), words.size(slope(memories(records))),
        ])  # fmt: skip
    headings = ["stage", *(f"{size:,}" for size in sizes), "power", f"memory per {kind[:-1]}"]
    return words.table(headings, rows)


def claims(results: Results) -> str:
    """Stages of claims at every size."""
    return _grown(results, CLAIMS)


def documents(results: Results) -> str:
    """Stages of documents at every size."""
    return _grown(results, DOCUMENTS)


def pairs(results: Results) -> str:
    """Pairs of claims by shape and size: that may be compared, and that are stored."""
    rows = []
    for kind, shape in ((CLAIMS, "cells fill up"), (ROUTES, "about twenty in a cell")):
        for r in results.of(kind, "comparison"):
            rows.append([
                shape, f"{r.size:,}", words.large(r.told.get("pairs in cells")),
                words.number(r.told["pairs in cells"] / r.size) if r.told else words.ABSENT,
                words.large(r.told.get("claims of the fullest cell")),
                words.large(r.made.get("comparison", (None, 0))[0]), _cell(r),
            ])  # fmt: skip
    headings = ["shape", "claims", "pairs in cells", "per claim", "fullest cell", "stored", "took"]
    return words.table(headings, rows)


def rows(results: Results) -> str:
    """Rows and bytes of the tables that grow, at the largest size at which each was made."""
    told = []
    for name, stage in GROWING.items():
        made = [r for r in results.of(CLAIMS, stage) if name in r.made and not r.without]
        if made and made[-1].made[name][0]:
            count, size = made[-1].made[name]
            told.append([f"`{name}`", f"{made[-1].size:,}", f"{count:,}", words.size(size),
                         f"{words.number(size / count)} B"])  # fmt: skip
    return words.table(["table", "claims", "rows", "Parquet", "a row"], told)


def _ends(results: Results, kind: str) -> list[End]:
    return [end(n, r) for n in stages(kind) if (r := results.of(kind, n))]


def ends(results: Results) -> str:
    """Where each stage reaches a day of one core or 24 GiB, and which is the first."""
    told = []
    for kind in (CLAIMS, DOCUMENTS):
        found = by_first(_ends(results, kind))
        if found:
            first = found[0]
            told.append(
                f"Of {kind}, `{first.stage}` is the first to end, at some "
                f"{words.large(first.first)} {kind}, by {first.of}."
            )
            rows = [
                [f"`{e.stage}`", words.large(e.day), words.large(e.memory), e.of] for e in found
            ]
            told.append(
                words.table([f"stage of {kind}", "a day of a core", "24 GiB", "ends by"], rows)
            )
    return "\n\n".join(told)


def projection(results: Results) -> str:
    """Every stage at a billion claims, and documents, on paper."""
    rows = []
    for kind in (CLAIMS, DOCUMENTS):
        for name in stages(kind):
            if records := results.of(kind, name):
                p = projected(name, records)
                largest = max((r.size for r in records if r.why is None), default=None)
                rows.append([
                    f"`{name}`, {kind}", p.where, f"{largest:,}" if largest else words.ABSENT,
                    words.ABSENT if p.per_million is None else words.number(p.per_million),
                    words.power(p.power), words.large(p.core_hours),
                ])  # fmt: skip
    headings = ["stage", "where", "measured up to", "s of cores per million", "power",
                "hours of cores at 10^9"]  # fmt: skip
    return words.table(headings, rows)


def storage(results: Results) -> str:
    """Bytes per row and what they come to at a billion claims, and pairs in either shape."""
    told = []
    for name, stage in GROWING.items():
        made = [r for r in results.of(CLAIMS, stage) if name in r.made and not r.without]
        if name == "comparison":  # where every pair is stored, not the contradictory ones alone
            made = [r for r in made if r.told["pairs in cells"] <= EVERY_PAIR]
        if not made or (each := bytes_per_row(made[-1], name)) is None:
            continue
        if name == "comparison":
            for kind, shape in ((CLAIMS, "cells fill up"), (ROUTES, "twenty in a cell")):
                count = pairs_at(results.of(kind, "comparison"))
                told.append([f"every pair, {shape}", words.number(each), words.large(count),
                             words.size(count and count * each)])  # fmt: skip
        elif made[-1].size:
            count = made[-1].made[name][0] / made[-1].size * BILLION
            told.append([f"`{name}`", words.number(each), words.large(count),
                         words.size(count * each)])  # fmt: skip
    return words.table(["rows", "bytes each", "at 10^9 claims", "Parquet"], told)


def machine(results: Results) -> str:
    """What it was measured on, and how much else that machine had to do."""
    m = results.machine
    loads = sorted(r.load for r in results.records.values() if r.tried) or [0.0]
    middle = loads[len(loads) // 2]
    return (
        f"{m['cores']} cores, {m['gib']} GiB, Python {m['python']}, {m['date']}. When a stage "
        f"began, {words.number(middle)} processes wanted a core in the middle, "
        f"{words.number(loads[-1])} at most."
    )


BLOCKS = {
    "machine": machine, "claims": claims, "pairs": pairs, "rows": rows, "documents": documents,
    "ends": ends, "storage": storage, "projection": projection,
}  # fmt: skip
