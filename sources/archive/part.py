"""One part of an index: its name, which tells its bytes, and parts that are merged into one.

A part holds entries line by line. A merged part holds parts: a line that lists their names and
sizes, then their bytes as they were.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

MOST_BYTES = 32 << 20  # of a part, merged or not; 50 entries have no more than 10 MB at their worst
HEAD = 100  # and what a merged part says of each part in it
PLAIN, MERGED = "jsonl", "merged"
_NAME = re.compile(rf"\d{{8}}T\d{{12}}Z-([0-9a-f]{{32}})\.({PLAIN}|{MERGED})")


def name_of(data: bytes, at: datetime) -> str:
    """The name of a part: names sort by time, and no two different parts have one name."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z-{_digest(data)}.{PLAIN}"


def name_of_merged(data: bytes, first: str) -> str:
    """The name of a merged part, which has the time of the first part in it: two workers that merge
    the same parts write the same file.
    """
    return f"{first.partition('-')[0]}-{_digest(data)}.{MERGED}"


def is_name(name: str) -> bool:
    """Whether a name is one of a part."""
    return _NAME.fullmatch(name) is not None


def is_merged(name: str) -> bool:
    """Whether a part holds parts."""
    return name.endswith(f".{MERGED}")


def fits(name: str, data: bytes) -> bool:
    """Whether bytes are those of a part's name."""
    found = _NAME.fullmatch(name)
    return found is not None and found[1] == _digest(data)


def merged(parts: Mapping[str, bytes]) -> bytes:
    """Parts as one, in the order of their names."""
    names = sorted(parts)
    head = json.dumps([[name, len(parts[name])] for name in names]).encode()
    return b"\n".join([head, b"".join(parts[name] for name in names)])


def unmerged(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the parts that a merged part holds, whose bytes are those of its name."""
    head, _, rest = data.partition(b"\n")
    start = 0
    try:
        table = [(str(name), int(size)) for name, size in json.loads(head)]
    except (ValueError, TypeError):  # which then holds nothing that anybody needs
        return
    for name, size in table:
        its = rest[start : start + size]
        start += size
        if is_name(name) and fits(name, its):
            yield name, its


def _digest(data: bytes) -> str:
    """Half of the SHA-256: against accidents, and enough that no two parts share a name."""
    return hashlib.sha256(data).hexdigest()[:32]
