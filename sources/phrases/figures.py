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
    """A figure in a phrase; `refused` says why it is no count, where it is none."""

    low: int
    high: int | None
    point: int | None
    qualifier: str
    unit: str | None
    position: int
    refused: str | None = None


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

    def pass_word(self) -> None:
        """Count a word that says nothing; a qualifier too far back belongs to something else."""
        self.idle += 1
        if self.said and self.idle > REACH:
            self.said, self.idle = [], 0


def _unit(s: Sentence, at: int) -> str | None:
    """The unit of the noun that follows, if it is a known one."""
    i = at
    for _ in range(REACH):
        if i >= len(s.tokens):
            return None
        token, term = s.tokens[i], s.term(i)
        if token.text == "%":
            return "percent"
        ends = token.kind == "mark" and token.text not in QUOTES
        if token.value is not None or ends:
            return None
        if term is not None and term.kind in ("number", "stops", "to", "not_counts_before"):
            return None
        if term is not None and term.kind == "units":
            return str(term.value)
        i += term.length if term is not None else 1
    return None


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
    return Figure(*bounds, None, name, _unit(s, end), s.tokens[at].start), end


def _counted(s: Sentence, at: int, pending: _Pending) -> tuple[Figure, int]:
    """The figure of the number that begins at a token, and where reading goes on."""
    first = number(s, at, joined=not pending.between)
    assert first is not None  # a term of kind number or scale, or digits, begins here
    position = s.tokens[at].start
    refused = refusal(s, first, first.end, bool(pending.said))
    if first.value < 0:
        refused = f"{s.words[at]} is a decimal without a scale, no whole count"
        return Figure(0, 0, 0, "exactly", _unit(s, first.end), position, refused), first.end
    if refused is None or is_year(s, first):
        found = span(s, first, pending.between)
        if found.second is not None:
            if found.second.value < 0:
                raise PhraseError("a range ends in a decimal without a scale", position)
            refused = refusal(s, found.second, found.end, qualified=True)
            low, high, point = of_range(
                found.first.value, found.second.value, settle(pending.said), found.rising
            )
            name = settle(pending.said)
            name = name if name in LOWER | UPPER else "rising to" if found.rising else "between"
            return Figure(low, high, point, name, _unit(s, found.end), position, refused), found.end
    qualifier, end = behind(s, first.end)
    more: Said = [(qualifier, s.tokens[first.end - 1].end)] if qualifier else []
    name = settle([*pending.said, *more])
    return Figure(*of_number(first.value, name), name, _unit(s, end), position, refused), end


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
            found.figures.append(figure)
            pending = _Pending()
            continue
        if kind == "qualifiers" and term is not None:
            pending.said.append((str(term.value), token.start))
        elif kind == "between":
            pending.between = True
        elif kind == "several":
            pending.several = True
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
