"""The archive of a folder of results, with the store behind it where OUT is the desk of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.remote.desk import store_of
from pipelines.settings import ARCHIVE

if TYPE_CHECKING:
    from sources.archive import Behind
    from sources.pages import Pages


def behind(out: Path) -> Behind | None:
    """What stands behind OUT/archive: a folder of the store, None where OUT is no desk."""
    store = store_of(out)
    return store and store.below(ARCHIVE)


def pages_of(out: Path) -> Pages:
    """The archive under OUT as it now stands. Raises `StoreFailed` where OUT is a desk whose store
    cannot be reached.
    """
    from sources.pages import Pages

    return Pages(out / ARCHIVE, behind(out))


def fingerprint(out: Path) -> str:
    """Changes with whatever happens to the archive; raises as `pages_of`."""
    from sources import pages

    return pages.fingerprint(out / ARCHIVE, behind(out))
