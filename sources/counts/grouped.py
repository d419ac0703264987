"""The figures of a text by sentence, without the numbers that only look like figures on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.phrases import readings, sentences
from sources.phrases.figures import Figure

NO_FIGURE = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+"  # addresses
    r"|\+\d[\d ()\-]{5,}|\b0\d{1,4}[ \-/]\d[\d \-]{3,}"  # telephone numbers
    r"|\b\d(?:[ \-]\d{3}){2,}[ \-]\d{2}[ \-]?\d{2}\b|\b\d{2,4}(?:-\d{2,4}){2,}\b"
    r"|\b\d{1,2}:\d{1,2}(?::\d{2})?\b|\b\d+/\d+(?:/\d+)?\b"  # times, results, files
    r"|\b\d+[-‑][^\W\d_]+|[^\W\d_][-‑]\d+\b"  # 31-year-old, T-72
    r"|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?\b"  # dates in digits
)


def grouped(text: str, language: str) -> Iterator[tuple[tuple[int, int], list[Figure]]]:
    """((start, end), figures) of each sentence; figures that were refused are left out."""
    found = readings(text, language)
    waiting = next(found, None)
    for start, end in sentences(text):
        inside: list[Figure] = []
        while waiting is not None and waiting.position < end:
            if waiting.refused is None:
                inside.append(waiting)
            waiting = next(found, None)
        spans = [m.span() for m in NO_FIGURE.finditer(text, start, end)] if inside else []
        yield (start, end), [f for f in inside if not any(a <= f.position < b for a, b in spans)]
