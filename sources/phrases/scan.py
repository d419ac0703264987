"""Every figure of a long text, sentence by sentence, with where its phrase stands.

Which of them count what a catalog is about is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.phrases.figures import Figure, figures
from sources.phrases.lexicon import Lexicon
from sources.phrases.reader import lexicon_for
from sources.phrases.reading import PhraseError
from sources.phrases.sentence import Sentence
from sources.phrases.tokens import LONGEST, tokens

_ABBREVIATED = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|(?<![\d.,'])\d{1,3})\.$")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[”’」』]*|\n")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence: cut at marks, at line ends, and at `LONGEST` characters.

    Before a small letter or a digit no dot ends one ("1,5 тыс. человек", "approx. 300"), nor behind
    an initial or a short number ("U.S. citizens", "am 14. Mai"): the grammar looks at such dots.
    """
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if text[end - 1] not in "\n。！？」』" and _goes_on(text, end):
            continue
        yield from _pieces(text, start, end)
        start = end
    yield from _pieces(text, start, len(text))


def _goes_on(text: str, at: int) -> bool:
    following = text[at : at + 8].lstrip(" ")
    if text[at : at + 1] == "\n" or not following:
        return False
    if following[0].islower() or (following[0].isdigit() and text[at - 1] == "."):
        return True
    return following[0].isalnum() and bool(_ABBREVIATED.search(text, max(at - 6, 0), at))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def readings(text: str, language: str = "und") -> Iterator[Figure]:
    """Every figure of a text in its order, also those that are no count (`refused` says why).

    Positions are those of the text. A sentence that cannot be read as a whole (hidden characters,
    numbers beyond any count) is passed over: `unreadable` names them.
    """
    words = _lexicon(text, language)
    for start, end in sentences(text):
        try:
            found = figures(Sentence(tokens(text[start:end]), words)).figures
        except PhraseError:
            continue
        for figure in found:
            yield replace(
                figure,
                position=figure.position + start,
                start=figure.start + start,
                end=figure.end + start,
                number_end=figure.number_end + start,
            )


def unreadable(text: str, language: str = "und") -> Iterator[tuple[int, int, str]]:
    """(start, end, reason) of each sentence that cannot be read as a whole."""
    words = _lexicon(text, language)
    for start, end in sentences(text):
        try:
            figures(Sentence(tokens(text[start:end]), words))
        except PhraseError as error:
            yield start, end, str(error)


def _lexicon(text: str, language: str) -> Lexicon:
    try:
        sample = tokens(text[:LONGEST])
    except PhraseError:
        sample = []
    return lexicon_for(sample, text[:LONGEST], language)
