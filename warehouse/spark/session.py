"""The Spark session of this process: made when it is first asked for, gone with the
process: its Java ends when nobody holds the other end of its pipe, however the process ended.

MUSTER_SPARK_MASTER names the master (local[*]: this machine, all cores), MUSTER_SPARK_MEMORY how
much memory the driver has, which in local mode does the work too. Whatever else Spark should know
stands in its own places: SPARK_CONF_DIR, spark-defaults.conf.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.engines import EngineMissing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "127.0.0.1"
MASTER = "local[*]"
MEMORY = "2g"  # a million claims were not tried with less; what a laptop can spare
QUIET = Path(__file__).with_name("log4j2.properties")

_ALWAYS = {
    "spark.app.name": "muster",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",  # what steps in Python hand back
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # numbers that are too large are errors, as in DuckDB
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    # Of Spark 4.3, this one makes an unresolved plan of a union whose rows are numbered.
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases"
    ),
}


def check() -> None:
    """Raise `EngineMissing` where Spark cannot run here; starts nothing."""
    from importlib.util import find_spec

    if find_spec("pyspark") is None:
        raise EngineMissing("Spark is not installed: pip install 'muster[spark]'")
    java = os.environ.get("JAVA_HOME")
    if not (Path(java, "bin", "java").exists() if java else shutil.which("java")):
        raise EngineMissing("Spark needs Java 17 or later: install it, or set JAVA_HOME")


@cache
def session() -> SparkSession:
    """The session. Raises `EngineMissing` where Spark cannot run or does not start."""
    check()
    master = os.environ.get("MUSTER_SPARK_MASTER") or MASTER
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas 3, which is not used with it
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(master)
        for name, value in (_ALWAYS | _of(master)).items():
            builder = builder.config(name, value)
        try:
            return builder.getOrCreate()
        except Exception as error:  # what the Java side throws, in many types
            raise EngineMissing(f"Spark did not start on {master}: {error}") from error


def _of(master: str) -> dict[str, str]:
    """What depends on where it runs: on one machine nothing listens to others, and as many parts
    are made as there are cores, for rows are not sent anywhere."""
    told = {
        "spark.driver.memory": os.environ.get("MUSTER_SPARK_MEMORY") or MEMORY,
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
        "spark.sql.warehouse.dir": tempfile.gettempdir(),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={QUIET} -Duser.timezone=UTC",
    }
    if not master.startswith("local"):
        return told
    os.environ.setdefault("SPARK_LOCAL_IP", LOCAL)
    return told | {
        "spark.driver.host": LOCAL,
        "spark.driver.bindAddress": LOCAL,
        "spark.sql.shuffle.partitions": str(max(2, os.cpu_count() or 2)),
    }
