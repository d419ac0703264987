"""What a tree of reasons is made of, and how what it says twice is told once.

Plain data without markup: how a tree looks belongs in pipelines/cli/tree.py and in the report; what
stands in one, in the modules beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

CLAIM, ABOVE = "claim", "above"


@dataclass(frozen=True)
class Ref:
    """What a node speaks of, to link to: `id` is one of the table `kind`, as `muster explain` takes
    it; of a `snapshot` its SHA-256."""

    kind: str
    id: str


@dataclass(frozen=True)
class Node:
    """A statement, and beneath it what it rests on.

    `kind` says what it is; the kinds are listed in methods.py. `title` is the statement, `text`
    what else there is to know of it, `because` why it holds. `children` are its grounds, in the
    order in which they are told. Where `kind` is `above`, the same is told in full before.
    """

    kind: str
    title: str
    text: str = ""
    because: str = ""
    refers_to: Ref | None = None
    children: tuple[Node, ...] = ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all beneath it, in the order in which they are told."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.children))


def claims_of(node: Node, kinds: Iterable[str] | None = None) -> set[str]:
    """The ids of the claims in a tree; with `kinds` those that nodes of such a kind speak of."""
    return {
        found.refers_to.id
        for found in walk(node)
        if found.refers_to is not None
        and found.refers_to.kind == CLAIM
        and (kinds is None or found.kind in kinds)
    }


def told_once(node: Node) -> Node:
    """The same tree, in which the grounds of a claim stand where it is first told alone: later a
    node `above` stands in their place."""
    return _told(node, set())


def _told(node: Node, before: set[str]) -> Node:
    ref = node.refers_to
    if ref is not None and ref.kind == CLAIM and node.children:
        if ref.id in before:
            return replace(node, children=(Node(ABOVE, "told above", refers_to=ref),))
        before.add(ref.id)
    return replace(node, children=tuple([_told(child, before) for child in node.children]))
