"""One line of the index: what happened to a document's page, and when.

Values come from the network: each is capped, and a line that is no entry is refused whole.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sources.archive.objects import SHA256

Event = Literal["captured", "unchanged", "failed"]
SUM = "sum"
LONGEST = 4_000  # characters of one value; a URL of more than that is none


@dataclass(frozen=True)
class Entry:
    """`captured`: bytes were brought in; `unchanged`: the page answered that they still stand;
    `failed`: neither, and `message` says why. `at` is aware and in UTC; `how` is fetch or file.

    `final_url` is where the page was in the end, None where at `url`; `again_at` is the time before
    which the page should not be asked again, where there is a reason for one.
    """

    document_id: str
    url: str
    at: datetime
    event: Event
    how: str
    sha256: str | None = None
    media_type: str | None = None
    charset: str | None = None
    size: int | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    message: str | None = None
    final_url: str | None = None
    again_at: datetime | None = None

    def line(self) -> bytes:
        """The entry as a line of JSON, with a checksum of its values."""
        told = {k: _capped(v) for k, v in asdict(self).items() if v is not None}
        return _as_json(told | {SUM: _sum(told)}) + b"\n"


def _as_json(told: dict[str, Any]) -> bytes:
    # Half a surrogate, from a header that is no text, stands there as JSON escapes it.
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _sum(told: dict[str, Any]) -> str:
    """The first half of the SHA-256 of values: against accidents, not against people."""
    return hashlib.sha256(_as_json(told)).hexdigest()[:32]


def _capped(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value[:LONGEST] if isinstance(value, str) else value


_TEXTS = ("sha256", "media_type", "charset", "etag", "last_modified", "message", "final_url")
_NUMBERS = ("size", "status")


def parsed(line: bytes) -> Entry:
    """The entry that a line holds; raises `ValueError` saying what is wrong with it.

    A line without a checksum was written before there were any, and is taken as it is.
    """
    try:
        told = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(told, dict):
        raise ValueError("no JSON object")
    written = dict(told)
    for key in ("document_id", "url", "at", "event", "how"):
        if not isinstance(told.get(key), str):
            raise ValueError(f"{key} is missing")
    if told["event"] not in get_args(Event):
        raise ValueError(f"event {told['event'][:40]!r} is unknown")
    for key in ("at", "again_at"):
        if told.get(key) is not None:
            told[key] = _time(key, told[key])
    wrong = [k for k in _TEXTS if not isinstance(told.get(k), str | None)]
    wrong += [k for k in _NUMBERS if not _is_number(told.get(k))]
    if wrong:
        raise ValueError(f"{wrong[0]} is of the wrong type")
    if told.get("sha256") is not None and not SHA256.fullmatch(told["sha256"]):
        raise ValueError(f"sha256 {told['sha256'][:80]!r} is none")
    if told["event"] == "captured" and not (told.get("sha256") and told.get("media_type")):
        raise ValueError("captured, but without hash or media type")
    if (noted := written.pop(SUM, None)) is not None and noted != _sum(written):
        raise ValueError("altered since it was written: its checksum does not fit")
    known = Entry.__dataclass_fields__
    return Entry(**{k: v for k, v in told.items() if k in known})


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _time(key: str, value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError(f"{key} is of the wrong type")
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(f"{key} has no time zone")
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{key} is before the first year or after the last") from None
