"""What a number counts: the noun behind it, and where the phrase around the number ends."""

from __future__ import annotations

from sources.phrases.sentence import Sentence

QUOTES = frozenset("'\"“”«»‹›„")
REACH = 4  # words between a number and its noun


def noun(s: Sentence, at: int) -> tuple[str | None, int]:
    """The unit of the noun that follows, if it is a known one, and where the phrase ends.

    The end, in characters, is that of the noun; of the next word where no noun is known; else of
    the number.
    """
    i, end, words = at, 0, 0
    while i < len(s) and words < REACH:
        token, term = s.tokens[i], s.term(i)
        if token.text == "%":
            return "percent", token.end
        if token.kind == "mark" and token.text not in QUOTES and not _inner(s, i):
            break
        known = term is not None and term.kind == "units"
        if s.piece(i) is not None or (not known and _ends(s, i)):
            break
        length = s.length(i)
        if known and term is not None:
            return str(term.value), s.tokens[i + length - 1].end
        if term is None and token.kind in ("word", "ideograph") and not end:
            end = token.end
        words += token.kind != "mark"
        i += length
    return None, end or s.tokens[at - 1].end


def _inner(s: Sentence, at: int) -> bool:
    """A mark inside a phrase: the dot of an initial, a hyphen inside a word."""
    if s.words[at] == ".":
        return not s.stop(at)
    return s.words[at] == "-" and s.tight(at) and s.tight(at + 1)


def _ends(s: Sentence, at: int) -> bool:
    """Whether the phrase around a number ends before a word."""
    return any(s.link(kind, at) for kind in ("stops", "to", "or", "not_counts_before"))
