"""The glossary: words in the order in which a reader looks for them."""

from __future__ import annotations

import re

from docs.site.markdown import ROOT

TERMS = re.findall(r"^## (.+)$", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.M)


def test_words_stand_in_the_order_of_the_alphabet() -> None:
    assert sorted(TERMS, key=str.casefold) == TERMS


def test_the_words_of_the_catalog_and_of_the_tables_are_explained() -> None:
    told = {word.strip() for term in TERMS for word in re.split(r",| and ", term.casefold())}
    assert told >= {
        "source", "document", "snapshot", "claim", "scope", "cell", "reading", "retelling", "root",
        "anchor", "demand", "witness", "conflict", "bound", "rule", "floor",
    }  # fmt: skip
