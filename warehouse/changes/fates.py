"""What became of the claims on which bounds, contradictions and answers rest: the causes of moves.

New, revised or withdrawn by hand; set aside, or no longer, by what others say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.changes.claims import KEPT
from warehouse.changes.sides import Sides
from warehouse.inference.phrasing import listed

# By hand comes before what follows from it: a claim has one fate.
NOTED = """
CREATE TEMP TABLE fate AS
WITH by_hand AS (
    SELECT claim_id, 'is new' AS fate FROM new.claim ANTI JOIN old.claim USING (claim_id)
    UNION ALL
    SELECT claim_id, 'is withdrawn' AS fate FROM old.claim ANTI JOIN new.claim USING (claim_id)
    UNION ALL
    SELECT claim_id, 'is revised' AS fate
    FROM old.claim AS o JOIN new.claim AS n USING (claim_id)
    WHERE {unlike}
),
aside AS (
    SELECT DISTINCT claim_id, 'is now set aside' AS fate
    FROM new.set_aside ANTI JOIN old.set_aside USING (claim_id)
    UNION ALL
    SELECT DISTINCT claim_id, 'is no longer set aside' AS fate
    FROM old.set_aside ANTI JOIN new.set_aside USING (claim_id)
)
FROM by_hand
UNION ALL
FROM aside ANTI JOIN by_hand USING (claim_id)
"""
AMONG = """
SELECT claim_id, fate
FROM fate SEMI JOIN (SELECT unnest($ids) AS claim_id) USING (claim_id)
ORDER BY claim_id
"""
GONE = "is withdrawn"
TOLD = 2  # claims named in a sentence; all of them stand beside it


@dataclass(frozen=True)
class Because:
    """The claims that brought a change about, what became of each, and that in words; nothing
    where none changed.
    """

    claims: tuple[str, ...]
    fates: tuple[str, ...]
    words: str

    @property
    def clause(self) -> str:
        """`, because ...`, or nothing."""
        return f", because {self.words}" if self.claims else ""

    @property
    def by_id(self) -> str:
        """` (ID is new)` for where the claims themselves are told beside, or nothing."""
        told = (f"{i} {fate}" for i, fate in zip(self.claims, self.fates, strict=True))
        return f" ({'; '.join(told)})" if self.claims else ""


def note(sides: Sides) -> None:
    """Write the temporary table `fate`: (claim_id, fate) of every claim that has one."""
    unlike = " OR ".join(f"o.{c} IS DISTINCT FROM n.{c}" for c in KEPT.matters)
    sides.connection.execute(NOTED.format(unlike=unlike))


def because(sides: Sides, *lists: Sequence[str]) -> Because:
    """The claims that have a fate, out of the first of the lists of ids in which any has one."""
    for ids in lists:
        found = sides.rows(AMONG, {"ids": ids}) if ids else []
        if found:
            fates = {row["claim_id"]: row["fate"] for row in found}
            return Because(tuple(fates), tuple(fates.values()), _words(sides, fates))
    return Because((), (), "")


def _words(sides: Sides, fates: dict[str, str]) -> str:
    first = list(fates)[:TOLD]
    told = sides.figures("new", [i for i in first if fates[i] != GONE])
    gone = sides.figures("old", [i for i in first if fates[i] == GONE])
    words = [f"{(gone if fates[i] == GONE else told)[i]} {fates[i]}" for i in first]
    if more := len(fates) - TOLD:
        words += [f"{more:,} more claims changed"] if more > 1 else []
        words += ["one more claim changed"] if more == 1 else []
    return listed(words)
