"""Bytes to characters, as browsers do it: a byte order mark, what was declared, what they look like.

Broken bytes become U+FFFD and never stop a page from being read.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_LOOKED_AT = 200_000  # bytes; longer samples did not change a guess


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def decoded(data: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """The characters of bytes. `declared` is the charset of the answer; `html` looks for <meta>.

    A declaration that the bytes contradict (UTF-8 declared otherwise, and the other way round) is
    passed over: servers that say the wrong charset are common.
    """
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5

    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if _decodes(data, "utf-8"):
        return data.decode("utf-8")
    named = map_encoding_to_html5(declared, fallback_utf8=False) if declared else None
    if named and named.lower() not in ("utf-8", "utf8") and _decodes(data, named):
        return data.decode(named)
    found = detect_encoding(data[:_LOOKED_AT], from_html_meta=html) or "utf-8"
    told: str = bytes_to_str(data, found)
    return told
