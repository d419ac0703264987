"""Every figure of a text with the reasons for it and against it, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sources.counts.about import PASSAGE, SAMPLE, about, passage
from sources.counts.around import Around, around
from sources.counts.grouped import Grouped
from sources.counts.sentence import Near, Sentence
from sources.counts.setting import Back, Setting
from sources.counts.subject import Vocabulary
from sources.counts.weigh import weigh
from sources.counts.weights import Reason, enough
from sources.phrases.figure import Figure

NEAR = 2  # sentences over which a number may refer back
PEOPLE = frozenset(("named", "people", "own", "other people"))
"""What a figure that does not count must be of, so that the next one may refer to it."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A figure with what was found around it and the reasons, whether or not they are enough."""

    sentence: tuple[int, int]
    figure: Figure
    around: Around
    people: tuple[Near, ...]
    reasons: list[Reason]

    @property
    def counts(self) -> bool:
        """Whether the reasons are enough."""
        return enough(self.reasons)


@dataclass(slots=True)
class _Read:
    """A sentence as it was read: its number, where it stands, its figures of the subject's units
    and what stands around each.
    """

    number: int
    span: tuple[int, int]
    sentence: Sentence
    figures: list[Figure]
    arounds: list[Around]


class Reader:
    """Reads a document once from its beginning, remembering what the figures before were of."""

    def __init__(self, text: str, main: int, language: str, vocabulary: Vocabulary) -> None:
        self.text, self.main = text, main
        self.vocabulary = vocabulary
        self.grouped = Grouped(text, language)
        self.about = 0
        self.last: tuple[int, bool] | None = None  # the figure before: its sentence, if it counts
        self.recent: list[Sentence] = []

    def read(self) -> Iterator[Considered]:
        """Every figure of a unit that the subject counts."""
        reading, beginning = self._sentences(), []
        for one in reading:
            beginning.append(one)
            if one.span[1] > min(self.main, SAMPLE):
                break
        body = [one for one in beginning if one.span[1] <= self.main]
        self.about = about([(one.sentence, one.arounds) for one in body])
        inside = True
        for one in chain(beginning, reading):
            if inside and one.span[1] > self.main:
                # What surrounds the body does not go on from it
                inside, self.last, self.recent = False, None, []
            yield from self.sentence(one)
            self.recent = [*self.recent[-(PASSAGE - 2) :], one.sentence]

    def _sentences(self) -> Iterator[_Read]:
        """The sentences, each with what stands around its figures."""
        units = self.vocabulary.settings.units
        for number, (span, figures) in enumerate(self.grouped):
            sentence = Sentence(self.text[span[0] : span[1]], span[0], self.vocabulary)
            read = _Read(number, span, sentence, [], [])
            for at, figure in enumerate(figures):
                if (figure.unit or "persons") not in units:
                    continue
                left = figures[at - 1].end if at else span[0]
                right = figures[at + 1].start if at + 1 < len(figures) else span[1]
                read.figures.append(figure)
                read.arounds.append(
                    around(sentence, figure.position, figure.number_end, left, right)
                )
            yield read

    def sentence(self, read: _Read) -> Iterator[Considered]:
        """The figures of one sentence."""
        for figure, found in zip(read.figures, read.arounds, strict=True):
            one = self.weighed(read.number, read.span, read.sentence, figure, found)
            kinds = {reason.kind for reason in one.reasons}
            if figure.unit in (None, "persons") and (one.counts or kinds & PEOPLE):
                self.last = (read.number, one.counts)
            yield one

    def weighed(
        self, number: int, span: tuple[int, int], sentence: Sentence, figure: Figure, found: Around
    ) -> Considered:
        """One figure with its reasons."""
        own = {near.words for near in found.noun}
        people = tuple(near for near in sentence.people if near.words not in own)
        setting = Setting(
            people=people,
            here=passage([*self.recent, sentence]),
            aside="others" in sentence.kinds or "not" in sentence.kinds,
            about=self.about,
            back=self.back(number),
            too_many=(figure.point or figure.low) >= self.vocabulary.settings.most,
            surroundings=figure.position >= self.main,
            single=figure.point == figure.high in (0, 1),
            qualified=figure.qualifier != "exactly",
            sent=self.vocabulary.settings.sent,
            digits=self.text[figure.position].isdigit(),
        )
        reasons = weigh(figure.unit or "persons", found, setting)
        return Considered(span, figure, found, people, reasons)

    def back(self, number: int) -> Back:
        """What became of the figure of people before one in a sentence."""
        if self.last is None or number - self.last[0] > NEAR:
            return Back.NONE
        if not self.last[1]:
            return Back.OTHERS
        return Back.SAME_SENTENCE if self.last[0] == number else Back.NEAR
