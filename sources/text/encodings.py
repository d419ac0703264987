"""Bytes to characters, nearly as browsers do it: a byte order mark, what was declared, what the
bytes look like.

Broken bytes become U+FFFD, which keeps what stands on both sides apart, and never stop a page from
being read.
"""

from __future__ import annotations

import codecs
import re

from sources.text.plain_text import declared_codec

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_LOOKED_AT = 200_000  # bytes; longer samples did not change a guess
_HEAD = 4_096
_FEW = 16  # bytes that do not tell UTF-16 from numbers with zero bytes between them
_META = re.compile(rb"<meta[^>]{0,500}?charset\s{0,20}=[\s\"']{0,20}([\w.:-]{2,40})", re.I)
_RUN = re.compile(rb"[\x80-\xff]{3,}")
# What a standard leaves out and pages use: each of these reads all that the other reads.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254",
}  # fmt: skip
_DEFAULT = "cp1252"  # what servers say of every page, whatever it is
_HIGH = bytes(range(0x80, 0x100))


def decoded(data: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """The characters of bytes. `declared` is the charset of the answer; `html` looks for <meta>.

    A declaration that the bytes contradict is passed over: UTF-8 declared as something else and
    the other way round, and Latin-1 declared for pages in other scripts, are common.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    return data.decode(encoding(data, declared, html=html), errors="replace")


def encoding(data: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """The codec for bytes without a byte order mark."""
    sample = data[:_LOOKED_AT]
    if wide := _wide(sample):
        return wide
    if b"\x1b$B" in sample or b"\x1b$@" in sample:
        return "iso2022_jp"
    # In UTF-8 hardly anything is valid by accident; of bytes in other encodings all break.
    if _fits(data, "utf-8", 0, damage=0.25):
        return "utf-8"
    told = [declared_codec(declared)]
    if html and (meta := _META.search(data[:_HEAD])):
        told.append(declared_codec(meta[1].decode("ascii", "replace")))
    names = [_WIDER.get(name, name) for name in told if name]
    for name in names:
        if name != _DEFAULT and _fits(data, name, 1, damage=0.02):
            return name
    return _DEFAULT if _DEFAULT in names and _latin(sample) else _looks_like(sample)


def _fits(data: bytes, name: str, some: int, damage: float) -> bool:
    """Whether bytes read in an encoding, but for some of them and a share of those beyond ASCII: a
    page that was cut within a character, or took in a piece of another, is still what it was.
    """
    try:
        data.decode(name)
    except UnicodeDecodeError:
        broken = data.decode(name, errors="replace").count("\ufffd")
        return broken <= some + damage * (len(data) - len(data.translate(None, _HIGH)))
    return True


def _latin(sample: bytes) -> bool:
    """Whether bytes beyond ASCII stand alone, as letters with accents do."""
    high = len(sample) - len(sample.translate(None, _HIGH))
    return sum(map(len, _RUN.findall(sample))) * 2 < high


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: spaces and digits have a zero byte, always on the same side."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < _FEW or max(even, odd) * 20 < len(sample) or min(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _looks_like(sample: bytes) -> str:
    """What resiliparse takes bytes for that are not UTF-8."""
    from resiliparse.parse.encoding import detect_encoding

    found = detect_encoding(sample) or "utf-8"
    if found == "utf-8":  # the bytes are none: it has no browser's name for what it found
        found = detect_encoding(sample, html5_compatible=False) or _DEFAULT
    return _DEFAULT if found == "utf-8" else _WIDER.get(found, found)
