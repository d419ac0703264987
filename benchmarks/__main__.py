"""Prints the ratios. `make bench`; `python -m benchmarks --quick` leaves the million out."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import against_bare

ROOT = Path(__file__).parents[1]
IMPORTS = "import dagster, great_expectations"


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    megabytes: float


def cost(*arguments: str) -> Cost:
    """Run Python with these arguments; wall seconds and peak memory of that process alone."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(arguments)}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def best(runs: int, *arguments: str) -> Cost:
    """The fastest of several runs, which is the one least disturbed."""
    return min((cost(*arguments) for _ in range(runs)), key=lambda c: c.seconds)


def build(catalog: Path, out: Path) -> tuple[str, ...]:
    """Arguments that run the whole build."""
    where = ("--catalog", str(catalog), "--out", str(out))
    return ("-m", "pipelines.cli", "build", "--offline", *where)


def catalog_against_bare(folder: Path, runs: int) -> None:
    """The build of the repository's catalog against imports and SQL alone, and its inference."""
    from benchmarks.bounds import catalog

    out = folder / "catalog"
    whole = best(runs, *build(ROOT / "sources" / "catalog", out))
    imports = best(runs, "-c", IMPORTS)
    sql = best(runs, "-m", "benchmarks.bare", str(out / "assets"))
    base = imports.seconds + sql.seconds
    print("the catalog of the repository")
    print(f"  build {whole.seconds:.1f} s, {whole.megabytes:,.0f} MB")
    print(f"  imports {imports.seconds:.1f} s + the same SQL bare {sql.seconds:.1f} s")
    print(f"  ratio {whole.seconds / base:.2f} (aim: at most 1.5)")
    catalog(out / "assets", whole.seconds)


def growth(folder: Path, sizes: tuple[int, ...]) -> None:
    """Whole builds of synthetic worlds against the bare SQL and against plain pandas."""
    from benchmarks.world import generate

    seconds: dict[int, float] = {}
    for size in sizes:
        catalog, out = folder / f"world-{size}", folder / f"out-{size}"
        generate(catalog, size)
        whole = cost(*build(catalog, out))
        sql = cost("-m", "benchmarks.bare", str(out / "assets"))
        plain = cost("-m", "benchmarks.plain_pandas", str(catalog), str(folder / "pandas"))
        seconds[size] = whole.seconds
        print(f"{size:,} synthetic claims")
        print(f"  build {whole.seconds:.1f} s, peak {whole.megabytes:,.0f} MB")
        print(
            f"  the same SQL bare {sql.seconds:.1f} s, peak {sql.megabytes:,.0f} MB: "
            f"ratio {whole.seconds / sql.seconds:.2f} (aim: at most 1.5)"
        )
        print(
            f"  plain pandas {plain.seconds:.1f} s, peak {plain.megabytes:,.0f} MB: "
            f"{plain.seconds / whole.seconds:.1f} times the build (aim: at least 10)"
        )
        shutil.rmtree(catalog)
    small, large = sizes[0], sizes[-1]
    exponent = math.log(seconds[large] / seconds[small]) / math.log(large / small)
    print(f"growth from {small:,} to {large:,}: exponent {exponent:.2f} (aim: at most 1.1)")


def main() -> None:
    """Run what is asked for in a temporary folder."""
    from benchmarks import bounds, contradictions, load

    quick = "--quick" in sys.argv
    print(f"{os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalog_against_bare(folder, 1 if quick else 3)
        load.report(folder / "catalog" / "assets", load.READERS, 5 if quick else load.PUBLICATIONS)
        against_bare(folder, 200 if quick else 2_000)
        contradictions.report(contradictions.SIZES[: 2 if quick else None])
        bounds.planted(bounds.SIZES[: 1 if quick else None])
        growth(folder, (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000))


if __name__ == "__main__":
    main()
