"""One line of the index: what happened to a document's page, and when.

Values come from the network: each is capped, and a line that is no entry is refused whole.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sources.archive.objects import SHA256

Event = Literal["captured", "unchanged", "failed"]
LONGEST = 4_000  # characters of one value; a URL of more than that is none


@dataclass(frozen=True)
class Entry:
    """`captured`: bytes were brought in; `unchanged`: the page answered that they still stand;
    `failed`: neither, and `message` says why. `at` is aware and in UTC; `how` is fetch or file.
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

    def line(self) -> bytes:
        """The entry as a line of JSON."""
        told = {k: _capped(v) for k, v in asdict(self).items() if v is not None}
        told["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        # Half a surrogate, from a header that is no text, stands there as JSON escapes it.
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _capped(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


_TEXTS = ("sha256", "media_type", "charset", "etag", "last_modified", "message")
_NUMBERS = ("size", "status")


def parsed(line: bytes) -> Entry:
    """The entry that a line holds; raises `ValueError` saying what is wrong with it."""
    try:
        told = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(told, dict):
        raise ValueError("no JSON object")
    for key in ("document_id", "url", "at", "event", "how"):
        if not isinstance(told.get(key), str):
            raise ValueError(f"{key} is missing")
    if told["event"] not in get_args(Event):
        raise ValueError(f"event {told['event'][:40]!r} is unknown")
    at = _instant(told.pop("at"))
    wrong = [k for k in _TEXTS if not isinstance(told.get(k), str | None)]
    wrong += [k for k in _NUMBERS if not _is_number(told.get(k))]
    if wrong:
        raise ValueError(f"{wrong[0]} is of the wrong type")
    if told.get("sha256") is not None and not SHA256.fullmatch(told["sha256"]):
        raise ValueError(f"sha256 {told['sha256'][:80]!r} is none")
    if told["event"] == "captured" and not (told.get("sha256") and told.get("media_type")):
        raise ValueError("captured, but without hash or media type")
    known = Entry.__dataclass_fields__
    return Entry(at=at, **{k: v for k, v in told.items() if k in known})


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _instant(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    if at.tzinfo is None:
        raise ValueError("at has no time zone")
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("at is before the first year or after the last") from None
