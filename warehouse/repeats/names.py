"""Which sources a text names, and who speaks for whom.

Names come from the table source. A name that could be a common word is not looked for: a title that
holds it would prove nothing. No figures here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from warehouse.repeats.figure import Source

STATE = frozenset({"government", "intelligence", "military", "parliament"})
# One word of fewer letters is too often an ordinary word of some language (Mint, Blick, Liga);
# initials are looked for in capitals only, and of three letters or more or exactly as the id.
SHORTEST_WORD = 6
LONGEST_INITIALS = 5
UNNAMED = re.compile(r"\bnot (?:named|specified)\b|\bunnamed\b|\bunidentifiable\b", re.IGNORECASE)


def aliases(source: Source) -> frozenset[str]:
    """The forms of a source's name that tell it apart: the name, initials where its id is short.

    What stands in brackets is mostly a place, and a body that is not named has no name.
    """
    if source.source_id.isalpha() and len(source.source_id) <= LONGEST_INITIALS:
        initials = {source.source_id.upper()}
    else:
        initials = set()
    if UNNAMED.search(source.name):
        return frozenset(initials)
    main = source.name.partition("(")[0].partition(",")[0].strip()
    short = main.removeprefix("The ")
    forms = {main, short} if " " in short else {main}
    told = {f for f in forms if " " in f or len(f) >= SHORTEST_WORD or (f.isupper() and len(f) > 2)}
    return frozenset(told | initials)


class Names:
    """Looks for the sources that a text names."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources: Mapping[str, Source] = {s.source_id: s for s in sources}
        owners: dict[str, set[str]] = {}
        for source in self._sources.values():
            for form in aliases(source):
                owners.setdefault(form, set()).add(source.source_id)
        # A name that two sources bear names neither.
        self._owner = {form: min(ids) for form, ids in owners.items() if len(ids) == 1}
        longest = sorted(self._owner, key=len, reverse=True)
        words = "|".join(re.escape(form) for form in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if longest else None

    def named(self, text: str) -> frozenset[str]:
        """The ids of the sources named in a text, in the case in which they write themselves."""
        if self._pattern is None:
            return frozenset()
        return frozenset(self._owner[m] for m in self._pattern.findall(text))

    def name(self, source_id: str) -> str:
        """The name of a source without what stands in brackets."""
        source = self._sources.get(source_id)
        return source.name.partition(" (")[0] if source else source_id

    def tells_apart(self, source_id: str) -> bool:
        """Whether the id stands for one body; analysts who are not named may be anybody's."""
        source = self._sources.get(source_id)
        return source is None or source.kind != "other" or not UNNAMED.search(source.name)

    def one_state(self, a: str, b: str) -> bool:
        """Whether both speak for one state: bodies of one country, or of one belligerent."""
        x, y = self._sources.get(a), self._sources.get(b)
        if x is None or y is None:
            return False
        if x.party != "none" and x.party == y.party and (x.kind in STATE or y.kind in STATE):
            return True
        return x.country is not None and x.country == y.country and {x.kind, y.kind} <= STATE
