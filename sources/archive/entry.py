"""One line of the index: what happened to a document's page, and when.

Values come from the network: each is capped, and a line that is no entry is refused whole.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

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
        return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _capped(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


_TEXTS = ("sha256", "media_type", "charset", "etag", "last_modified", "message")
_NUMBERS = ("size", "status")


def parsed(line: bytes) -> Entry:
    """The entry that a line holds; raises `ValueError` saying what is wrong with it."""
    told = json.loads(line)
    if not isinstance(told, dict):
        raise ValueError("no JSON object")
    for key in ("document_id", "url", "at", "event", "how"):
        if not isinstance(told.get(key), str):
            raise ValueError(f"{key} is missing")
    if told["event"] not in get_args(Event):
        raise ValueError(f"event {told['event'][:40]!r} is unknown")
    at = datetime.fromisoformat(told.pop("at"))
    if at.tzinfo is None:
        raise ValueError("at has no time zone")
    wrong = [k for k in _TEXTS if not isinstance(told.get(k), str | None)]
    wrong += [k for k in _NUMBERS if not isinstance(told.get(k), int | None)]
    if wrong:
        raise ValueError(f"{wrong[0]} is of the wrong type")
    if told["event"] == "captured" and not (told.get("sha256") and told.get("media_type")):
        raise ValueError("captured, but without hash or media type")
    known = Entry.__dataclass_fields__
    return Entry(at=at, **{k: v for k, v in told.items() if k in known})
