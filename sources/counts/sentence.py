"""One sentence: its words and the cues among them.

What stands around a number is looked for in around.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sources.counts.subject import Vocabulary
from sources.counts.words import Cue, Word, words


@dataclass(frozen=True, slots=True)
class Near:
    """A cue and the words that it stands on, in small letters."""

    kind: str
    detail: str
    words: str


class Sentence:
    """The words and cues of one sentence; found once, asked for each of its numbers."""

    def __init__(self, text: str, start: int, vocabulary: Vocabulary) -> None:
        self._text, self._start, self.vocabulary = text, start, vocabulary

    @cached_property
    def words(self) -> list[Word]:
        """Its words, found when they are first asked for."""
        return words(self._text, self._start)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _cues(self) -> list[Cue]:
        return list(self.vocabulary.tree.cues(self.words))

    @cached_property
    def _places(self) -> list[int]:
        return [cue.at for cue in self._cues]

    def index(self, position: int) -> int:
        """The first word at or behind a position."""
        return bisect_left(self._starts, position)

    def text(self, first: int, last: int) -> str:
        """The text from a word to a word, as it stands."""
        return self._text[
            self.words[first].start - self._start : self.words[last].end - self._start
        ]

    def between(self, start: int, end: int) -> list[Cue]:
        """The cues that begin within words[start:end]."""
        return self._cues[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def near(self, cue: Cue) -> Near:
        """A cue with its words as they stand."""
        told = self.text(cue.at, cue.at + cue.length - 1)
        return Near(cue.kind, cue.detail, " ".join(told.split()).casefold())

    def nears(self, kind: str, start: int, end: int) -> Iterator[Near]:
        """The cues of a kind that begin within words[start:end], with their words."""
        return (self.near(cue) for cue in self.between(start, end) if cue.kind == kind)

    def names_army(self, cue: Cue) -> bool:
        """Whether "Russian" is said of an army, whose soldiers may well be the subject's people."""
        if cue.kind != "own" or cue.length > 1:
            return False
        beside = (self.between(at, at + 1) for at in (cue.at - 1, cue.at + 1))
        kinds = ({near.kind for near in cues} for cues in beside)
        return any("setting" in told and not told & {"people", "others"} for told in kinds)

    @cached_property
    def people(self) -> tuple[Near, ...]:
        """Who is named in the sentence, each word once."""
        found = (self.near(cue) for cue in self._cues if cue.kind in ("who", "nations"))
        return tuple(dict.fromkeys(found))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its cues; a measure that the subject calls joining is a `topic`."""
        joining = self.vocabulary.settings.joining
        told = {cue.kind for cue in self._cues}
        return frozenset(told | {"topic" for cue in self._cues if cue.detail in joining})

    @cached_property
    def side(self) -> bool:
        """Whether it names the side whose people the subject counts, if it has one."""
        tree = self.vocabulary.side
        return tree is None or next(tree.cues(self.words), None) is not None

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self._text.rstrip(" \n\"'”’»)」』").endswith(("?", "？"))

    @property
    def tells(self) -> bool:
        """Whether it names the setting, or what brings people into it."""
        return bool(self.kinds & {"setting", "topic"})
