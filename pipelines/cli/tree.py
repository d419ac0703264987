"""A tree of reasons on a screen: guides at the left, wrapped to the terminal, unwrapped in a pipe.

What stands in a tree is the warehouse's answer (warehouse.answers.tree).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from warehouse.answers.tree import Node

LABELS = {"left out": "left out: ", "words": "printed as ", "document": "in "}
ABOVE = "above"
# Told below what stands above them, not as branches: a page is where its words are.
RUNNING_ON = ("document", "snapshot")
# Of these the text is a word or two, told behind the title.
SHORT = ("side", "words", "cell", "source")
# Of these the id is what a person copies; of the others it is told by an address or a hash, or
# stands in the titles of what is beneath.
SHOWN_ID = ("claim", "cell", "conflict", "reconciled", "comparison", "demand", "source")
BRANCH, LAST, DOWN, NOTHING = "├─ ", "└─ ", "│  ", "   "


def show(root: Node) -> None:
    """Print a tree, and where the methods by which its statements are found are described."""
    from pipelines.cli import told
    from warehouse.answers.tree import section, walk

    _show(root, "", "", bold=True)
    sections = dict.fromkeys(found[0] for n in walk(root) if (found := section(n.kind)))
    if sections:
        click.echo()
        told.paragraph(f"Methods (docs/methods.md): {'; '.join(sections)}.")


def _show(node: Node, first: str, rest: str, *, bold: bool = False) -> None:
    """Print a node behind its guides (`first` before its first line, `rest` before the others) and
    all beneath it."""
    branches, own = _own(node)
    below = rest + (DOWN if branches else NOTHING)
    for n, (text, breakable) in enumerate(own):
        lead = first if n == 0 else (below if n else rest)
        _text(text, lead, below, breakable=breakable, bold=bold and n == 0)
    for n, child in enumerate(branches):
        last = n == len(branches) - 1
        _show(child, rest + (LAST if last else BRANCH), rest + (NOTHING if last else DOWN))


def _own(node: Node) -> tuple[tuple[Node, ...], list[tuple[str, bool]]]:
    """The branches of a node, and its own lines, each with whether it may be broken; those of a
    single document or snapshot beneath it are its own."""
    lines = list(_lines(node))
    branches = node.children
    while len(branches) == 1 and branches[0].kind in RUNNING_ON:
        lines += _lines(branches[0])
        branches = branches[0].children
    if len(branches) == 1 and branches[0].kind == ABOVE:
        return (), [*lines, (f"({branches[0].title})", True)]
    return branches, lines


def _lines(node: Node) -> Iterator[tuple[str, bool]]:
    """What a node says, line by line, and whether each may be broken: ids and addresses may not."""
    short = f" ({node.text})" if node.text and node.kind in SHORT else ""
    yield f"{LABELS.get(node.kind, '')}{node.title}{short}", True
    if node.text and not short:
        yield node.text, node.kind not in RUNNING_ON
    if node.because:
        yield node.because, True
    if node.refers_to is not None and node.refers_to.kind in SHOWN_ID:
        yield node.refers_to.id, False


def _text(text: str, first: str, rest: str, *, breakable: bool, bold: bool) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import plain

    for n, line in enumerate(told.lines(text, len(rest)) if breakable else [plain(text)]):
        lead = first if n == 0 else rest
        click.echo(f"{lead}{click.style(line, bold=True) if bold else line}".rstrip())
