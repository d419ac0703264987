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
                           "\u2008\u2009\u200a\u202f\u205f\u3000\t"), " ")  # fmt: skip
MARKS = dict.fromkeys(map(ord, "’ʼ‘`´′ʹ＇‛"), "'")
MARKS |= {ord("‑"): "-", ord("−"): "-", ord("，"): ",", ord("％"): "%", ord("．"): ".",
          ord("＋"): "+", ord("～"): "-", ord("〜"): "-", ord("٬"): ",", ord("٫"): ".",
          ord("٪"): "%", ord("："): ":", ord("ё"): "е", ord("Ё"): "Е"}  # fmt: skip
ALLOWED_FORMAT = {"\u200c", "\u200d", "\u00ad"}  # joiners inside words, soft hyphen
UNSEEN = dict.fromkeys(map(ord, ALLOWED_FORMAT))

GROUPED = re.compile(r"\d{1,3}(?P<sep>[ ,.'])\d{3}(?:(?P=sep)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?P<sep>[ ,.'])\d{3}(?:(?P=sep)\d{3})*)(?!(?P=sep))[.,]\d{1,2}"
                     r"|\d+[.,]\d{1,2}")  # fmt: skip
ADDRESS = re.compile(r"https?://\S+")  # no words: what stands in it says nothing of a number
TOKEN = re.compile(
    r"(?P<chain>\d+(?:-\d+){2,})"
    r"|(?P<digits>\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?!\d|[.,:/']\d|-\d+-\d)"
    r"|\d+(?:[.,:/']\d+)*)"
    r"|(?P<ideograph>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff〇])"
    r"|(?P<word>[^\W\d_\u3040-\u30ff\u3400-\u9fff](?:[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
    r"|[\u0300-\u036f\u0900-\u0963\u064b-\u065f\u00ad\u200c\u200d]|'(?=[^\W\d_]))*)"
    r"|(?P<mark>[^\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `value` for digits; `tight` where nothing stands between it and the
    token before it; `raw` as it is written.
    """

    text: str
    start: int
    end: int
    kind: str
    tight: bool
    value: float | None = None
    raw: str = ""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[:1].isupper()


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


def _value(raw: str) -> tuple[str, float | None]:
    """(kind, value) of digits with what stands between them; a date, a time, a fraction or a slip
    of the pen ("3.1415") is `odd` and has no value.
    """
    if raw.isdigit():
        return "plain", int(raw) if len(raw) <= 15 else float("inf")
    if GROUPED.fullmatch(raw):
        return "grouped", int(re.sub(r"\D", "", raw))
    if DECIMAL.fullmatch(raw):
        whole, part = re.split(r"[.,](?=\d{1,2}$)", raw)
        return "decimal", float(re.sub(r"\D", "", whole) + "." + part)
    return "odd", None


def _word(raw: str) -> str:
    """A word as the lexicons write it: small letters, composed, no hidden joiners."""
    if raw.isascii():
        return raw.lower()
    return unicodedata.normalize("NFC", raw.lower().translate(UNSEEN))


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
    if "://" in plain:
        plain = ADDRESS.sub(lambda address: " " * len(address[0]), plain)
    found: list[Token] = []
    last = -1
    for match in TOKEN.finditer(plain):
        kind, raw = match.lastgroup or "mark", match.group()
        value: float | None = None
        if kind == "chain":
            kind = "odd"
        elif kind == "digits":
            kind, value = _value(raw)
            if value is not None and value > MOST:
                raise PhraseError(f"{raw[:20]} is beyond any count", match.start())
        tight = match.start() == last
        found.append(Token(_word(raw), match.start(), match.end(), kind, tight, value, raw))
        last = match.end()
    return found
