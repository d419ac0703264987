"""A PDF to its text, page by page, by PDFium.

How its characters are read stands in pdf_page.py, how its lines are joined in pdf_lines.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sources.text import pdf_page
from sources.text.normal import normal
from sources.text.pdf_lines import joined
from sources.text.plain_text import LIMITS, Limits, Refused


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A PDF as pypdfium2 has it; raises `Refused` for what PDFium does not open, and for one that
    asks for a password.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"the PDF cannot be opened: {error}") from error
    try:
        yield document
    finally:
        document.close()


def text_of(data: bytes, limits: Limits = LIMITS) -> str:
    """The text of a PDF; the lines of a paragraph are one line, the rows of a table are not.

    Raises `Refused` for one that does not open or has too many pages or characters.
    """
    with opened(data) as document:
        if len(document) > limits.pages:
            raise Refused(f"the PDF has {len(document):,} pages; at most {limits.pages:,} are read")
        pages: list[str] = []
        size = 0
        for number in range(len(document)):
            pages.append(joined(pdf_page.text_of(document, number, limits.characters - size)))
            size += len(pages[-1])
    return normal("\n\n".join(pages))
