"""Numbers in words, from makers that know nothing of the reader: num2words where it knows the
language, and two spellers written after grammar books. Also the lines of stated/.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from num2words import num2words

STATED = Path(__file__).parent / "stated"


def _listed(words: str) -> list[str]:
    return words.split()


BG_ONES = _listed(
    "нула един два три четири пет шест седем осем девет десет единадесет дванадесет "
    "тринадесет четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет"
)
BG_FEMININE = {1: "една", 2: "две"}
BG_TENS = "x x двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет"
BG_SHORT = "x x двайсет трийсет четирийсет петдесет шейсет седемдесет осемдесет деветдесет"
BG_HUNDREDS = _listed(
    "x сто двеста триста четиристотин петстотин шестстотин седемстотин осемстотин деветстотин"
)
ZH_SIMPLE = ("零一二三四五六七八九", "十百千", "万")
ZH_TRADITIONAL = ("零一二三四五六七八九", "十百千", "萬")


def bulgarian(n: int, short: bool = False, feminine: bool = False) -> str:
    """A number below a million: "и" stands once, before the last part, as grammars ask."""
    tens = (BG_SHORT if short else BG_TENS).split()
    parts: list[str] = []
    if n >= 1000:
        thousands = n // 1000
        parts.append("хиляда" if thousands == 1 else f"{bulgarian(thousands, short, True)} хиляди")
        n %= 1000
    if n >= 100:
        parts.append(BG_HUNDREDS[n // 100])
        n %= 100
    if n >= 20:
        parts.append(tens[n // 10])
        n %= 10
    if n or not parts:
        parts.append(BG_FEMININE.get(n, BG_ONES[n]) if feminine else BG_ONES[n])
    return parts[0] if len(parts) == 1 else " ".join(parts[:-1]) + " и " + parts[-1]


def bulgarian_colloquial(n: int) -> str:
    """The same as it is spoken: двайсет, трийсет."""
    return bulgarian(n, short=True)


def _section(n: int, signs: tuple[str, str, str]) -> str:
    """Below ten thousand: a sign and its place; one zero for every gap."""
    digits, places, _ = signs
    told, gap = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit:
            told += (digits[0] if gap and told else "") + digits[digit]
            told += places[place - 1] if place else ""
        gap = not digit
    return told


def _chinese(n: int, signs: tuple[str, str, str]) -> str:
    if n == 0:
        return signs[0][0]
    high, low = divmod(n, 10_000)
    told = _section(high, signs) + signs[2] if high else ""
    if low:
        told += (signs[0][0] if high and low < 1000 else "") + _section(low, signs)
    return told


def chinese(n: int) -> str:
    """A number below a hundred million: 12 is 十二, 1,005 is 一千零五."""
    told = _chinese(n, ZH_SIMPLE)
    return told.removeprefix("一") if told.startswith("一十") else told


def chinese_traditional(n: int) -> str:
    """The same in traditional signs and with 兩 before hundreds and more."""
    told = _chinese(n, ZH_TRADITIONAL)
    for place in "百千":
        told = told.replace(f"二{place}", f"兩{place}")
    return "兩" + told[1:] if told.startswith("二萬") else told


def by_num2words(language: str) -> Callable[[int], str]:
    """A speller of the package num2words."""

    def spell(n: int) -> str:
        told = str(num2words(n, lang=language)).strip()
        if language == "pt_BR":  # the package sets commas that nobody writes
            return told.replace(",", "")
        return told.replace("dicotto", "diciotto")  # centodiciotto, which the package shortens

    return spell


class Speller(NamedTuple):
    """What spells numbers, the language they are read in, and a noun to stand behind them."""

    spell: Callable[[int], str]
    language: str
    noun: str

    def phrase(self, n: int) -> str:
        """A number in words with its noun."""
        return f"{self.spell(n)}{'' if self.language == 'zh' else ' '}{self.noun}"


SPELLERS = {
    "en": Speller(by_num2words("en"), "en", "men"),
    "en_IN": Speller(by_num2words("en_IN"), "en", "men"),
    "ru": Speller(by_num2words("ru"), "ru", "человек"),
    "uk": Speller(by_num2words("uk"), "uk", "осіб"),
    "es": Speller(by_num2words("es"), "es", "hombres"),
    "fr": Speller(by_num2words("fr"), "fr", "hommes"),
    "fr_BE": Speller(by_num2words("fr_BE"), "fr", "hommes"),
    "fr_CH": Speller(by_num2words("fr_CH"), "fr", "hommes"),
    "de": Speller(by_num2words("de"), "de", "Männer"),
    "pt": Speller(by_num2words("pt"), "pt", "homens"),
    "pt_BR": Speller(by_num2words("pt_BR"), "pt", "homens"),
    "it": Speller(by_num2words("it"), "it", "uomini"),
    "bg": Speller(bulgarian, "bg", "души"),
    "bg_colloquial": Speller(bulgarian_colloquial, "bg", "души"),
    "zh": Speller(chinese, "zh", "人"),
    "zh_traditional": Speller(chinese_traditional, "zh", "人"),
}


class Line(NamedTuple):
    """A line of stated/<language>.txt: words, the unit asked for, what they state or "error"."""

    words: str
    unit: str
    expected: str


def stated(language: str) -> list[Line]:
    """The lines of one language."""
    found = []
    for line in (STATED / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, expected = line.rsplit(" | ", 1)
            unit, _, told = expected.rpartition(": ")
            found.append(Line(words, unit or "persons", told))
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with every `speller`, or with every language and its `lines`."""
    if "speller" in metafunc.fixturenames:
        metafunc.parametrize("speller", SPELLERS.values(), ids=list(SPELLERS))
    if "lines" in metafunc.fixturenames:
        names = sorted(path.stem for path in STATED.glob("*.txt"))
        metafunc.parametrize(("language", "lines"), [(name, stated(name)) for name in names])
