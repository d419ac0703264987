"""Numbers come out of any markup as they were: none glued, none torn, none lost."""

import re
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from sources.text.cells import text_of as text_of_table
from sources.text.html import read
from sources.text.story import text_of

# As the phrase reader groups them: one space, comma, point or apostrophe before three digits.
NUMBER = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+(?!\d)|\d+")
NUMBERS = st.one_of(
    st.integers(0, 99_999).map(str),
    st.integers(1_000, 9_999_999).map("{:,}".format),
    st.integers(1_000, 9_999_999).map(lambda n: f"{n:,}".replace(",", " ")),
    st.sampled_from(["٢٠٠٠", "१२७", "１２７", "1.500", "1'500"]),
)
PARTING = st.sampled_from(
    ["p", "div", "li", "h2", "h3", "td", "th", "dd", "dt", "blockquote", "section", "pre", "a",
     "figcaption", "center", "button", "del", "ins", "q", "time", "small", "abbr", "cite", "label"]
)  # fmt: skip
INLINE = st.sampled_from(
    ["b", "i", "em", "strong", "span", "font", "u", "mark", "code", "big", "bdi", "nobr", "x-tag"]
)
BETWEEN_TAGS = st.sampled_from(
    ["", " ", "\n  ", "<!-- 7 -->", "<img src=x>", "<hr>", "<script>7</script>"]
)


class Piece(NamedTuple):
    """Markup, and the numbers that a reader sees in it."""

    html: str
    numbers: tuple[str, ...]


def in_tags(tag: str, pieces: list[Piece], around: str) -> Piece:
    inner = around.join(piece.html for piece in pieces)
    return Piece(f"<{tag}>{inner}</{tag}>", tuple(n for piece in pieces for n in piece.numbers))


ALONE = st.builds(lambda tag, n: Piece(f"<{tag}>{n}</{tag}>", (n,)), PARTING, NUMBERS)
SAID = st.builds(lambda n: Piece(f"<p>There were {n} men, he said.</p>", (n,)), NUMBERS)
SPLIT = st.builds(
    lambda n, at, tag: Piece(f"<p>{n[:at]}<{tag}>{n[at:]}</{tag}> men</p>", (n,)),
    NUMBERS, st.integers(0, 6), INLINE,
)  # fmt: skip
ROW = st.lists(NUMBERS, min_size=1, max_size=4).map(
    lambda row: Piece(f"<tr>{''.join(f'<td>{n}</td>' for n in row)}</tr>", tuple(row))
)
TABLE = st.lists(ROW, min_size=1, max_size=3).map(lambda rows: in_tags("table", rows, ""))
HIDDEN = NUMBERS.map(lambda n: Piece(f"<div hidden><p>{n}</p></div>", ()))
TREES = st.recursive(
    st.one_of(ALONE, SAID, SPLIT, TABLE, HIDDEN),
    lambda inner: st.builds(
        in_tags,
        st.sampled_from(["div", "section", "article", "main", "ul", "form", "td", "aside"]),
        st.lists(inner, min_size=1, max_size=4),
        BETWEEN_TAGS,
    ),
    max_leaves=12,
)


def numbers_in(text: str) -> tuple[str, ...]:
    return tuple(n for line in text.split("\n") for n in NUMBER.findall(line))


@given(TREES)
def test_numbers_in_markup_come_out_in_their_order(tree: Piece) -> None:
    assert numbers_in(read(f"<html><body>{tree.html}</body></html>").text) == tree.numbers


@given(st.lists(TREES, min_size=1, max_size=3))
def test_putting_the_story_first_loses_no_number(trees: list[Piece]) -> None:
    page = "".join(tree.html for tree in trees)
    text, main = text_of(f"<html><body><article>{page}</article></body></html>")
    assert sorted(numbers_in(text)) == sorted(n for tree in trees for n in tree.numbers)
    assert 0 <= main <= len(text)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(NUMBERS, min_size=width, max_size=width), min_size=2, max_size=5
        )
    ),
    st.sampled_from(",;\t|"),
)
def test_numbers_in_a_table_of_values_come_out_in_their_order(
    rows: list[list[str]], delimiter: str
) -> None:
    table = "".join(delimiter.join(f'"{n}"' for n in ["Nepal", *row]) + "\n" for row in rows)
    assert numbers_in(text_of_table(table)) == tuple(n for row in rows for n in row)
