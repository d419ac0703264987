"""How assets are handed over: Parquet written beside and renamed; loading gives paths, not rows.

An asset is one file, <base>/<asset>.parquet, or a folder of frames, <base>/<asset>/<frame>.parquet;
how damage to them is found stands in sums.py. What the rows mean is no concern of this module.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import dagster as dg
from upath import UPath

from pipelines import sums
from pipelines.whole import BESIDE, whole
from sources.beside import naming

FRAMES = "muster/frames"  # definition metadata of an asset that is a folder of frames


@dataclass(frozen=True)
class Stored:
    """Where an asset lies on this machine."""

    path: Path

    def file(self, frame: str | None = None) -> Path:
        """Its Parquet file, or that of one of its frames."""
        return self.path / f"{frame}.parquet" if frame else self.path

    def frames(self) -> dict[str, Path]:
        """The files of its frames by name; a single file under the name of the asset."""
        if not self.path.is_dir():
            return {self.path.stem: self.path}
        return {p.stem: p for p in sorted(self.path.glob("*.parquet"))}


@dataclass
class Query:
    """A result that writes itself: `write(output, standing)` puts Parquet at `output`.

    It returns the rows; `standing` is where the result of the run before lies, if there was one.
    """

    write: Callable[[Path, Path], int]
    seconds: float = 0.0


class ParquetFiles(dg.UPathIOManager):
    """Local files as they are; those of an object store are fetched and sent as wholes."""

    def get_asset_relative_path(self, context: dg.InputContext | dg.OutputContext) -> UPath:
        """The asset's own name, with a suffix where it is a single file."""
        told = context
        if isinstance(context, dg.InputContext) and context.upstream_output is not None:
            told = context.upstream_output
        folder = (told.definition_metadata or {}).get(FRAMES, False)
        *parents, name = context.asset_key.path
        return UPath(*parents, name if folder else f"{name}.parquet")

    def dump_to_path(self, context: dg.OutputContext, obj: Any, path: UPath) -> None:
        """Write a DataFrame or a `Query`, or a mapping of these (a folder)."""
        with self._to_write(path) as local:
            start = perf_counter()
            with naming(local):
                if isinstance(obj, Mapping):
                    writers = {n: _writer(f, local / f"{n}.parquet") for n, f in obj.items()}
                    write_folder(local, writers)
                else:
                    write_file(local, _writer(obj, local))
            if isinstance(obj, Query):
                obj.seconds = perf_counter() - start

    def load_from_path(self, context: dg.InputContext, path: UPath) -> Stored:
        """Where the asset lies; raises `FileNotFoundError` where it was never made, and
        `dagster.Failure` that names the file where its bytes are not those that were written.
        """
        if not path.exists():
            name = context.asset_key.to_user_string()
            raise FileNotFoundError(f"{path}: the asset {name} has not been materialized yet")
        local = self._fetched(path)
        try:
            sums.verify(local)
        except sums.Damaged as damaged:
            raise dg.Failure(str(damaged), allow_retries=False) from damaged
        return Stored(local)

    def get_metadata(self, context: dg.OutputContext, obj: Any) -> dict[str, Any]:
        """Rows, preview, and for a query the time that it took."""
        from pipelines.metadata import of_materialization

        name = context.asset_key.path[-1]
        path = self._fetched(self._path_of(context))
        return of_materialization(
            name, Stored(path), obj.seconds if isinstance(obj, Query) else None
        )

    def part(self, asset: str, key: str) -> Stored | None:
        """One partition of an asset; None where it was never made, or is not as it was written."""
        path = self.make_safe_partition_path(self._base_path / asset, key)
        if not path.exists():
            return None
        local = self._fetched(path)
        try:
            sums.verify(local)
        except (sums.Damaged, FileNotFoundError):  # the second: it is being replaced
            return None
        return Stored(local)

    def _path_of(self, context: dg.OutputContext) -> UPath:
        if not context.has_asset_partitions:
            return self._get_path(context)
        (path,) = self._get_paths_for_partitions(context).values()
        return path

    def _local(self, path: UPath) -> bool:
        return getattr(path, "protocol", "") in ("", "file", "local")

    def _fetched(self, path: UPath) -> Path:
        if self._local(path):
            return Path(str(path))
        cache = Path(tempfile.mkdtemp(prefix="muster-")) / path.name
        path.fs.get(path.path, str(cache), recursive=True)
        listed = path.parent / sums.listing(cache).name
        if not cache.is_dir() and listed.exists():
            path.fs.get(listed.path, str(sums.listing(cache)))
        return cache

    @contextmanager
    def _to_write(self, path: UPath) -> Iterator[Path]:
        if self._local(path):
            yield Path(str(path))
            return
        local = self._fetched(path) if path.exists() else Path(tempfile.mkdtemp()) / path.name
        yield local
        if local.is_dir() and path.exists():
            path.fs.rm(path.path, recursive=True)
        path.fs.put(str(local), path.path, recursive=local.is_dir())
        if not local.is_dir():
            listed = sums.listing(local)
            path.fs.put(str(listed), (path.parent / listed.name).path)
        shutil.rmtree(local.parent)


def _writer(given: Any, standing: Path) -> Callable[[Path], int]:
    """Writes a DataFrame, or a query that may look at what stands."""

    def write(path: Path) -> int:
        if isinstance(given, Query):
            return given.write(path, standing)
        given.to_parquet(path, index=False, compression="zstd")
        return len(given)

    return write


def write_file(path: Path, write: Callable[[Path], int]) -> int:
    """Write beside `path`, then rename over it; a failure leaves what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=BESIDE) as folder:
        beside = Path(folder) / path.name
        rows = write(beside)
        digest = sums.digest(beside)
        sums.note(path, digest, alone=False)
        beside.replace(path)
    sums.note(path, digest, alone=True)
    return rows


def write_folder(path: Path, writers: Mapping[str, Callable[[Path], int]]) -> None:
    """Write a folder of frames beside `path`, then put it in its place."""
    with whole(path) as new:
        new.mkdir(mode=0o755)
        for name, write in writers.items():
            write(new / f"{name}.parquet")
        sums.note_all(new)
