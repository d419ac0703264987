"""One plain text per snapshot, by a fixed method with a version: what a reader of the page sees.

Offsets of anchors are offsets into it. Knows bytes, media types and snapshots; nothing of catalogs
or claims.
"""

from sources.text.described import Described, described
from sources.text.kept import KeptTexts
from sources.text.of_snapshots import text_of
from sources.text.plain_text import LIMITS, Limits, Refused, Text, Unread, method

__all__ = [
    "LIMITS", "Described", "KeptTexts", "Limits", "Refused", "Text", "Unread", "described",
    "method", "text_of",
]  # fmt: skip
