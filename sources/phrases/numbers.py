"""Tokens to numbers: digits, number words and scales, in figures or in words."""

from __future__ import annotations

from dataclasses import dataclass

from sources.phrases.reading import MOST, PhraseError
from sources.phrases.sentence import Sentence
from sources.phrases.sums import Places, Sum

HUNDRED, THOUSAND = 100, 1000


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in tokens[start:end].

    `scales` are those at its end, greatest product first ("three hundred thousand": 100,000 and
    1,000); `held` is the qualifier that its words carry ("une centaine" is around 100); `whole` is
    false of a decimal that no scale makes a whole number.
    """

    value: float
    start: int
    end: int
    whole: bool = True
    scales: tuple[int, ...] = ()
    held: str | None = None


class _Reader:
    """Reads one number from left to right."""

    def __init__(self, s: Sentence, at: int, joined: bool) -> None:
        self.s, self.at, self.joined = s, at, joined
        self.total: Sum | Places = s.lexicon.sum()
        self.i = at
        self.last = ""  # the kind of the last piece
        self.words = False
        self.base: float | None = None  # the value before its first scale
        self.scales: list[int] = []  # at the end of what has been read
        self.mixed = False  # whether something stands behind an earlier scale
        self.held: str | None = None

    def take(self) -> bool:
        """Take the piece at hand; False where it does not belong to the number."""
        piece = self.s.piece(self.i, inside=self.i > self.at)
        if piece is None or not self._belongs(piece.kind):
            return False
        if piece.kind == "scale":
            before = self.total.value
            if not self.total.times(int(piece.value)):
                return False
            self.base = before if not self.scales else self.base
            self.scales.append(int(piece.value))
        else:
            if not self.total.add(piece.value):
                return False
            self.mixed |= bool(self.scales)
            self.scales, self.base = [], None
            if piece.kind == "held":
                term = self.s.linked("held", self.i)
                self.held = None if term is None else term.value[0]
        self.words |= piece.kind != "digits"
        self.last = piece.kind
        self.i += piece.length
        return True

    def _belongs(self, kind: str) -> bool:
        if self.i == self.at:
            return True
        if kind == "digits":
            return self.last == "scale" and self.s.tokens[self.i].kind == "plain"
        if kind == "number":
            return self.last != "digits"
        return kind == "scale"

    def join(self) -> bool:
        """Step over what joins two parts: a hyphen, "and", a comma behind thousands."""
        step = self._hyphen() or self._of() or self._more()
        if not step and self.joined:
            step = self._and() or self._comma()
        self.i += step
        return step > 0

    def _next(self, step: int) -> float | None:
        """The number word that follows a joint, where it fits."""
        piece = self.s.piece(self.i + step, inside=True)
        if piece is None or piece.kind not in ("number", "digits"):
            return None
        if piece.kind == "digits" and self.last != "scale":
            return None
        return piece.value if self.total.fits(piece.value) else None

    def _hyphen(self) -> int:
        s = self.s
        tight = s.is_mark(self.i, "-") and s.tight(self.i) and s.tight(self.i + 1)
        if not tight or not self.words:
            return 0
        piece = s.piece(self.i + 1, inside=True)
        if piece is not None and piece.kind == "scale":
            return int(self.last == "number")
        open_ = self.last == "number" or s.lexicon.hyphens
        return int(open_ and self._next(1) is not None)

    def _and(self) -> int:
        step = self.s.link("joins", self.i)
        if not step or not self.words:
            return 0
        return step if self._next(step) is not None else 0

    def _of(self) -> int:
        step = self.s.link("of", self.i) if self.last == "held" else 0
        following = self.s.piece(self.i + step, inside=True) if step else None
        return step if following is not None and following.kind == "scale" else 0

    def _more(self) -> int:
        """ "More than" before the last scale: 20多万 is more than 200,000."""
        more = self.s.linked("after", self.i) if self.s.lexicon.positional else None
        if more is None or more.value != "more than":
            return 0
        scale = self.s.piece(self.i + more.length, inside=True)
        if scale is None or scale.kind != "scale":
            return 0
        self.held = "more than"
        return more.length

    def _comma(self) -> int:
        """ "Two thousand, three hundred", but not "two thousand, three of them"."""
        if not self.s.is_mark(self.i, ",") or self.last != "scale" or self._next(1) is None:
            return 0
        rest = _Reader(self.s, self.i + 1, joined=False)
        rest.read()
        return int(rest.total.scale > 0 and rest.total.value < self.scales[-1])

    def read(self) -> None:
        """Read on as far as the number goes."""
        while self.take() or (self.i > self.at and self.join() and self.take()):
            pass

    def number(self) -> Number:
        """What has been read."""
        value = self.total.value
        if value > MOST:
            raise PhraseError("a number beyond any count", self.s.tokens[self.at].start)
        decimal = self.s.tokens[self.at].kind == "decimal" and not self.total.scale
        if decimal or value != int(value):
            return Number(value, self.at, self.i, whole=False)
        return Number(int(value), self.at, self.i, True, self._scales(int(value)), self.held)

    def _scales(self, value: int) -> tuple[int, ...]:
        """The scales at the end of a number, and their product."""
        if not self.scales:
            return self._inside(value) if self.words and self.s.lexicon.compounds else ()
        last = self.scales[-1]
        if self.mixed:
            return (last,) if last >= THOUSAND and value < last * THOUSAND else ()
        product = int(value // self.base) if self.base else 0
        least = HUNDRED if self.s.lexicon.positional else 0  # 三至五十 is 3 to 50
        return tuple(sorted({n for n in (product, last) if n and n >= least}, reverse=True))

    @staticmethod
    def _inside(value: int) -> tuple[int, ...]:
        """The scale at the end of a number written as one word (dreitausend)."""
        return tuple(n for n in (THOUSAND, HUNDRED) if value > n and value % n == 0)[:1]


def number(s: Sentence, at: int, joined: bool = True) -> Number | None:
    """The number that begins at a token, or None.

    `joined`: whether "and" may stand inside it ("two hundred and five"); not between two numbers
    of a range.
    """
    reader = _Reader(s, at, joined)
    reader.read()
    return None if reader.i == at else reader.number()
