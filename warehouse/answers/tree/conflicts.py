"""A contradiction in a tree: its members down to their pages, and who repeats each of them."""

from __future__ import annotations

from warehouse.answers.conflicts import OTHERS, Asked, Member, conflicts
from warehouse.answers.ids import ConflictId
from warehouse.answers.tree.claims import claim_node, sentence
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref


def conflict(grove: Grove, asked: ConflictId) -> Node:
    """A contradiction; the figures of which it consists first, below each what repeats it."""
    known = grove.kept.setdefault("conflicts", {})
    if asked.conflict_id not in known:
        found = conflicts(grove.connection, Asked(), None if known else asked.conflict_id)
        known |= {one.conflict_id: one for one in found}
    found = known[asked.conflict_id]
    others = "" if found.complete else f" {OTHERS}"
    return Node(
        "conflict",
        f"{found.size} figures cannot all be true: they miss by {found.excess:,}",
        text=f"{found.statement}{others}",
        because=f"Identities used: {found.identities}. {found.dissolved}",
        refers_to=Ref("conflict", found.conflict_id),
        children=tuple(_member(grove, member) for member in found.members),
    )


def _member(grove: Grove, member: Member) -> Node:
    node = claim_node(
        grove, member.claim.claim_id, "member", f"{member.role}: {sentence(member.claim)}"
    )
    again = tuple(
        claim_node(
            grove, other.claim_id, "repeated", f"{other.published_by} repeats it: {sentence(other)}"
        )
        for other in member.repeated_by
    )
    return Node(
        node.kind, node.title, node.text, node.because, node.refers_to, (*node.children, *again)
    )
