"""The desk: this machine's copy of what a store holds, an ordinary folder of results.

Files are built there, and read there. What is on it that the store lacks was never published.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
from functools import lru_cache
from pathlib import Path

from pipelines.remote import urls
from pipelines.remote.patience import Patience
from pipelines.remote.store import Store
from sources import beside

MARK = "desk.json"
ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")  # the same bucket there is another one


def place(given: str | Path) -> Path:
    """The folder of results that is meant: a folder itself, of an address its desk.

    Raises `urls.WrongAddress`.
    """
    return _desk(urls.checked(str(given))) if urls.is_url(given) else Path(given)


def store_of(out: Path) -> Store | None:
    """The store that a folder of results is the desk of; None for any other folder."""
    url = url_of(out)
    return opened(url) if url else None


def url_of(out: Path) -> str:
    """The address of that store, empty for any other folder."""
    told = _mark(out)
    return "" if told is None else told["url"]


def opened(url: str) -> Store:
    """The store at an address; one for all of this process. Raises `StoreFailed`."""
    return _opened(urls.checked(url), _endpoint(), Patience.from_environment())


@lru_cache(maxsize=32)
def _opened(url: str, _endpoint: str, patience: Patience) -> Store:
    return Store(url, patience)


def identity(out: Path) -> str:
    """What tells this desk from others of the same store."""
    told = _mark(out)
    return "" if told is None else told["id"]


def _desk(url: str) -> Path:
    """Made where it is not there yet, for this user alone: it may hold what few may read."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    desks = Path(os.environ.get("MUSTER_DESK") or cache / "muster" / "desks")
    digest = hashlib.sha256(f"{_endpoint()} {url}".encode()).hexdigest()[:12]
    readable = re.sub(r"[^A-Za-z0-9.-]+", "-", url)[:60].strip("-.")
    desk = (desks / f"{readable}-{digest}").resolve()
    if _mark(desk) is None:
        desk.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = {"url": url, "id": uuid.uuid4().hex}
        beside.write(desk / MARK, json.dumps(told).encode() + b"\n")
    return desk


def _endpoint() -> str:
    return next((os.environ[name] for name in ENDPOINTS if os.environ.get(name)), "")


def _mark(out: Path) -> dict[str, str] | None:
    try:
        told = json.loads((out / MARK).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        raise OSError(
            5, "is damaged: remove it and name the store again", str(out / MARK)
        ) from error
    return {"url": str(told["url"]), "id": str(told["id"])}
