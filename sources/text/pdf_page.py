"""A page of a PDF to its text, from its characters and where they stand.

A PDF has no words, lines or notes, only places. PDFium finds words and lines; what it glues is
parted here: a note from the number that it is set above, a cell from the next.
"""

from __future__ import annotations

import math
from ctypes import c_double
from typing import Any, NamedTuple

from sources.text.pdf_lines import CELL
from sources.text.plain_text import Refused

_DIGITS = frozenset(map(ord, "0123456789"))
_BREAKS = frozenset(map(ord, "\r\n"))
_SPACE = ord(" ")
_SMALLER = 0.85  # notes are set at 0.5 to 0.8 of the size of the text
_OFF = 0.12  # of the size: how far from the line a note stands at least
_COLUMN = 1.0  # of the size: wider than any gap between two words, even in a line set full
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"


class _Place(NamedTuple):
    """Of a character: how far above the page's axis its line is, and its size, in points."""

    height: float
    size: float


class Characters:
    """The characters of a page, and where they stand."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium, self.page = pdfium, text_page
        code = pdfium.FPDFText_GetUnicode
        self.codes: list[int] = [code(text_page, at) for at in range(text_page.count_chars())]
        self.matrix = pdfium.FS_MATRIX()
        self.box = pdfium.FS_RECTF()

    def generated(self, at: int) -> bool:
        """Whether PDFium made it of a gap or a new line; the page does not have it."""
        return bool(self.pdfium.FPDFText_IsGenerated(self.page, at) == 1)

    def place(self, at: int) -> _Place:
        """Where a character stands; text may be turned and its size may be that of the page."""
        x, y, m = c_double(), c_double(), self.matrix
        self.pdfium.FPDFText_GetCharOrigin(self.page, at, x, y)
        self.pdfium.FPDFText_GetMatrix(self.page, at, m)
        along = math.hypot(m.a, m.b) or 1.0
        size = self.pdfium.FPDFText_GetFontSize(self.page, at) * math.hypot(m.c, m.d)
        return _Place((m.a * y.value - m.b * x.value) / along, size or 1.0)

    def gap(self, before: int, after: int) -> float:
        """How far two characters of a level line are apart, in sizes of the first."""
        sides = []
        for at in (before, after):
            self.pdfium.FPDFText_GetLooseCharBox(self.page, at, self.box)
            sides.append((self.box.left, self.box.right))
        (left, right), (next_left, next_right) = sides
        return float(max(next_left - right, left - next_right) / self.place(before).size)

    def text(self) -> str:
        """The text: lines end with \\r\\n, `CELL` stands in wide gaps, notes are raised digits."""
        out = [chr(code) for code in self.codes]
        visible: int | None = None  # the last character on this line that is seen
        for at, code in enumerate(self.codes):
            if code in _BREAKS:
                visible = None
            elif code == _SPACE:
                if visible is not None and self._wide(visible, at):
                    out[at], visible = CELL, None
            else:
                if code in _DIGITS and visible is not None:
                    self._set(out, visible, at)
                visible = at
        # Characters beyond U+FFFF come as two halves; one half alone is none.
        return "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _wide(self, before: int, at: int) -> bool:
        after = at + 1
        level = after < len(self.codes) and self.codes[after] not in _BREAKS
        return level and self.generated(at) and self.gap(before, after) > _COLUMN

    def _set(self, out: list[str], before: int, at: int) -> None:
        """Raise or lower the digit at a place, or the ones before it, if they are set so."""
        one, other = self.place(before), self.place(at)
        off = other.height - one.height
        smaller = other.size < _SMALLER * one.size
        if before != at - 1 or self.codes[before] not in _DIGITS:
            if smaller and abs(off) > _OFF * one.size:
                out[at] = _small(out[at], off)
        elif one.size < _SMALLER * other.size:
            while before >= 0 and self.codes[before] in _DIGITS:
                out[before] = _small(out[before], -off)
                before -= 1
        elif smaller or abs(off) > _OFF * one.size:
            out[at] = _small(out[at], off)
        elif not out[before].isdecimal():
            out[at] = _small(out[at], -1 if out[before] in _LOWERED else 1)


def _small(digit: str, off: float) -> str:
    return (_LOWERED if off < 0 else _RAISED)[int(digit)] if digit.isdecimal() else digit


def text_of(document: Any, number: int, most: int) -> str:
    """The text of a page as `Characters.text` has it.

    Raises `Refused` for one of more than `most` characters, and for one that PDFium does not load.
    """
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Refused(f"page {number + 1} of the PDF cannot be read: {error}") from error
    try:
        if text_page.count_chars() > most:
            raise Refused(f"the PDF has too many characters (up to page {number + 1})")
        return Characters(text_page).text()
    finally:
        text_page.close()
        page.close()
