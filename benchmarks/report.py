"""What the report costs: `python -m benchmarks.report [TIMES]`, on the catalog TIMES times over."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.copied import copied
from benchmarks.handed import handed_over
from benchmarks.load import published

TIMES = 5  # 2,300 claims
HEAVIEST = 1.5  # MB: the aim


def report(times: int = TIMES) -> None:
    """Print what making everything took and what the report of it took, and what it weighs."""
    from warehouse.derive import derive
    from warehouse.report.write import write
    from warehouse.schema import tables

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        handed = folder / "handed"
        handed.mkdir()
        files = derive(handed_over(copied(folder / "catalog", times), handed), handed)
        path = published({n: files[n] for n in tables() if n in files}, folder, 1)
        derived = time.perf_counter()
        written = write(path, folder / "report")
        seconds = time.perf_counter() - derived
        sizes = sorted(
            ((p.stat().st_size, str(p.relative_to(folder))) for p in folder.glob("report/**/*")),
            reverse=True,
        )
    print(f"the catalog {times} times over")
    print(f"  derived and published in {derived - began:.1f} s, the report in {seconds:.1f} s")
    print(f"  {written.n_pages:,} pages, {written.n_charts:,} charts")
    print(f"  the heaviest page {written.heaviest / 1e6:.2f} MB (aim: at most {HEAVIEST})")
    for size, path in sizes[:5]:
        print(f"    {size / 1e6:.2f} MB {path}")


if __name__ == "__main__":
    report(*map(int, sys.argv[1:2]))
