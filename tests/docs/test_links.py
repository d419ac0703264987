"""Links of the Markdown pages: each leads to a file, a heading or a well-formed address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.site import links
from docs.site.markdown import ROOT, pages, parsed

README = ROOT / "README.md"


def test_no_link_of_any_page_is_broken() -> None:
    assert len(pages()) > 30
    assert links.broken() == []


@pytest.mark.parametrize(
    "target",
    ["LICENSE", "docs/methods.md", "docs/methods.md#bounds", "#two-commands", "docs/decisions",
     "docs/data-dictionary.md#claim.says", "https://example.org/a?b=c#d"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_well(target: str) -> None:
    assert links.why_not(README, target) is None


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("docs/nowhere.md", "no such file"),
        ("docs/methods.md#nowhere", "no heading or anchor"),
        ("#nowhere", "no heading or anchor"),
        ("docs/data-dictionary.md#claim.nowhere", "no heading or anchor"),
        ("LICENSE#nowhere", "only pages have anchors"),
        ("../nowhere.md", "leads out of the repository"),
        ("http://example.org", "not https"),
        ("//example.org", "not https"),
        ("mailto:somebody@example.org", "not https"),
        ("https://somebody@example.org", "a user"),
        ("https://example.org:8443", "a port"),
        ("https://example.invalid", "a host that is not listed"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_reason(target: str, why: str) -> None:
    assert why in (links.why_not(README, target) or "")


def test_links_are_found_in_every_form_and_with_their_line() -> None:
    text = """# Title

[a](one.md) and
![b](two.svg) <https://example.org> [c][d] `[e](code.md)`

| [f](three.md) |
|---|

<a href="four.md">g</a>

```text
[h](block.md)
```

[d]: five.md
"""
    found = {(link.target, link.line) for link in parsed(text).links}
    assert found == {
        ("one.md", 3), ("two.svg", 4), ("https://example.org", 4), ("five.md", 4), ("three.md", 6),
        ("four.md", 9),
    }  # fmt: skip


def test_headings_have_the_anchors_that_forges_give_them() -> None:
    page = parsed("# Two `code` words\n## What, really?\n## A\n## A\n### claim_version\n")
    assert page.title == "Two code words"
    assert page.anchors == {"two-code-words", "what-really", "a", "a-1", "claim_version"}


def test_an_anchor_written_as_html_is_one() -> None:
    assert parsed('| <a id="claim.says"></a>`says` |\n|---|\n').anchors == {"claim.says"}


@given(st.lists(st.text(alphabet="ab -_", min_size=1).map(lambda s: f"x{s}"), max_size=6))
def test_headings_never_share_an_anchor(titles: list[str]) -> None:
    assert len(parsed("".join(f"# {t}\n\n" for t in titles)).anchors) == len(titles)
