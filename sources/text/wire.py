"""What goes between us and a process that reads documents: a head in JSON, then bytes.

The answers come from a process that a hostile document may have taken over: they are data, capped
and checked, and nothing in them is run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, Any, Literal

Task = Literal["text", "description"]
_HEAD = 8  # bytes that say how long the head is


class Broken(Exception):  # noqa: N818 - a finding about the other side
    """A message that makes no sense."""


class Ended(Broken):
    """The other side is gone before it said all."""


@dataclass(frozen=True)
class Job:
    """One document to read: a key of the caller's, bytes, media type and declared charset."""

    key: str
    data: bytes
    media_type: str
    charset: str | None = None
    task: Task = "text"


def send(stream: IO[bytes], head: dict[str, Any], data: bytes = b"") -> None:
    """Write one message; the head says how many bytes of data follow it."""
    told = json.dumps({**head, "data": len(data)}).encode()
    stream.write(len(told).to_bytes(_HEAD, "big") + told)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> tuple[dict[str, Any], bytes]:
    """Read one message, head and data of at most `most` bytes each; raises `Broken`."""
    size = int.from_bytes(_exactly(stream, _HEAD), "big")
    if size > most:
        raise Broken(f"a head of {size:,} bytes")
    try:
        head = json.loads(_exactly(stream, size))
        length = int(head["data"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Broken(f"no head: {type(error).__name__}") from error
    if not 0 <= length <= most:
        raise Broken(f"data of {length:,} bytes")
    return head, _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise Ended("the end")
    return found
