"""Text to tokens: numbers in digits, words, single ideographs, marks. No meaning here.

One pass with one expression that cannot backtrack far, so that time grows with the length of the
text. Positions are those of the text as given: every replacement keeps its length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sources.phrases.reading import MOST, PhraseError

LONGEST = 2_000  # characters; the phrase that carries a number is a dozen words

SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
                           "\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r"), " ")  # fmt: skip
MARKS = {ord("’"): "'", ord("ʼ"): "'", ord("‘"): "'", ord("‑"): "-", ord("−"): "-", ord("，"): ",",
         ord("％"): "%", ord("．"): ".", ord("＋"): "+", ord("～"): "-", ord("〜"): "-",
         ord("٬"): ",", ord("٫"): ".", ord("٪"): "%"}  # fmt: skip
ALLOWED_FORMAT = {"\u200c", "\u200d", "\u00ad"}  # joiners inside words, soft hyphen

TOKEN = re.compile(
    r"(?P<grouped>\d{1,3}(?:(?P<sep>[ ,.'])\d{3})(?:(?P=sep)\d{3})*(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d))"
    r"|(?P<decimal>\d+[.,]\d{1,2}(?!\d))"
    r"|(?P<plain>\d+)"
    r"|(?P<ideograph>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
    r"|(?P<word>[^\W\d_\u3040-\u30ff\u3400-\u9fff](?:[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
    r"|[\u0300-\u036f\u0900-\u0963\u064b-\u065f]|'(?=[^\W\d_]))*)"
    r"|(?P<mark>[^\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `value` for digits; `tight` where nothing stands between it and the
    token before it.
    """

    text: str
    start: int
    end: int
    kind: str
    tight: bool
    value: float | None = None


def _ascii_digits(text: str) -> str:
    """Digits of every script as 0-9; look-alikes that are no digits stay what they are."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def _hidden(text: str) -> None:
    for at, c in enumerate(text):
        if c in ALLOWED_FORMAT or c in "\t\n\r":
            continue
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co"):
            raise PhraseError(f"a hidden character (U+{ord(c):04X}) stands in the phrase", at)


def tokens(text: str) -> list[Token]:
    """The tokens of a phrase, lower-cased.

    Raises `PhraseError` for a phrase that is too long or hides characters, and for a number beyond
    any count.
    """
    if len(text) > LONGEST:
        raise PhraseError(f"a phrase has {LONGEST:,} characters at the most", LONGEST)
    if not text.isascii() or not text.isprintable():
        _hidden(text)
    plain = _ascii_digits(text.translate(SPACES).translate(MARKS))
    found: list[Token] = []
    last = -1
    for match in TOKEN.finditer(plain):
        kind = match.lastgroup or "mark"
        if kind == "sep":
            kind = "grouped"
        raw = match.group()
        value: float | None = None
        if kind == "grouped":
            value = int(re.sub(r"\D", "", raw))
        elif kind == "decimal":
            value = float(raw.replace(",", "."))
        elif kind == "plain":
            value = int(raw) if len(raw) <= 15 else float("inf")
        if value is not None and value > MOST:
            raise PhraseError(f"{raw[:20]} is beyond any count", match.start())
        found.append(
            Token(raw.lower(), match.start(), match.end(), kind, match.start() == last, value)
        )
        last = match.end()
    return found
