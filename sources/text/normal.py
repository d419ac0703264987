"""Characters made plain: one form of Unicode, one kind of space, no characters without meaning.

No digit comes closer to another, or further away, than a reader sees it. Letters and digits stay
what they are: a look-alike is not mended here, so that the phrase reader can refuse it. What turns
the reading direction stays for the same reason: a number inside such marks shows other digits than
it has.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

BETWEEN = " | "  # between two numbers that stand apart on the page with nothing written in between

# Break opportunities, byte order marks, what joins words or letters into signs: none is seen.
_UNSEEN = dict.fromkeys(
    [0xAD, 0x34F, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0xFEFF,
     *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE01F0)]
)  # fmt: skip
_CONTROLS = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF]
_BREAKS = dict.fromkeys([0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_BLANKS = dict.fromkeys([0x0B, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0], " ")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# Shapes of letters, as PDFs have them: ligatures, and Arabic letters as they are drawn.
_SHAPES = {c: unicodedata.normalize("NFKC", chr(c))
           for c in [*range(0xFB00, 0xFB07), *range(0xFB50, 0xFD3E), *range(0xFD50, 0xFDFC),
                     *range(0xFE70, 0xFEFD)]}  # fmt: skip
_TABLE = {**_UNSEEN, **dict.fromkeys(_CONTROLS), **_BREAKS, **_BLANKS, **_SURROGATES, **_SHAPES}

_C, _U = (re.escape("".join(map(chr, these))) for these in (_CONTROLS, _UNSEEN))
_BROKEN = re.compile(f"(?<=\\d)(?=[{_U}]*+[{_C}])[{_C}{_U}]++(?=\\d)")
# Joiners, and marks that help the direction of what has none: they say nothing about digits.
_HELPERS = re.compile("[\u200c-\u200f\u061c]+")
_JOINERS = dict.fromkeys([0x200C, 0x200D])
_DIRECTIONS = dict.fromkeys([0x200E, 0x200F, 0x061C])
_ENDS = re.compile(r"\d[.,'\u2019\u066b\u066c ]?$")
_BEGINS = re.compile(r"[.,'\u2019\u066b\u066c ]?\d")
_APART = re.compile(r"(?<=\d)[^\S\n]++(?=\d)")
_SMALL = "\u00b2\u00b3\u00b9\u2070-\u2089"
_RAISED = re.compile(rf"(?<=\d)(?=[{_SMALL}])|(?<=\d[.,])(?=[{_SMALL}])|(?<=[{_SMALL}])(?=\d)")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND = re.compile(r" ?\n ?")
_EMPTY = re.compile(r"\n{3,}")
_MOST_MARKS = 30  # on one letter: the Stream-Safe Text Format of UAX #15


def normal(text: str) -> str:
    """NFC, line breaks as \\n, single spaces, no more than one empty line, nothing unseen.

    A tab or several spaces between two digits become `BETWEEN`: columns of a table are told apart
    by them, while one space may stand within a number. A raised digit stands a space apart from
    one that is not. What cannot be read is U+FFFD where it keeps two digits apart.
    """
    text = _BROKEN.sub("\ufffd", text.replace("\r\n", "\n"))
    if not text.isascii():
        text = _HELPERS.sub(_needed, text.translate(_TABLE))
        text = unicodedata.normalize("NFC", _marks().sub(r"\1", text))
        text = _RAISED.sub(" ", text)
    else:
        text = text.translate(_TABLE)
    text = _APART.sub(_gap, text)
    text = _AROUND.sub("\n", _SPACES.sub(" ", text))
    return _EMPTY.sub("\n\n", text).strip()


def _gap(found: re.Match[str]) -> str:
    return BETWEEN if len(found[0]) > 1 or found[0] == "\t" else found[0]


def _needed(found: re.Match[str]) -> str:
    """A joiner shapes the letters beside it, and a mark of direction within a number changes the
    order of its digits. Everywhere else they are unseen.
    """
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if _ENDS.search(before) and _BEGINS.match(after):
        return found[0].translate(_JOINERS)
    if before[-1:].isdecimal() or after[:1].isdecimal() or not (before.strip() and after.strip()):
        return ""
    return found[0].translate(_DIRECTIONS)


@cache
def _marks() -> re.Pattern[str]:
    """More marks on one letter than anybody writes: sorting takes the square of their number."""
    marks = "".join(c for c in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(c))
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")
