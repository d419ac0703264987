"""Puts a kept version in the published place: nothing is lost, and readers are never blocked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse import keeping
from warehouse.known_versions import Unknown, Version, find, reads_through, versions
from warehouse.ledger import keep as keep_ledger
from warehouse.ledger.repair import Damaged
from warehouse.versions import BESIDE, KEPT, only_publisher, remove_leftovers, replace


class Refused(Exception):  # noqa: N818  # named for what happened
    """A version was not put back; the message says why. The published file is as it was."""


@dataclass(frozen=True)
class RolledBack:
    """The version that is now published, and where the file that stood before is kept; None where
    there was none. `ledger_lags` says why, where the ledger could not be brought up to that file.
    """

    version: Version
    kept: Path | None
    ledger_lags: str | None = None


def rollback(out: Path, typed: str, sent: Callable[[Path], None] | None = None) -> RolledBack:
    """Publish the kept version whose id is, or begins with, `typed`, in one step.

    Waits for a build that is publishing. The file that stood is kept as a version, and no version
    is removed; the version itself is copied, so that whoever writes into the published file does
    not write into it. `sent` is called with that copy before it takes its place: where it raises,
    nothing was changed.

    Raises `Unknown` where no one version has this id, `Refused` where it is published already or
    is damaged. A version without a checksum is read from end to end instead.
    """
    with only_publisher(out):
        remove_leftovers(out)
        listed = versions(out)
        version = _wanted(listed, typed)
        lags = _caught_up(out)
        beside = out / f"{BESIDE}{os.getpid()}.duckdb"
        try:
            shutil.copyfile(version.path, beside)
            if keeping.sha256(beside) != keeping.sha256(version.path):
                raise Refused(f"{version.build_id} could not be copied whole; nothing was changed")
            with beside.open("rb") as copied:
                os.fsync(copied.fileno())
            if sent is not None:
                sent(beside)
            kept = replace(beside, out, None)
        finally:
            remove_leftovers(out)
    return RolledBack(version, kept, lags)


def _caught_up(out: Path) -> str | None:
    """Bring the ledger of claims up to the file that stands: the one put back knows less. Why not,
    where that cannot be done: the file is kept, and its history with it.
    """
    try:
        return "; ".join(keep_ledger.caught_up(out).warnings) or None
    except (OSError, Damaged, duckdb.Error) as error:
        return f"the ledger of claims does not have all of the file that stood: {error}"


def _wanted(listed: list[Version], typed: str) -> Version:
    standing = next((v for v in listed if v.published), None)
    kept = [v for v in listed if not v.published]
    try:
        version = find(kept, typed)
    except Unknown:
        if standing and typed and standing.build_id.startswith(typed):
            raise Refused(f"{standing.build_id} is the published version already") from None
        raise
    if standing and standing.build_id == version.build_id and standing.state == "whole":
        raise Refused(f"{version.build_id} is the published version already")
    if version.state == "damaged" or not reads_through(version.path):
        raise Refused(
            f"{version.build_id} is damaged: {KEPT}/{version.path.name} is not as it was "
            "published; the published file stays"
        )
    return version
