"""Every claim of the repository's catalog, on a made-up page that says it in a sentence."""

from __future__ import annotations

import pytest

from sources.anchoring import Claim, claims_of
from sources.anchors import Version, follow

PAGES = (
    "A headline\n\n{says}.\n\nAnother paragraph of 14 May 2025.",
    "More than 9 others came first. {says} (2025), it was said.",
    "{says}",
)


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    from sources.load import check

    return [claim for its in claims_of(check()[0]).values() for claim in its]


@pytest.mark.parametrize("page", PAGES, ids=["alone", "among others", "bare"])
def test_a_page_that_says_it_verifies_the_claim(claims: list[Claim], page: str) -> None:
    wrong = []
    for claim in claims:
        text = page.format(says=claim.said.says)
        (anchor,) = follow(claim.said, [Version("0", text, len(text))])
        if anchor.status != "verified" or text[anchor.start : anchor.end] != claim.said.says:
            wrong.append((claim.said.claim_id, anchor.status, anchor.there))
    assert len(claims) > 400
    assert wrong == []
