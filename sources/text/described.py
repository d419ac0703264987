"""What a document says of itself, read in a process of its own: for the stub of a new source."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from sources.text.bounded import answers
from sources.text.description import Described
from sources.text.plain_text import LIMITS, Limits, Unread
from sources.text.wire import Job

__all__ = ["Described", "described"]


def described(
    data: bytes, media_type: str, charset: str | None = None, limits: Limits = LIMITS
) -> Described:
    """Title, publication day, language and address as the document has them; nothing of one that
    cannot be read. Raises nothing, whatever the document holds.
    """
    job = Job("", data, media_type, charset, task="description")
    with closing(answers([job], limits=limits)) as answered:
        _, answer = next(answered)
    if isinstance(answer, Unread):
        return Described()
    told: Any = answer[0].get("described")
    if not isinstance(told, dict):
        return Described()
    fields = {key: told.get(key) for key in Described.__dataclass_fields__}
    return Described(**{key: _line(value) for key, value in fields.items()})


def _line(value: Any) -> str | None:
    short = isinstance(value, str) and len(value) <= 2_000 and value.isprintable()
    return value if short else None
