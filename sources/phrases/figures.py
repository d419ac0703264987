"""A phrase to its figures: every number with its qualifier, its unit, and whether it is a count.

What a qualifier makes of a number stands in reading.py; words stand in the lexicons.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.phrases.numbers import Sentence, number
from sources.phrases.qualifiers import LOWER, UPPER, Said, behind, settle
from sources.phrases.ranges import span
from sources.phrases.reading import VAGUE, PhraseError, of_number, of_range
from sources.phrases.refusals import is_year, refusal

STOPS = set(".;:!?()[]…")  # behind these a qualifier no longer holds
QUOTES = set("'\"“”«»")
REACH = 4  # words between a number and its noun, or a qualifier and its number
SEVERAL = {12: "dozens", 100: "hundreds", 1000: "thousands", 10000: "tens of thousands"}


@dataclass(slots=True)
class Figure:
    """A figure in a phrase; `refused` says why it is no count, where it is none.

    `position` is where the number begins; `start` and `end` are those of the phrase around it, from
    its first qualifier to its noun.
    """

    low: int
    high: int | None
    point: int | None
    qualifier: str
    unit: str | None
    position: int
    end: int
    refused: str | None = None
    start: int = -1


@dataclass(slots=True)
class Found:
    """What a phrase holds: its figures, whether it hedges, and words that are no number."""

    figures: list[Figure] = field(default_factory=list)
    hedged: bool = False
    no_number: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Pending:
    """What has been said since the last figure and may hold of the next."""

    said: Said = field(default_factory=list)
    between: bool = False
    several: bool = False
    idle: int = 0
    start: int | None = None

    def begin(self, at: int) -> None:
        """The phrase begins where the first word stands that says something of the number."""
        if self.start is None:
            self.start = at

    def pass_word(self) -> None:
        """Count a word that says nothing; a qualifier too far back belongs to something else."""
        self.idle += 1
        if self.idle > REACH:
            self.said, self.between, self.idle, self.start = [], False, 0, None


def _noun(s: Sentence, at: int) -> tuple[str | None, int]:
    """The unit of the noun that follows, if it is a known one, and where the phrase ends: behind
    that noun, or behind the next word where no noun is known.
    """
    i, end = at, 0
    for _ in range(REACH):
        if i >= len(s.tokens):
            break
        token, term = s.tokens[i], s.term(i)
        if token.text == "%":
            return "percent", token.end
        ends = token.kind == "mark" and token.text not in QUOTES
        if token.value is not None or ends:
            break
        if term is not None and term.kind in ("number", "stops", "to", "not_counts_before"):
            break
        length = term.length if term is not None else 1
        if term is not None and term.kind == "units":
            return str(term.value), s.tokens[i + length - 1].end
        if term is None and token.kind == "word" and not end:
            end = token.end
        i += length
    return None, end or s.tokens[at - 1].end


Bounds = tuple[int, int | None, int | None]  # low, high, point


def _figure(
    s: Sentence, at: int, end: int, bounds: Bounds, name: str, refused: str | None = None
) -> Figure:
    """The figure of the number in tokens[at:end]."""
    unit, last = _noun(s, end)
    return Figure(*bounds, name, unit, s.tokens[at].start, last, refused)


def _magnitude(s: Sentence, at: int, pending: _Pending) -> str | None:
    """The magnitude without a number that begins at a token: "dozens", "several hundred"."""
    term = s.term(at)
    if term is None:
        return None
    if term.kind == "vague":
        return str(term.value)
    if term.kind != "scale":
        return None
    if pending.several:
        return SEVERAL.get(int(term.value))
    # "тысячи" alone are thousands; "более тысячи" is more than one thousand.
    free = not pending.said and not pending.between
    return s.lexicon.bare.get(s.words[at]) if free else None


def _vague(s: Sentence, at: int, name: str, pending: _Pending) -> tuple[Figure, int]:
    low, high = VAGUE[name]
    bounds: tuple[int, int | None] = (low, high)
    term = s.term(at)
    end = at + (term.length if term is not None else 1)
    if step := s.link("to", end):
        other = s.term(end + step)
        if other is not None and other.kind == "vague":
            bounds = (low, VAGUE[str(other.value)][1])
            name = f"{name} to {other.value}"
            end += step + other.length
    qualifier = settle(pending.said)
    if qualifier in LOWER:
        bounds, name = (low, None), qualifier
    elif qualifier in UPPER:
        bounds, name = (0, bounds[1]), qualifier
    return _figure(s, at, end, (*bounds, None), name), end


def _counted(s: Sentence, at: int, pending: _Pending) -> tuple[Figure, int]:
    """The figure of the number that begins at a token, and where reading goes on."""
    first = number(s, at, joined=not pending.between)
    assert first is not None  # a term of kind number or scale, or digits, begins here
    refused = refusal(s, first, first.end, bool(pending.said))
    if first.value < 0:
        refused = f"{s.words[at]} is a decimal without a scale, no whole count"
        return _figure(s, at, first.end, (0, 0, 0), "exactly", refused), first.end
    if refused is None or is_year(s, first):
        found = span(s, first, pending.between)
        if found.second is not None:
            if found.second.value < 0:
                told = "a range ends in a decimal without a scale"
                raise PhraseError(told, s.tokens[at].start)
            refused = refusal(s, found.second, found.end, qualified=True)
            bounds = of_range(
                found.first.value, found.second.value, settle(pending.said), found.rising
            )
            name = settle(pending.said)
            name = name if name in LOWER | UPPER else "rising to" if found.rising else "between"
            return _figure(s, at, found.end, bounds, name, refused), found.end
    qualifier, end = behind(s, first.end)
    more: Said = [(qualifier, s.tokens[first.end - 1].end)] if qualifier else []
    name = settle([*pending.said, *more])
    return _figure(s, at, end, of_number(first.value, name), name, refused), end


def figures(s: Sentence) -> Found:
    """Every figure of a phrase from left to right."""
    found, pending = Found(), _Pending()
    i = 0
    while i < len(s.tokens):
        token, term = s.tokens[i], s.term(i)
        kind = term.kind if term is not None else ""
        figure: Figure | None = None
        if (name := _magnitude(s, i, pending)) is not None:
            figure, i = _vague(s, i, name, pending)
        elif token.value is not None or kind in ("number", "scale"):
            figure, i = _counted(s, i, pending)
        if figure is not None:
            figure.start = figure.position if pending.start is None else pending.start
            found.figures.append(figure)
            pending = _Pending()
            continue
        if kind == "qualifiers" and term is not None:
            pending.said.append((str(term.value), token.start))
            pending.begin(token.start)
        elif kind == "between":
            pending.between = True
            pending.begin(token.start)
        elif kind == "several":
            pending.several = True
            pending.begin(token.start)
        elif kind == "hedges":
            found.hedged = True
        elif kind == "no_number" and term is not None:
            found.no_number.append((str(term.value), token.start))
        elif token.text in STOPS:
            pending = _Pending()
        if kind not in ("qualifiers", "ignored") and token.kind != "mark":
            pending.pass_word()
        i += term.length if term is not None else 1
    return found
