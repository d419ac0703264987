"""Where things lie and how they run: read from the environment once, when definitions load.

No rule of the domain and nothing of Dagster is here.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path

from pipelines.remote.urls import WrongAddress, is_url
from warehouse.engines import ENGINES
from warehouse.keeping import KEEP

CATALOG = Path(__file__).parents[1] / "sources" / "catalog"
ARCHIVE = "archive"  # folder under OUT
WARNING = "warning"  # metadata of a materialization: what whoever runs the build should read
LOCAL = "127.0.0.1"  # where servers listen, whatever the environment says
EXECUTORS = ("in_process", "multiprocess")
MOST_PROCESSES = 256  # more than the cores of any one machine that is likely; each holds 200 MB
SENSOR_SECONDS = 30  # a person who saves a file wants to see the run start; hashing takes 10 ms


class WrongSetting(ValueError):  # noqa: N818  # named for what is the matter
    """An environment variable means nothing; the message says what was expected."""


def _whole(name: str, default: int, what: str) -> int:
    """A whole number from the environment. Raises `WrongSetting` where it is none."""
    given = os.environ.get(name) or str(default)
    if not (given.isascii() and given.isdigit()):
        raise WrongSetting(f"{name}={given!r}: expected {what}, a whole number such as {default}")
    return int(given)


def _processes() -> int:
    """At least one, and fewer than would end the machine. Raises `WrongSetting`."""
    what = "how many processes share the work of a step in Python"
    given = _whole("MUSTER_PROCESSES", 1, what)
    if not 1 <= given <= MOST_PROCESSES:
        raise WrongSetting(f"MUSTER_PROCESSES={given}: expected {what}, from 1 to {MOST_PROCESSES}")
    return given


def _one_of(name: str, known: tuple[str, ...]) -> str:
    """A word from the environment, by default the first of those that are known.

    Raises `WrongSetting` where it is none of them.
    """
    given = os.environ.get(name) or known[0]
    if given not in known:
        raise WrongSetting(f"{name}={given!r}: expected one of {known}")
    return given


def number(name: str, default: float, most: float, what: str) -> float:
    """A number from 0 to `most` from the environment. Raises `WrongSetting` where it is none."""
    given = os.environ.get(name, "").strip()
    try:
        found = float(given) if given else default
    except ValueError:
        found = math.nan
    if not 0 <= found <= most:
        raise WrongSetting(f"{name}={given[:80]!r}: expected {what} from 0 to {most:,.0f}")
    return found


def _place(given: str) -> Path:
    """The folder that an environment variable means. Raises `WrongSetting`."""
    from pipelines.remote.desk import place

    try:
        return place(given)
    except WrongAddress as error:
        raise WrongSetting(f"MUSTER_OUT: {error}") from None


@dataclass(frozen=True)
class Settings:
    """`out` is a folder; of an address its desk (remote/desk.py). `assets` is a folder or the
    address of an object store (fsspec): by default OUT/assets, or the store whose desk OUT is;
    `keep_versions` how many published files are kept beside the one that stands; `report` the
    address at which the report is served beside the UI, empty where it is not; `processes` how many
    share the work of a step in Python; `engine` what runs the SQL models.
    """

    catalog: Path
    out: Path
    assets: str = ""
    executor: str = "in_process"
    sensor_seconds: int = SENSOR_SECONDS
    keep_versions: int = KEEP
    report: str = ""
    processes: int = 1
    engine: str = ENGINES[0]

    @classmethod
    def from_environment(cls) -> Settings:
        """MUSTER_CATALOG, MUSTER_OUT, MUSTER_ASSETS, MUSTER_EXECUTOR, MUSTER_SENSOR_SECONDS,
        MUSTER_KEEP_VERSIONS, MUSTER_PROCESSES, MUSTER_ENGINE, and MUSTER_REPORT_ADDRESS, which
        `muster ui` sets.

        Raises `WrongSetting` where one of them means nothing.
        """
        return cls(
            catalog=Path(os.environ.get("MUSTER_CATALOG") or CATALOG).resolve(),
            out=_place(os.environ.get("MUSTER_OUT") or "data").resolve(),
            assets=os.environ.get("MUSTER_ASSETS") or "",
            executor=_one_of("MUSTER_EXECUTOR", EXECUTORS),
            engine=_one_of("MUSTER_ENGINE", ENGINES),
            sensor_seconds=_whole(
                "MUSTER_SENSOR_SECONDS", SENSOR_SECONDS, "seconds between two looks at the catalog"
            ),
            keep_versions=_whole(
                "MUSTER_KEEP_VERSIONS", KEEP, "how many earlier versions are kept (0: none)"
            ),
            report=os.environ.get("MUSTER_REPORT_ADDRESS") or "",
            processes=_processes(),
        )

    @property
    def base(self) -> Path:
        """Where the Parquet of the assets lies on this machine."""
        return Path(self.assets) if self.assets and not is_url(self.assets) else self.out / "assets"

    @property
    def behind(self) -> str:
        """The address of the store behind it; empty where there is none."""
        if self.assets:
            return self.assets if is_url(self.assets) else ""
        from pipelines.remote.desk import url_of

        url = url_of(self.out)
        return f"{url}/assets" if url else ""
