"""Names of organisations short enough for a table or a picture; sentences have them whole."""

from __future__ import annotations

import re

LONGEST = 28  # characters: most names whole, and two of them beside the figures in 150 columns
ABBREVIATED = re.compile(r"\(([A-Z][A-Z0-9-]{1,7})\)$")


def short(name: str, longest: int = LONGEST) -> str:
    """The name; of one of more than `longest` letters the abbreviation that it ends with, or its
    first words."""
    if len(name) <= longest:
        return name
    if found := ABBREVIATED.search(name):
        return found[1]
    cut = name[: longest - 1]
    whole_words = cut if name[longest - 1] == " " else cut.rpartition(" ")[0] or cut
    return whole_words.rstrip(" ,;:(") + "…"
