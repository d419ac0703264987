"""The README and the tour show what is in the catalog of the repository."""

from __future__ import annotations

import re

from docs.site.markdown import ROOT
from sources.load import check


def test_they_show_the_counts_and_some_claims_of_the_catalog() -> None:
    frames, problems = check()
    assert not problems
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(frames['claim']):,} claims in {len(frames['document']):,} documents" in told
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    shown = re.findall(r"^ +(?:inner|outer|whole|part) +(\S+)$", tour, re.M)
    assert shown
    assert set(shown) <= set(frames["claim"]["claim_id"])


def test_the_readme_counts_the_questions_of_the_cookbook() -> None:
    told = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    questions = re.findall(r"^## \d+\.", (ROOT / "docs" / "cookbook.md").read_text("utf-8"), re.M)
    assert f"[{len(questions)} questions in SQL](docs/cookbook.md)" in told
