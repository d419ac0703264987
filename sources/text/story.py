"""Which lines of a page are the story: those that trafilatura takes for it, first; behind them what
surrounds it. No line is lost and none is changed.
"""

from __future__ import annotations

import re

from sources.text.html import Page, read
from sources.text.normal import BETWEEN
from sources.text.plain_text import LIMITS, Limits

# trafilatura takes 4 s for this many of some elements, and the square of the attributes of one.
_ELEMENTS = 40_000
_ATTRIBUTES = 200
_WORK = 2_000_000_000  # characters compared, at most: about a second
_LONG = 25  # letters and digits: shorter lines stand in many a story by accident
_SAID = re.compile(r"[\W_]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def text_of(page: str, limits: Limits = LIMITS) -> tuple[str, int]:
    """The text of a page, and how many characters of it are the story.

    All of it is, where trafilatura finds no story, and where the page is too large to ask. Raises
    `Refused` for a page that is nested too deep or too long.
    """
    found = read(page, limits)
    lines = found.text.split("\n")
    told = _told(page, found)
    if not told or 4 * len(lines) * sum(map(len, told)) > _WORK:
        return found.text, len(found.text)
    return _divided(lines, told)


def _divided(lines: list[str], told: list[str]) -> tuple[str, int]:
    whole, alone = "".join(told), set(told)
    body: list[str] = []
    around: list[str] = []
    for line in lines:
        if not line:
            if body and body[-1]:
                body.append("")
            continue
        (body if _is_told(_squeezed(line), whole, alone) else around).append(line)
    main = "\n".join(body).strip()
    if not main:
        return "\n".join(lines), sum(map(len, lines)) + len(lines) - 1
    return ("\n\n".join([main, "\n".join(around)]) if around else main), len(main)


def _told(page: str, found: Page) -> list[str]:
    """The lines of the story, squeezed; none where there is no telling."""
    if found.elements > _ELEMENTS or found.most_attributes > _ATTRIBUTES:
        return []
    story = [_squeezed(line) for line in _story(page).split("\n")]
    heads = [_squeezed(line) for head in found.heads for line in head.split("\n")]
    return [line for line in (*heads, *story) if line] if any(story) else []


def _story(page: str) -> str:
    import trafilatura

    # Without its fall-backs: one of them takes the square of the paragraphs.
    try:
        return trafilatura.extract(page, fast=True, favor_recall=True, include_comments=False) or ""
    except MemoryError:
        raise
    except Exception:  # its own about a page that it does not understand: the text is there anyway
        return ""


def _squeezed(line: str) -> str:
    """Letters and digits alone: spaces, bullets and the rules of tables are each one's own."""
    return _SAID.sub("", line.replace(BETWEEN, "")).translate(_PLAIN)


def _is_told(line: str, whole: str, alone: set[str]) -> bool:
    if line in alone:
        return True
    if len(line) < _LONG:
        return False
    if line in whole:
        return True
    # A picture in a paragraph, or how a name is read, is not in trafilatura's story.
    middle = (len(line) - _LONG) // 2
    parts = (line[:_LONG], line[middle : middle + _LONG], line[-_LONG:])
    return len(line) >= 3 * _LONG and sum(part in whole for part in parts) >= 2
