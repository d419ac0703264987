"""Two claims side by side in a tree: what the comparison says of them, or why they do not compare.

Whether and why is the warehouse's answer (comparison, why_not); nothing is compared here.
"""

from __future__ import annotations

from typing import Any

from warehouse.answers.ids import PairId
from warehouse.answers.told import rows
from warehouse.answers.tree.claims import claim_node, sentence
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref

PAIR = """
FROM comparison
WHERE (claim_a = $a AND claim_b = $b) OR (claim_a = $b AND claim_b = $a)
"""
VERDICTS = {
    "contradict": "These two cannot both be true as they stand",
    "possible": "For some reading of the dates these two cannot both be true",
    "agree": "These two agree",
    "compatible": "These two fit together",
}
WITHIN = "Everyone who is counted by the first is counted by the second."
SAME = "Both count the same people at the same time."
NOT_STORED = "They compare, and do not contradict; of so many pairs only clashes are stored."


def pair(grove: Grove, asked: PairId) -> Node:
    """The comparison of two claims, each down to its page; the one inside the other first."""
    given = {"a": asked.claim_a, "b": asked.claim_b}
    found = rows(grove.connection, PAIR, given)
    return stored(grove, found[0]) if found else _not_stored(grove, given)


def stored(grove: Grove, row: dict[str, Any]) -> Node:
    """A row of the table comparison as a tree."""
    a, b, gap = row["claim_a"], row["claim_b"], row["gap"]
    by = "" if gap is None else f", by {gap:,}"
    roots = " Both go back to one root." if row["same_root"] else ""
    return Node(
        "comparison",
        f"{VERDICTS[row['verdict']]}{by}",
        text=f"{row['because']}.{roots}",
        because=WITHIN if row["relation"] == "within" else SAME,
        refers_to=Ref("comparison", f"{a}..{b}"),
        children=tuple(claim_node(grove, i, "compared") for i in (a, b)),
    )


def _not_stored(grove: Grove, given: dict[str, str]) -> Node:
    why = rows(grove.connection, "FROM why_not($a, $b)", given)
    ids = (given["a"], given["b"])
    one, other = (sentence(grove.claim(i)[0]) for i in ids)
    reasons = "; ".join(
        f"{row['dimension']} ({row['of_a']}, and {row['of_b']}): {row['reason']}" for row in why
    )
    return Node(
        "comparison",
        "These two are not compared" if why else "These two fit together",
        text=f"{one}, and {other}",
        because=f"{reasons}." if why else NOT_STORED,
        children=tuple(claim_node(grove, i, "compared") for i in ids),
    )
