"""Names of organisations short enough for a table; JSON and sentences have them whole."""

from __future__ import annotations

import re

LONGEST = 28  # characters: most names whole, and two of them beside the figures in 150 columns
ABBREVIATED = re.compile(r"\(([A-Z][A-Z0-9-]{1,7})\)$")


def short(name: str) -> str:
    """The name; of a long one the abbreviation that it ends with, or its first words."""
    if len(name) <= LONGEST:
        return name
    if found := ABBREVIATED.search(name):
        return found[1]
    cut = name[: LONGEST - 1]
    whole_words = cut if name[LONGEST - 1] == " " else cut.rpartition(" ")[0] or cut
    return whole_words.rstrip(" ,;:(") + "…"
