"""What each element of HTML does to the line it stands in, as far as its name and its own style
tell. Style sheets are not read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NONE, EDGE, BOX, LINE, PARAGRAPH = range(5)
"""What stands between two pieces of text: nothing; an edge, which parts digits from digits; a box,
which is a space wide; a line break; an empty line."""


def _names(told: str) -> frozenset[str]:
    return frozenset(told.split())


# Nothing of these is on the page.
_SKIPPED = _names("script style template noscript noframes noembed datalist rp desc metadata")
# These have a place on the page, and show something else than the text in them.
_REPLACED = _names("iframe video audio canvas textarea select")
_PARAGRAPHS = _names(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure article section aside main nav "
    "header footer title form details"
)
_LINES = _names(
    "html head body div li dt dd tr caption thead tbody tfoot figcaption address center fieldset "
    "legend summary dialog hgroup search menu dir listing xmp plaintext br hr frameset option "
    "optgroup marquee"
)
_BOXES = _names("td th img button svg math object embed input meter progress text")
# Shown beside what they follow, or instead of it: "3,388" and the note "2" are not 33,882.
_EDGES = _names("a sup sub small del ins s strike q cite time abbr label mn")
_PRE = _names("pre listing xmp plaintext")
_GAPS = {
    **dict.fromkeys(_PARAGRAPHS, PARAGRAPH), **dict.fromkeys(_LINES, LINE),
    **dict.fromkeys(_BOXES | _REPLACED, BOX), **dict.fromkeys(_EDGES, EDGE),
}  # fmt: skip

_DIGITS = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
# Of `backface-visibility: hidden` only the back is hidden.
_STYLE = re.compile(r"(?<![\w-])(display|visibility)\s{0,9}:\s{0,9}([a-z-]{1,20})", re.IGNORECASE)
_LONGEST_STYLE = 2_000


class State(NamedTuple):
    """What holds inside an element: `gap` parts it from what is around it, `digits` translates
    raised and lowered digits, `reading` is how characters are read, in small letters above them.
    """

    hidden: bool = False
    pre: bool = False
    reading: bool = False
    drawn: bool = False
    digits: dict[int, int] | None = None
    gap: int = NONE


def inside(outer: State, tag: str, attributes: dict[str, str]) -> State:
    """What holds inside an element, from what holds around it."""
    styled = _styled(attributes) if attributes and tag not in ("html", "body") else None
    hidden = tag in _SKIPPED or tag in _REPLACED or styled == "none"
    nowhere = outer.hidden or tag in _SKIPPED or styled == "none"
    gap = NONE if nowhere else _GAPS.get(tag, NONE)
    if not nowhere and styled not in (None, "inline", "contents"):
        gap = max(gap, BOX if styled.startswith("inline") else LINE)
    return State(
        hidden=outer.hidden or hidden or (outer.drawn and tag == "title"),
        pre=outer.pre or tag in _PRE,
        reading=tag in ("rt", "rtc") or (outer.reading and tag not in ("rb", "ruby")),
        drawn=outer.drawn or tag == "svg",
        digits=_DIGITS.get(tag, outer.digits),
        gap=gap,
    )


def _styled(attributes: dict[str, str]) -> str | None:
    """How an element is displayed by its own attributes, "none" where it is hidden by them."""
    if attributes.get("hidden", "until-found") != "until-found":
        return "none"
    found = None
    for name, value in _STYLE.findall(attributes.get("style", "")[:_LONGEST_STYLE]):
        if value.lower() in ("none", "hidden", "collapse"):
            return "none"
        if name.lower() == "display":
            found = value.lower()
    return found
