"""HTML to the events of its elements, as a browser would mend it. What they mean stands with who
takes them: html.py and head.py.
"""

from __future__ import annotations

from typing import Protocol, TypeVar

Found = TypeVar("Found", covariant=True)


class Target(Protocol[Found]):
    """Takes a page's elements one by one; `close` gives what came of them."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text stands inside the elements that are open."""

    def close(self) -> Found:
        """What came of the page."""


def parsed(page: str, target: Target[Found]) -> Found:
    """What a target makes of a page; raises what the target raises, and nothing else."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    try:
        parser.feed(page.encode("utf-8", "replace"))
        found: Found = parser.close()
    except etree.LxmlError:  # of an empty page
        found = target.close()
    return found
