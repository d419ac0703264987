"""A tree of reasons on a screen: guides at the left, wrapped to the terminal, unwrapped in a pipe.

What stands in a tree is the warehouse's answer (warehouse.answers.tree).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from warehouse.answers.tree import Node, Ref

LABELS = {"left out": "left out: ", "words": "printed as "}
IN = "in "  # before a page that is told below its words
ABOVE = "above"
# Told below what stands above them, not as branches: a page is where its words are.
DOCUMENT = "document"
RUNNING_ON = (DOCUMENT, "snapshot")
# Of these the text is a word or two, told behind the title.
SHORT = ("side", "words", "cell", "source")
# Of these the id is what a person copies; of the others it is told by an address or a hash, or
# stands in the titles of what is beneath.
SHOWN_ID = ("claim", "cell", "conflict", "reconciled", "comparison", "demand", "source")
BRANCH, LAST, DOWN, NOTHING = "├─ ", "└─ ", "│  ", "   "
Line = tuple[str, bool]
"""What is printed, and whether it may be broken: ids and addresses may not."""


def show(root: Node) -> None:
    """Print a tree, and where the methods by which its statements are found are described."""
    from pipelines.cli import told
    from warehouse.answers.tree import section, walk

    _show(root, "", "", set())
    sections = dict.fromkeys(found[0] for n in walk(root) if (found := section(n.kind)))
    if sections:
        click.echo()
        told.paragraph(f"Methods (docs/methods.md): {'; '.join(sections)}.")


def _show(node: Node, first: str, rest: str, pages: set[Ref]) -> None:
    """Print a node behind its guides (`first` before its first line, `rest` before the others) and
    all beneath it. Of `pages` that were told before, the address is not told again."""
    branches, own = _own(node, pages)
    below = rest + (DOWN if branches else NOTHING)
    for n, line in enumerate(own):
        _line(line, below if n else first, below, bold=not first and n == 0)
    for child in branches[:-1]:
        _show(child, rest + BRANCH, rest + DOWN, pages)
    for child in branches[-1:]:
        _show(child, rest + LAST, rest + NOTHING, pages)


def _own(node: Node, pages: set[Ref]) -> tuple[tuple[Node, ...], list[Line]]:
    """The branches of a node, and its own lines; those of a single document or snapshot beneath it
    are its own."""
    if (above := _above(node)) is not None:
        return (), above
    lines, branches = list(_lines(node)), node.children
    while len(branches) == 1 and branches[0].kind in RUNNING_ON:
        (page,) = branches
        before = page.refers_to in pages
        (title, breakable), *more = _lines(page)
        lines.append((f"{IN if page.kind == DOCUMENT else ''}{title}", breakable))
        lines += [] if before else more
        branches = () if before and _unarchived(page) else page.children
        if page.kind == DOCUMENT and page.refers_to is not None:
            pages.add(page.refers_to)
    return branches, lines


def _above(node: Node) -> list[Line] | None:
    """What is said of a claim that was told before; None of any other node."""
    if len(node.children) != 1 or node.children[0].kind != ABOVE:
        return None
    because = [(node.because, True)] if node.because else []
    (above,) = node.children
    told = f"{above.title}: {above.refers_to.id if above.refers_to else ''}"
    return [_title(node), *because, (told, False)]


def _unarchived(page: Node) -> bool:
    return all(snapshot.refers_to is None for snapshot in page.children)


def _title(node: Node) -> Line:
    short = f" ({node.text})" if node.text and node.kind in SHORT else ""
    return f"{LABELS.get(node.kind, '')}{node.title}{short}", True


def _lines(node: Node) -> Iterator[Line]:
    yield _title(node)
    if node.text and node.kind not in SHORT:
        yield node.text, node.kind not in RUNNING_ON
    if node.because:
        yield node.because, True
    if node.refers_to is not None and node.refers_to.kind in SHOWN_ID:
        yield node.refers_to.id, False


def _line(line: Line, first: str, rest: str, *, bold: bool) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import plain

    text, breakable = line
    for n, part in enumerate(told.lines(text, len(rest)) if breakable else [plain(text)]):
        shown = click.style(part, bold=True) if bold else part
        click.echo(f"{first if n == 0 else rest}{shown}".rstrip())
