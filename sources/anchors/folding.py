"""Texts made alike without moving a character: case, digits, dashes, quotes, kinds of space.

Every replacement is one character for one, so that offsets stay those of the text as given.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_SINGLE = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`\u2039\u203a", "'")
_DOUBLE = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02", '"')
_ALIKE = _DASHES | _SINGLE | _DOUBLE


def _alike(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isspace():
        return " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    low = character.lower()
    return low if len(low) == 1 else character


def folded(text: str) -> str:
    """The text made alike; as long as it was."""
    return text.translate({ord(c): _alike(c) for c in set(text)})


def pattern(words: str) -> re.Pattern[str]:
    """What finds folded words in a folded text: a space of theirs is any run of spaces there.

    Spaces and other characters take turns, so nothing can be matched in two ways.
    """
    parts = [re.escape(part) for part in folded(words).split()]
    return re.compile(" +".join(parts))
