"""The valid value that a wrong one was probably meant to be. Nothing is ever replaced by it."""

import difflib
from collections.abc import Iterable, Mapping

PATIENCE = 200
"""Suggestions looked for in one run: a search costs a few milliseconds per thousand candidates, and
whoever reads more than two hundred errors of one kind has one cause to mend, not two hundred."""


def swaps(a: str, b: str) -> int:
    """Optimal string alignment distance: insert, delete, substitute, swap neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, current[-1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, row = row, current
    return row[-1]


def nearest(
    value: str,
    candidates: Iterable[str],
    aliases: Mapping[str, str] | None = None,
    cutoff: float = 0.6,
) -> str | None:
    """The closest candidate, or None where none reaches the likeness `cutoff` (difflib's ratio).

    Case and a known name (`aliases`: lower-case name -> id, e.g. cuba -> CUB) win over spelling;
    then the fewest edits; then the first in the alphabet.
    """
    wanted = value.strip().casefold()
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(candidate.casefold(), candidate)
    if wanted in folded:
        return folded[wanted]
    names = aliases or {}
    if wanted in names:
        return names[wanted]
    if not wanted or len(wanted) > 200:
        return None
    pool = {**names, **folded}
    close = difflib.get_close_matches(wanted, pool, n=8, cutoff=cutoff)
    if not close:
        return None
    return pool[min(close, key=lambda word: (swaps(wanted, word), word not in folded, word))]


class Suggestions:
    """`nearest`, remembered, and no more than PATIENCE searches."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], str | None] = {}

    def ask(
        self,
        kind: str,
        value: str,
        candidates: Iterable[str],
        aliases: Mapping[str, str] | None = None,
        cutoff: float = 0.6,
    ) -> str | None:
        """The nearest of the candidates of a kind; None when patience has run out."""
        key = (kind, value)
        if key not in self._found:
            if len(self._found) >= PATIENCE:
                return None
            self._found[key] = nearest(value, candidates, aliases, cutoff)
        return self._found[key]
