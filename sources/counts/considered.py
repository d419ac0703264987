"""Every figure of a text with the reasons for it and against it, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sources.counts.about import about
from sources.counts.around import Around, around
from sources.counts.grouped import Grouped
from sources.counts.sentence import Near, Sentence
from sources.counts.subject import Vocabulary
from sources.counts.weigh import Back, Reason, Setting, enough, weigh
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


class Reader:
    """Reads a document once from its beginning, remembering what the figures before were of."""

    def __init__(self, text: str, main: int, language: str, vocabulary: Vocabulary) -> None:
        self.text, self.main = text, main
        self.vocabulary = vocabulary
        self.grouped = Grouped(text, language)
        self.about = about(text[:main], vocabulary)
        self.last: tuple[int, bool] | None = None  # the figure before: its sentence, if it counts
        self.recent: list[Sentence] = []

    def read(self) -> Iterator[Considered]:
        """Every figure of a unit that the subject counts."""
        inside = True
        for number, (span, figures) in enumerate(self.grouped):
            if inside and span[1] > self.main:
                # What surrounds the body does not go on from it
                inside, self.last, self.recent = False, None, []
            part = self.text[span[0] : span[1]]
            sentence = Sentence(part, span[0], self.vocabulary)
            yield from self.sentence(number, span, sentence, figures)
            self.recent = [*self.recent[-(NEAR - 1) :], sentence]

    def sentence(
        self, number: int, span: tuple[int, int], sentence: Sentence, figures: list[Figure]
    ) -> Iterator[Considered]:
        """The figures of one sentence."""
        for at, figure in enumerate(figures):
            if (figure.unit or "persons") not in self.vocabulary.settings.units:
                continue
            left = figures[at - 1].end if at else span[0]
            right = figures[at + 1].start if at + 1 < len(figures) else span[1]
            found = around(sentence, figure.position, figure.number_end, left, right)
            one = self.weighed(number, span, sentence, figure, found)
            kinds = {reason.kind for reason in one.reasons}
            if figure.unit in (None, "persons") and (one.counts or kinds & PEOPLE):
                self.last = (number, one.counts)
            yield one

    def weighed(
        self, number: int, span: tuple[int, int], sentence: Sentence, figure: Figure, found: Around
    ) -> Considered:
        """One figure with its reasons."""
        own = {near.words for near in found.noun}
        people = tuple(near for near in sentence.people if near.words not in own)
        setting = Setting(
            people=people,
            before=any(other.speaks for other in self.recent),
            about=self.about,
            back=self.back(number),
            too_many=(figure.point or figure.low) >= self.vocabulary.settings.most,
            surroundings=figure.position >= self.main,
            single=figure.point == figure.high == 1,
            qualified=figure.qualifier != "exactly",
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
