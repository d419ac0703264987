"""How a party's figure is marked wherever it is shown, in the terminal and in the UI.

Which source is a party to the war, and whose figure a claim carries, is the warehouse's to say
(`origin.party`).
"""

from __future__ import annotations

from collections.abc import Iterable

NO_PARTY = "none"
LEGEND = "the figure of a party to the war, on the side named, or a retelling of one"


def marked(name: str, party: str) -> str:
    """A name in a table, with its side behind it where it stands for a party's figure."""
    return name if party == NO_PARTY else f"{name} [{party}]"


def legend(parties: Iterable[str]) -> str:
    """What the marks in a table mean; nothing where none of them is a party's."""
    sides = sorted(set(parties) - {NO_PARTY})
    return f"{', '.join(f'[{s}]' for s in sides)}: {LEGEND}" if sides else ""


def figure(party: str) -> str:
    """The mark of a figure in a sentence; nothing where it is no party's."""
    return "" if party == NO_PARTY else f"a party's figure: {party}"


def figures(roots: Iterable[tuple[str, str]]) -> str:
    """The parties among the (source, party) behind figures, in words; nothing for none."""
    told = dict.fromkeys(marked(name, party) for name, party in roots if party != NO_PARTY)
    whose = "a party's figure" if len(told) == 1 else "parties' figures"
    return f"{whose}: {' and '.join(told)}" if told else ""
