"""A claim in a tree: its words, the document that prints them, the bytes that hold them; and what
it repeats, hop by hop to the root.

Every path of every tree ends here. What figures mean together stands in the modules beside.
"""

from __future__ import annotations

from warehouse.answers.drift import Hop
from warehouse.answers.told import Told
from warehouse.answers.tree.grove import Anchor, Grove, Page
from warehouse.answers.tree.node import CLAIM, Node, Ref
from warehouse.inference.phrasing import interval

NO_PARTY = "none"
UNKNOWN_LANGUAGE = "und"
FLOOR = "a floor: nothing follows about how few there are"
NOT_ARCHIVED = Node("snapshot", "no page archived")


def sentence(claim: Told) -> str:
    """A claim in a line: its words, whose they are, and what they count."""
    return f"“{claim.says}” ({claim.source}: {claim.counts})"


def claim_node(
    grove: Grove, claim_id: str, kind: str = CLAIM, title: str = "", because: str = ""
) -> Node:
    """A claim down to its pages; `kind` and `title` say which part it plays, `because` why. Raises
    `KeyError` where there is no such claim."""
    told, _ = grove.claim(claim_id)
    return Node(
        kind,
        title or sentence(told),
        text=_marks(told),
        because=because,
        refers_to=Ref(CLAIM, claim_id),
        children=grounds(grove, claim_id),
    )


def _marks(told: Told) -> str:
    """Whether it goes back to a party's figure, and whether to an original that is not held."""
    party = "" if told.party == NO_PARTY else f"a party's figure: {told.party}"
    held = "" if told.original_held else "the original is not held"
    return "; ".join(filter(None, [party, held]))


def grounds(grove: Grove, claim_id: str) -> tuple[Node, ...]:
    """What a claim rests on: its words, and the claim that it repeats."""
    if claim_id not in grove.grown:
        told, page = grove.claim(claim_id)
        hop = grove.hops.get(claim_id)
        repeated = () if hop is None else (_retells(grove, hop),)
        grove.grown[claim_id] = (_words(told, page), *repeated)
    return grove.grown[claim_id]


def _words(told: Told, page: Page) -> Node:
    known = page.language != UNKNOWN_LANGUAGE
    notes = [
        f"language {page.language}" if known else "language unknown",
        f"qualifier {page.qualifier}",
        f"read as {interval(page.low, page.high)}",
        "hedged" if page.hedged else "",
        FLOOR if page.floor else "",
    ]
    return Node(
        "words",
        f"“{told.says}”",
        text="; ".join(filter(None, notes)),
        children=(_document(told, page),),
    )


def _document(told: Told, page: Page) -> Node:
    return Node(
        "document",
        f"{page.title} ({told.published_by}, {told.published})",
        text=told.url,
        refers_to=Ref("document", page.document_id),
        children=tuple(_snapshot(a) for a in page.anchors) or (NOT_ARCHIVED,),
    )


def _snapshot(anchor: Anchor) -> Node:
    if anchor.sha256 is None:
        return NOT_ARCHIVED
    at = "" if anchor.start is None else f" at characters {anchor.start:,} to {anchor.end:,}"
    there = f", where “{anchor.there}” stands" if anchor.there else ""
    seen = "" if anchor.captured_at is None else f"captured {anchor.captured_at:%Y-%m-%d}; "
    return Node(
        "snapshot",
        f"{anchor.status}{at}{there}",
        text=f"{seen}SHA-256 {anchor.sha256}",
        refers_to=Ref("snapshot", anchor.sha256),
    )


def _retells(grove: Grove, hop: Hop) -> Node:
    told, _ = grove.claim(hop.from_claim_id)
    changed = " ".join(change.sentence for change in hop.drift) or "Nothing changed."
    return claim_node(
        grove,
        hop.from_claim_id,
        "retells",
        f"repeats {sentence(told)}",
        f"The link is {hop.link}. {changed}",
    )
