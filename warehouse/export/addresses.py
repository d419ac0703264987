"""What names a thing outside of its table: addresses of documents, and URNs of everything else.

`urn:muster:KIND:PART/PART` needs no domain and stays the same from build to build. The name space
is not registered.
"""

from __future__ import annotations

import re
from urllib.parse import quote

URN = "urn:muster:"
# RFC 3987, ASCII and beyond: no space, no control, none of <>"{}|\^` and no broken escape.
_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2}"
    r"|[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd])+"
)
_UNSEEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|\s")


def urn(kind: str, *parts: str) -> str:
    """The name of a thing by the parts of its id; different parts give different names."""
    return f"{URN}{kind}:" + "/".join(quote(part, safe=":+") for part in parts)


def of_claim(claim_id: str) -> str:
    """The name of a claim, whose id is a path of ids."""
    return urn("claim", *claim_id.split("/"))


def address(url: str) -> str | None:
    """The address where it is a valid IRI of the web, else None: catalogs come from anybody."""
    return url if _ADDRESS.fullmatch(url) and not _UNSEEN.search(url) else None
