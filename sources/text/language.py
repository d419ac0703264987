"""Which language a text is written in."""

from __future__ import annotations

import re
from typing import Any

_LOOKED_AT = 5_000  # characters
_FEW = 30  # letters that tell nothing
_SURE = 200  # characters from which on what the text looks like outweighs what the page declares
_CODE = re.compile(r"[a-z]{2}(?![a-z])")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
# Those in which the press of more than one city appears; resiliparse knows fifty more, and takes
# short French for Frisian.
_KNOWN = (
    "af ar az be bg bn ca cs da de el en es et fa fi fr gu ha he hi hr hu hy id it ka kk km kn ku "
    "ky lt lv mk ml mn mr my ne nl no or pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te tg th "
    "tk tr uk ur uz vi"
)


def language(text: str, declared: str | None = None) -> str | None:
    """The language of a text (ISO 639-1), or None where nothing tells.

    `declared` is what a page says; many pages say what their template says, so a long text that
    looks like three other languages is one of those.
    """
    from resiliparse.parse.lang import detect_fast

    named = _CODE.match((declared or "").lower())
    told = named[0] if named else None
    sample = text[:_LOOKED_AT]
    by_script = _by_script(sample)
    if by_script is not None:
        return by_script
    if sum(map(str.isalpha, sample)) < _FEW:
        return told
    ranked: Any = detect_fast(sample, n_results=3, langs=_KNOWN.split())
    found = [code for code, _ in ranked]
    if told in found or (told and len(sample) < _SURE):
        return told
    return found[0] if found else told


def _by_script(sample: str) -> str | None:
    """Three scripts tell the language by themselves, better than their profiles do."""
    counts = {"ja": len(_KANA.findall(sample)), "ko": len(_HANGUL.findall(sample))}
    han = len(_HAN.findall(sample))
    best = max(counts, key=lambda code: counts[code])
    if counts[best] * 5 > len(sample):
        return best
    if (han + counts["ja"]) * 3 > len(sample):
        return "ja" if counts["ja"] * 20 > han else "zh"
    return None
