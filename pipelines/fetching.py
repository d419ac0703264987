"""How pages are fetched, as the environment says, and which documents of a catalog are asked for.

Nothing of Dagster is here, and no rule of fetching: those stand in sources/fetch.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.settings import number
from sources.fetch import Configuration, Network, Wanted, networks

if TYPE_CHECKING:
    import pandas as pd

EVERY_DAYS = 7.0  # most corrections to a news page are made within its first week
LONGEST_DAYS = 3_650.0
LONGEST_CONTACT = 200  # characters; an address of a page or of mail has far fewer


@dataclass(frozen=True)
class FetchSettings:
    """Who may be reached and how, and after what time a page that stands is asked again."""

    configuration: Configuration
    every: timedelta

    @classmethod
    def from_environment(cls) -> FetchSettings:
        """MUSTER_FETCH_ALLOW, MUSTER_FETCH_CONTACT, MUSTER_FETCH_EVERY.

        Raises `ValueError` that names the variable, its value and what was expected.
        """
        return cls(Configuration(allow=_allow(), contact=_contact()), _every())


def _allow() -> tuple[Network, ...]:
    value = os.environ.get("MUSTER_FETCH_ALLOW", "")
    try:
        return networks(value)
    except ValueError as error:
        raise ValueError(f"MUSTER_FETCH_ALLOW={value[:200]!r}: {error}") from None


def _contact() -> str:
    value = os.environ.get("MUSTER_FETCH_CONTACT", "").strip()
    plain = value.isascii() and value.isprintable() and not set("()\\") & set(value)
    if not plain or len(value) > LONGEST_CONTACT:
        raise ValueError(
            f"MUSTER_FETCH_CONTACT={value[:LONGEST_CONTACT]!r}: expected the address of a page or "
            f"of mail, in at most {LONGEST_CONTACT} printable ASCII characters without parentheses"
        )
    return value


def _every() -> timedelta:
    what = "a number of days, such as 7 or 0.5,"
    return timedelta(days=number("MUSTER_FETCH_EVERY", EVERY_DAYS, LONGEST_DAYS, what))


def wanted(documents: pd.DataFrame) -> list[Wanted]:
    """The documents of a catalog's frame `document`, in its order."""
    pairs = zip(documents["document_id"], documents["url"], strict=True)
    return [Wanted(str(document_id), str(url)) for document_id, url in pairs]
