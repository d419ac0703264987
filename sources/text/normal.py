"""Characters made plain: one form of Unicode, one kind of space, no characters without meaning.

What turns the reading direction stays: a number inside such marks shows other digits than it has,
and the phrase reader refuses it.
"""

from __future__ import annotations

import re
import unicodedata

# Break opportunities, joiners of words, byte order marks, and the marks that only help the
# direction of neutral characters: none is seen, none changes the order of digits.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c"))
_CONTROLS = dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85),
                           *range(0x86, 0xA0)])  # fmt: skip
_BREAKS = dict.fromkeys([0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_TABLE = _UNSEEN | _CONTROLS | _BREAKS
_SPACES = re.compile(r"[^\S\n]+")
_AROUND = re.compile(r" ?\n ?")
_EMPTY = re.compile(r"\n{3,}")


def normal(text: str) -> str:
    """NFC, line breaks as \\n, single spaces, no more than one empty line, nothing unseen."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TABLE))
    text = _AROUND.sub("\n", _SPACES.sub(" ", text))
    return _EMPTY.sub("\n\n", text).strip()
