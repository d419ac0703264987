"""One plain text per snapshot, by a fixed method with a version: what a reader of the page sees.

Offsets of anchors are offsets into it. Knows bytes and media types; nothing of catalogs or claims.
"""

from sources.text.kept import KeptTexts
from sources.text.plain_text import LIMITS, Refused, Text, method

__all__ = ["LIMITS", "KeptTexts", "Refused", "Text", "method"]
