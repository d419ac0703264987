"""What Sphinx is taught: navigation out of the pages that list others, anchors of columns, and what
a keyboard and a screen reader miss in its pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from docs.site.listing import DECISIONS, INDEX, navigation

ANCHOR = re.compile(r"<a id=\"([^\"<>&]+)\">")
# What is wider than a phone is moved by keys only where it, or a link in it, can have the focus.
TABLE = re.compile(r'<div class="table-wrapper(?:(?!<a |</table>).)*</table>', re.DOTALL)
# Furo's captions are headings by their role alone, and have to say of which level they are.
CAPTION = ('role="heading"', 'role="heading" aria-level="2"')


class Anchors(SphinxTransform):
    """`<a id="x"></a>` in a page is a target of links, as on a forge, and shows its own address."""

    default_priority = 800  # before MyST resolves links within a page (879)

    def apply(self, **_: Any) -> None:
        """Tell MyST of the anchors of this page, and make each a link to itself."""
        slugs: dict[str, tuple[int, str, str]] = getattr(self.document, "myst_slugs", {})
        for raw in list(self.document.findall(nodes.raw)):
            if found := ANCHOR.fullmatch(raw.astext()):
                name = found[1]
                slugs[name] = (raw.line or 0, name, name)
                shown = f'<a id="{name}" class="headerlink" href="#{name}" title="Link to {name}">#'
                raw.parent.replace(raw, nodes.raw("", shown, format="html"))


def _add_navigation(app: Sphinx, docname: str, source: list[str]) -> None:
    page = Path(app.srcdir) / f"{docname}.md"
    if page in (INDEX, DECISIONS):
        source[0] += "\n" + navigation(page)


def _focusable(body: str) -> str:
    body = body.replace("<pre>", '<pre tabindex="0">')
    return TABLE.sub(lambda table: table[0].replace("<div", '<div tabindex="0"', 1), body)


def _mend(_app: Sphinx, _name: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    context["body"] = _focusable(context.get("body", ""))
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(*CAPTION)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_transform(Anchors)
    app.connect("source-read", _add_navigation)
    app.connect("html-page-context", _mend, priority=900)  # when Furo has made its navigation
    return {"parallel_read_safe": True, "parallel_write_safe": True}
