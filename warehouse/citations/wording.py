"""The words of a language, and its rules of number; which word a claim needs belongs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from warehouse.citations.patterns import faults

FOLDER = Path(__file__).parent / "languages"


class MissingWords(KeyError):  # noqa: N818  # named for what is the matter
    """A language has no word for something that a citation has to say."""


@dataclass(frozen=True)
class Count:
    """How many, as grammar sees it: the CLDR category of the number, whether the noun stands in
    the genitive, whether what is said of them is plural whatever the category, whether a round
    million stands before the noun, and whether no number does."""

    category: str
    genitive: bool = False
    several: bool = False
    million: bool = False
    bare: bool = False

    @property
    def singular(self) -> bool:
        """Whether one is spoken of."""
        return self.category == "one" and not self.several


MANY = Count("other", genitive=True, several=True, bare=True)
"""People of whom no number is said: 36 countries of *people who ...*"""


@dataclass(frozen=True)
class Language:
    """A language: its code, its words by key, and its locale (CLDR)."""

    code: str
    words: dict[str, Any]
    locale: Locale

    def said(self, *path: str) -> Any:
        """The words at a path of keys. Raises `MissingWords`."""
        at: Any = self.words
        for key in path:
            if not isinstance(at, dict) or key not in at:
                raise MissingWords(f"languages/{self.code}.yaml has no {' / '.join(path)}")
            at = at[key]
        return at

    def known(self, *path: str) -> Any:
        """The words at a path of keys; None where there are none."""
        try:
            return self.said(*path)
        except MissingWords:
            return None

    def number(self, n: int) -> str:
        """A number in digits, thousands separated."""
        return f"{n:,}".replace(",", self.said("thousands"))

    def category(self, n: int) -> str:
        """The CLDR category of a number: one, few, many, other."""
        return str(self.locale.plural_form(n))

    def form(self, forms: Sequence[str], count: Count) -> str:
        """The form of a noun behind a number: of singular and plural, or of one, few, many and the
        genitive singular, and where no number stands before it, if that differs."""
        if len(forms) == 2:
            return forms[0] if count.singular else forms[1]
        if count.bare:
            return forms[-1] if len(forms) > 4 else forms[2]
        if count.genitive:
            return forms[3] if count.category == "one" else forms[2]
        return forms[{"one": 0, "few": 1}.get(count.category, 2)]

    def predicate(self, forms: Sequence[str], count: Count, feminine: bool) -> str:
        """The form of what is said of them: the only one; singular and plural; masculine, feminine,
        plural; or masculine and feminine of each."""
        if len(forms) < 3:
            return forms[0 if count.singular else -1]
        if count.singular:
            return forms[feminine]
        return forms[2 + (feminine and len(forms) > 3)]

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of the language."""
        opened, closed = self.said("quotes")
        return f"{opened}{text}{closed}"

    def named(self, name: str) -> str:
        """A word of a catalog's own, for which the language has none: as the catalog has it."""
        return str(self.said("unknown").format(name=name))

    def listed(self, names: Sequence[str]) -> str:
        """Names one after another."""
        comma, last = self.said("list")
        head = comma.join(names[:-1])
        return f"{head}{last}{names[-1]}" if head else names[-1]


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file; English first."""
    return tuple(
        sorted((p.stem for p in FOLDER.glob("*.yaml")), key=lambda code: (code != "en", code))
    )


@cache
def language(code: str) -> Language:
    """The language with this code. Raises `KeyError` for one that has no file, and `ValueError` for
    a file whose patterns would drop something."""
    if code not in languages():
        raise KeyError(code)
    path = FOLDER / f"{code}.yaml"
    words = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    found = Language(code, words, Locale.parse(words["locale"]))
    if wrong := list(faults(words)):
        raise ValueError(f"languages/{path.name}: {'; '.join(wrong)}")
    return found
