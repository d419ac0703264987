"""One figure: a number or a magnitude with what qualifies it, what it counts, or why it may not."""

from __future__ import annotations

from sources.phrases.figure import Figure
from sources.phrases.magnitudes import bounds, magnitude, rising_to
from sources.phrases.nouns import noun
from sources.phrases.numbers import number
from sources.phrases.qualifiers import LOWER, UPPER, Pending, Said, behind, settle
from sources.phrases.ranges import Span, span
from sources.phrases.reading import PhraseError, of_number, of_range
from sources.phrases.refusals import Place, is_year, refusal
from sources.phrases.sentence import Sentence
from sources.phrases.unclear import becomes, check_before, check_behind, check_magnitude

SHARES = {2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000}  # "one in ten", but not "12 in 40 villages"

Bounds = tuple[int, int | None, int | None]  # low, high, point


def vague(s: Sentence, i: int, pending: Pending) -> tuple[Figure, int] | None:
    """The figure of a magnitude without a number that begins at a token, and where reading goes
    on; None where no magnitude begins. Raises `PhraseError` for what is not understood.
    """
    told_so = s.kind(i) == "number" and pending.several is not None
    if not (told_so or s.kind(i) in ("vague", "scale")) or s.linked("held", i) is not None:
        return None
    several = pending.several is not None
    free = pending.gap or not pending.said
    first = magnitude(s, i, several, bool(free or several))
    if first is None:
        return None
    check_before(s, i, pending)
    second = rising_to(s, first)
    end = first.end if second is None else second.end
    check_magnitude(s, end)
    told, name = bounds(first, second, pending.held(second is not None))
    at = end + s.link("of", end)
    start = i if pending.first is None else pending.first
    refused = refusal(s, Place(0, i, at, start, True))
    unit, last = _noun(s, at, end)
    figure = Figure(*told, name, unit, s.tokens[i].start, last, refused, change=pending.became)
    figure.number_end = s.tokens[end - 1].end
    return figure, end


def counted(s: Sentence, i: int, pending: Pending) -> tuple[Figure, int]:
    """The figure of the number that begins at a token, and where reading goes on. Raises
    `PhraseError` for what is not understood.
    """
    check_before(s, i, pending)
    first = number(s, i)
    assert first is not None  # digits or a number word stand here
    start = i if pending.first is None else pending.first
    turn = becomes(s, first, pending)
    found = Span(first, None, first.end) if turn else span(s, first, pending.opened)
    said = pending.held(turn > 0 or found.second is not None)
    if found.first.held:
        said.append((found.first.held, s.tokens[i].start))
    end = phrase_end = found.end
    if found.second is None:
        if pending.several is not None:
            raise PhraseError("an unknown quantity before a number", pending.several)
        after, end, phrase_end = behind(s, first.end)
        said += after
    of = first.held or (found.second or first).scales
    at = end + (s.link("of", end) if of else 0)
    refused = _refused(s, found, at, start, bool(said))
    if over := _share(s, found, end):
        refused, end, phrase_end = f"{s.words[i]} is a share, no count", over, over
    if refused is None and not turn:
        check_behind(s, found, end, pending)
    unit, last = _noun(s, at, end)
    number_end = s.tokens[end - 1].end
    alone = end == i + 1 and unit is None and s.words[i] in s.lexicon.words.get("articles", ())
    if alone and (step := s.link("stops", end)):
        last = s.tokens[end + step - 1].end  # "una delle" is one, where "una" is an article
    if phrase_end > end:
        last, end = max(last, s.tokens[phrase_end - 1].end), phrase_end
    if (before := s.linked("units_before", start)) is not None:
        unit = str(before.value)
    told, name = _told(found, said)
    figure = Figure(*told, name, unit, s.tokens[i].start, last, refused, change=pending.became)
    figure.number_end = number_end
    if not turn:
        return figure, end
    _changes(figure, said, pending)
    return figure, max(end, first.end + turn)


def _changes(figure: Figure, said: Said, pending: Pending) -> None:
    """The first of two figures: "from" is no part of its phrase, but of the change."""
    figure.start = min((at for _, at in said), default=figure.position)
    figure.change = figure.start if pending.change is None else pending.change


def _noun(s: Sentence, at: int, end: int) -> tuple[str | None, int]:
    """The unit behind a number, and where its phrase ends; "of" alone is no part of it."""
    unit, last = noun(s, at)
    return unit, last if last > s.tokens[at - 1].end else s.tokens[end - 1].end


def _told(found: Span, said: Said) -> tuple[Bounds, str]:
    """What a number or a range states, and the name of what holds it."""
    name = settle(said)
    if found.second is None:
        return of_number(int(found.first.value), name), name
    low, high = int(found.first.value), int(found.second.value)
    between = "rising to" if found.rising else "between"
    told = of_range(low, high, name, found.rising)
    return told, name if name in LOWER | UPPER else between


def _refused(s: Sentence, found: Span, at: int, start: int, qualified: bool) -> str | None:
    """Why a number or a range is no count. `at`: behind it and "of"; `start`: where its first
    qualifier stands.
    """
    first, second = found.first, found.second
    if second is None:
        place = Place(first.value, first.start, at, start, qualified)
        told = refusal(s, place)
        if told is None and at > first.end:
            told = refusal(s, place._replace(end=first.end))
    else:
        begins = Place(first.value, first.start, first.end, start, True)
        ends = Place(second.value, second.start, at, second.start, qualified)
        told = refusal(s, begins) or refusal(s, ends) or _years(s, begins, ends)
    if told is None and not (first.whole and (second is None or second.whole)):
        told = f"{s.words[first.start]} is a decimal without a scale, no whole count"
    return told


def _years(s: Sentence, begins: Place, ends: Place) -> str | None:
    """Two numbers that look like years are years, unless both are round."""
    years = is_year(s, begins) and is_year(s, ends)
    if not years or not (begins.value % 100 or ends.value % 100):
        return None
    return f"{s.words[begins.start]} reads as a year"


def _share(s: Sentence, found: Span, end: int) -> int:
    """Where "one in five" ends, which is a share of a round number and no count; else 0."""
    i = end
    if s.link("ratio", i) == 0 and found.first.value == 1 and s.is_word(i):
        i += s.length(i)
    step = s.link("ratio", i)
    other = number(s, i + step) if step and found.second is None else None
    if other is None:
        return 0
    parts = sorted((found.first.value, other.value))
    return other.end if parts[0] < parts[1] in SHARES else 0
