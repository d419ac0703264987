"""The colours of charts: names that the page's style sheet sets, with the value for paper.

A drawing on a page follows the theme of the page; a file that is pasted elsewhere has the values.
"""

from __future__ import annotations

import re

INK = "var(--ink, #1c1d21)"
MUTED = "var(--muted, #5d6069)"
LINE = "var(--line, #d9d9d4)"
PAPER = "var(--paper, #ffffff)"
CLASH = "var(--clash, #b3261e)"
BAND = "var(--band, #e8e2d2)"
BAND_EDGE = "var(--band-edge, #a08c52)"
# Told apart by people who see few colours too (after Okabe and Ito 2008, darkened for white paper):
# more than eight kinds are not coloured apart by anybody's eye.
ROOTS = (
    "var(--r1, #00629b)", "var(--r2, #b45309)", "var(--r3, #00755e)", "var(--r4, #a3306d)",
    "var(--r5, #6d3fa0)", "var(--r6, #7a6a00)", "var(--r7, #0e7490)", "var(--r8, #8a3b12)",
)  # fmt: skip
OTHER = "var(--other, #6b7280)"
_NAMED = re.compile(r"var\(--[a-z0-9-]+, (#[0-9a-f]{6})\)")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


def on_paper(svg: str) -> str:
    """A drawing with the values of its colours instead of their names."""
    return _NAMED.sub(r"\1", svg)
