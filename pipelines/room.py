"""What is said where the file system refuses: no room, no permission. One place, because each
library says it in its own words; nothing else is explained here.
"""

from __future__ import annotations

import re
import sqlite3

NO_ROOM = (
    "No space left on device", "File too large", "Disk quota exceeded", "disk is full",
)  # fmt: skip
NO_ENTRY = ("Permission denied", "Read-only file system", "readonly database")
_PATH = re.compile(r"""["'](/[^"'\n]+)["']""")


def in_words(message: str) -> str:
    """A library's message as a sentence that names the file, where there is no room or no
    permission; any other message as it is.
    """
    found = _PATH.search(message)
    path = found[1] if found else "a file"
    for cause in NO_ROOM:
        if cause in message:
            return f"there is no room left to write {path} ({cause})"
    for cause in NO_ENTRY:
        if cause in message:
            return f"{path} cannot be written or read ({cause})"
    return message


def refused(error: BaseException | None, history: str) -> str | None:
    """What the file system refused, as a sentence; None where it refused nothing.

    `history` names the folder of Dagster's databases, which do not say where they lie.
    """
    while error is not None:
        if isinstance(error, OSError) and error.filename is not None:
            return in_words(str(error))
        if isinstance(error, sqlite3.OperationalError):
            told = in_words(f"{error}: '{history}'")
            known = history in told.split(" (")[0]
            return told if known else f"{history} cannot be written ({error}); is there room?"
        error = error.__cause__ or error.__context__
    return None
