"""A web page to what a reader sees of it, line by line, in the order of the page.

libxml2 takes the page apart; what each element does to a line stands in elements.py, which of the
lines are the story in story.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sources.text.elements import BOX, EDGE, LINE, NONE, PARAGRAPH, State, inside
from sources.text.markup import parsed
from sources.text.normal import BETWEEN, normal
from sources.text.plain_text import LIMITS, Limits, Refused

_WHITE = " \t\n\r\f"
_SPACES = re.compile(f"[{_WHITE}]+")


@dataclass
class Page:
    """`text` in normal form; `heads` are its main headings; how many `elements` it has, and the
    `most_attributes` of one of them.
    """

    text: str = ""
    heads: list[str] = field(default_factory=list)
    elements: int = 0
    most_attributes: int = 0


class _Line:
    """Pieces of text, and what stands between them."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.ended = 0  # lines
        self.fresh = False  # at the beginning of a cell
        self.gap, self.space, self.last = NONE, False, ""

    def part(self, gap: int) -> None:
        """What follows is parted from what was. A break in front of a cell's first words would
        tear its row apart.
        """
        if gap > self.gap and not (self.fresh and gap > BOX):
            self.gap = gap

    def put(self, text: str, pre: bool) -> None:
        """What follows, with the white space of the page."""
        bare = text.strip(_WHITE)
        before, _, after = text.partition(bare) if bare else (text, "", "")
        self._white(before, pre)
        if not bare:
            return
        self.out.append(self._between(bare[0]))
        self.out.append(bare if pre else _SPACES.sub(" ", bare))
        self.gap, self.space, self.fresh, self.last = NONE, False, False, bare[-1]
        self._white(after, pre)

    def _white(self, space: str, pre: bool) -> None:
        self.space = self.space or bool(space)
        if pre and "\n" in space:
            self.part(LINE)

    def _between(self, first: str) -> str:
        if self.gap in (LINE, PARAGRAPH):
            self.ended += not self.fresh
            return "\n" if self.gap == LINE else "\n\n"
        if self.gap in (EDGE, BOX) and self.last.isdecimal() and first.isdecimal():
            return BETWEEN
        return " " if self.space or self.gap == BOX else ""


class _Reader:
    """Takes the page's elements one by one; `close` gives the page."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.page, self.line = limits, Page(), _Line()
        self.states = [State()]
        self.cells: list[int] = []  # lines that had ended when each open cell began
        self.readings: list[str] = []
        self.head: int | None = None
        self.size = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.states) > self.limits.depth:
            raise Refused(f"elements nested more than {self.limits.depth:,} deep")
        page, line = self.page, self.line
        page.elements += 1
        page.most_attributes = max(page.most_attributes, len(attributes))
        state = inside(self.states[-1], tag, attributes)
        self.states.append(state)
        line.part(state.gap)
        if tag in ("td", "th"):
            line.fresh = True
            self.cells.append(line.ended)
        elif tag == "h1":
            self.head = len(line.out)
        elif tag == "img":
            self.data(attributes.get("alt", ""))

    def end(self, tag: str) -> None:
        line, state = self.line, self.states.pop()
        if tag in ("td", "th") and self.cells:
            # A cell of one line stands in a row with the next; a page laid out as a table has more.
            line.fresh = False
            line.gap = BOX if self.cells.pop() == line.ended else LINE
        else:
            line.part(state.gap)
        if tag == "h1" and self.head is not None:
            self.page.heads.append(normal("".join(line.out[self.head :])))
            self.head = None

    def data(self, text: str) -> None:
        state = self.states[-1]
        if state.hidden:
            return
        self.size += len(text)
        if self.size > self.limits.raw_characters:
            raise Refused(f"more than {self.limits.raw_characters:,} characters")
        if state.digits:
            text = text.translate(state.digits)
        if state.reading:
            self.readings += [text, "  "]
        else:
            self.line.put(text, state.pre)

    def close(self) -> Page:
        self.page.text = normal("".join([*self.line.out, "\n\n", *self.readings]))
        return self.page


def read(page: str, limits: Limits = LIMITS) -> Page:
    """What a reader sees of a page. What is hidden, filled in or drawn by a script is left out.

    Numbers in different cells, notes and links never run into one another: where only an edge
    stands between two digits, `normal.BETWEEN` does. Raised digits become characters of their own.
    How characters are read aloud (furigana) stands in the last line. Raises `Refused` for a page
    that is nested too deep or too long.
    """
    return parsed(page, _Reader(limits))
