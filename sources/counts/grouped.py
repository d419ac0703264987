"""The figures of a text by sentence, without the numbers that only look like figures on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.phrases import readings, sentences
from sources.phrases.figure import Figure

NO_FIGURE = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+"  # addresses
    r"|\+\d[\d ()\-]{5,}|\b0\d{1,4}[ \-/]\d[\d \-]{3,}"  # telephone numbers
    r"|\b\d(?:[ \-]\d{3}){2,}[ \-]\d{2}[ \-]?\d{2}\b|\b\d{2,4}(?:-\d{2,4}){2,}\b"
    r"|\b\d{1,2}:\d{1,2}(?::\d{2})?\b|\b\d+/\d+(?:/\d+)?\b"  # times, results, files
    r"|\b\d+[-‑][^\W\d_]+|[^\W\d_][-‑]\d+\b"  # 31-year-old, T-72
    r"|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?\b"  # dates in digits
)
MOST_READ = 2_000_000
"""Characters of a document that are read: a thick book has fewer, and reading takes a few
microseconds for each."""
MOST_FIGURES = 30_000
"""Figures of a document that are read, years and dates among them: a table of two thousand people
with a dozen numbers each. A page that holds nothing but digits ends here."""


class Grouped:
    """The sentences of a text with their figures, to be gone through once.

    Each is ((start, end), figures); figures that were refused are left out. Ends where `MOST_READ`
    or `MOST_FIGURES` is reached; `read_to` is then where, and otherwise the length of the text.
    """

    def __init__(self, text: str, language: str) -> None:
        self.read_to = min(len(text), MOST_READ)
        self._text, self._language = text[:MOST_READ], language

    def _figures(self) -> Iterator[Figure]:
        for number, figure in enumerate(readings(self._text, self._language)):
            if number == MOST_FIGURES:
                self.read_to = figure.position
                return
            yield figure

    def __iter__(self) -> Iterator[tuple[tuple[int, int], list[Figure]]]:
        found = self._figures()
        waiting = next(found, None)
        for start, end in sentences(self._text):
            if start >= self.read_to:
                return
            inside: list[Figure] = []
            while waiting is not None and waiting.position < end:
                if waiting.refused is None:
                    inside.append(waiting)
                waiting = next(found, None)
            spans = [m.span() for m in NO_FIGURE.finditer(self._text, start, end)] if inside else []
            inside = [f for f in inside if not any(a <= f.position < b for a, b in spans)]
            yield (start, end), inside
