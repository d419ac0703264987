"""What stands beside a figure and is none of its words: months, addresses, the title of a page."""

import pytest

from sources.phrases import read


@pytest.mark.parametrize(
    "words",
    [
        "12 men by May 2024",
        "12 men (5 May 2025)",
        "12 men, https://example.org/may-have-joined/12140520243006102826",
        "12 men were killed. “Two reported killed”",
        '12 men were killed. "Two reported killed", https://example.org',
    ],
)
def test_what_is_no_word_of_the_figure_makes_no_hedge_of_it(words: str) -> None:
    found = read(words, "persons", "en")
    assert (found.point, found.hedged) == (12, False)


@pytest.mark.parametrize(
    "words",
    [
        "12 men may have joined by May 2024",
        "12 men may 2 have joined",
        "12 men “are believed to have joined”",
        "“12 men. They may have joined”",
        "12 of 30 may have joined",
        "“Foreigners.” “12 men may have joined”",
    ],
)
def test_a_hedge_of_the_figure_stays_one(words: str) -> None:
    assert read(words, "persons", "en").hedged
