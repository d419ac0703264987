"""The story of a page first, what surrounds it behind; every line is one or the other."""

from collections import Counter

import pytest

from sources.text.story import text_of

SAYS = (
    "At least 127 citizens of Nepal signed contracts with the army, the ministry said on Monday.",
    "Families have asked for the return of 35 men who were promised work as guards and drivers.",
    "Officials in the capital did not say how many of the 127 had asked to be released early.",
)
CELLS = "<table><tr><th>Country<th>Men<tr><td>Nepal<td>127<tr><td>India<td>100</table>"
MENU = "".join(f"<li><a href=/{n}>Section number {n}</a></li>" for n in range(8))
PAGE = f"""<!DOCTYPE html><html lang=en>
<head><title>127 men | The Daily Example</title></head><body>
<header><nav><ul>{MENU}</ul></nav></header>
<main><article><h1>127 men signed contracts</h1>
<p>{SAYS[0]}</p><p>{SAYS[1]}<sup>2</sup></p>
<figure><img src=a.jpg alt="A square">
<figcaption>Some of the 35 families in May</figcaption></figure>
{CELLS}
<blockquote><p>“We were 12 when we left, and 3 came back”, one of them said to us.</p></blockquote>
<p>{SAYS[2]}</p></article></main>
<aside><h3>Most read</h3><ul><li><a href=/x>Why 5,000 shops closed</a></li></ul></aside>
<footer><p>All rights reserved 2026</p></footer></body></html>"""


def test_the_story_stands_first() -> None:
    text, main = text_of(PAGE)
    for said in ("127 men signed contracts\n", *SAYS, "“We were 12 when we left", "India 100"):
        assert said in text[:main]
    for around in ("Section number 3", "5,000 shops", "All rights reserved"):
        assert around in text[main:]


def test_nothing_that_a_reader_sees_is_lost() -> None:
    text, _ = text_of(PAGE)
    for said in ("Some of the 35 families in May", "Nepal 127", "The Daily Example", "Most read"):
        assert said in text


def test_the_order_of_the_story_is_that_of_the_page() -> None:
    text, main = text_of(PAGE)
    places = [text.index(said) for said in SAYS]
    assert places == sorted(places)
    assert max(places) < main


def test_a_note_or_a_picture_in_a_paragraph_does_not_take_it_out_of_the_story() -> None:
    with_picture = PAGE.replace("Families have asked", "Families <img src=x alt=icon> have asked")
    text, main = text_of(with_picture)
    assert "35 men who were promised" in text[:main]


def test_the_main_part_ends_with_a_line() -> None:
    text, main = text_of(PAGE)
    assert text[main : main + 2] == "\n\n"
    assert text[:main].strip() == text[:main]


@pytest.mark.parametrize("page", ["", "5 men", "<p>5 men", "<ul><li>5<li>6</ul>", "<!-- x -->"])
def test_a_page_without_a_story_is_the_story(page: str) -> None:
    text, main = text_of(page)
    assert main == len(text)


def test_a_page_too_large_to_ask_about_is_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.text.story._ELEMENTS", 10)
    text, main = text_of(PAGE)
    assert main == len(text)
    assert Counter("".join(text.split())) >= Counter("".join(SAYS[0].split()))


def test_a_reader_that_stumbles_over_a_page_costs_its_division_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object, **__: object) -> str:
        raise ValueError("a page that it does not understand")

    monkeypatch.setattr("trafilatura.extract", stumble)
    text, main = text_of(PAGE)
    assert SAYS[0] in text
    assert main == len(text)
