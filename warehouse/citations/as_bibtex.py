"""A document as a BibTeX entry, in the terms of BibLaTeX, whose dates are EDTF.

Titles come from pages that nobody vetted: nothing in one may open a brace or call a macro.
"""

from __future__ import annotations

import unicodedata

from warehouse.citations.document import Document

# BibTeX counts braces whatever stands before them, so that an escaped one would still open a group.
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
}  # fmt: skip
IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
"""A url is taken as it stands, to the brace that closes it."""
UNKNOWN = "und"


def escaped(text: str) -> str:
    """A text that prints as it is written; characters that are not seen are left out."""
    line = " ".join(text.split())
    return "".join(SPECIAL.get(c, c) for c in line if not _unseen(c))


def entry(document: Document) -> str:
    """The entry of a document; its key is the id of the document."""
    fields = {
        "title": f"{{{escaped(document.title)}}}",  # braced twice: no style changes its capitals
        "organization": escaped(document.publisher),
        "date": document.published,
        "url": _address(document.url),
    }
    if document.captured is not None:
        fields["urldate"] = document.captured.isoformat()
    if document.language != UNKNOWN:
        fields["language"] = _language(document.language)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@online{{{document.document_id},\n{lines}}}"


def _address(url: str) -> str:
    """An address that no character of its own ends."""
    return "".join(IN_ADDRESS.get(c, c) for c in url if not _unseen(c))


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")


def _language(code: str) -> str:
    """The name of a language as BibLaTeX writes it: English, in small letters."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code)).lower()
