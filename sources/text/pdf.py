"""A PDF to its text, page by page, by PDFium."""

from __future__ import annotations

import re

from sources.text.normal import normal
from sources.text.plain_text import LIMITS, Refused

# PDFium marks a hyphen that it joined at the end of a line.
_JOINED = re.compile("[\ufffe\u0002]\\s*")
_LINE = re.compile(r"(?<!\n)\n(?!\n)")


def text_of(data: bytes) -> str:
    """The text of a PDF; lines of one paragraph are one line.

    Raises `Refused` for what PDFium does not open, and for one that asks for a password.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"the PDF cannot be opened: {error}") from error
    try:
        if len(document) > LIMITS.pages:
            raise Refused(f"the PDF has {len(document):,} pages; at most {LIMITS.pages:,} are read")
        pages: list[str] = []
        size = 0
        for number in range(len(document)):
            page = document[number]
            found = page.get_textpage().get_text_bounded()
            page.close()
            size += len(found)
            if size > LIMITS.characters:
                raise Refused(f"the PDF has more than {LIMITS.characters:,} characters")
            pages.append(_LINE.sub(" ", normal(_JOINED.sub("", found.replace("\r\n", "\n")))))
    finally:
        document.close()
    return normal("\n\n".join(pages))
