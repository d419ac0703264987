"""The text of PDFs: lines become paragraphs, notes and cells keep away from numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sources.text.pdf import text_of
from sources.text.plain_text import Limits, Refused

if TYPE_CHECKING:
    from conftest import Pdf


def shown(*pieces: tuple[str, int, int]) -> bytes:
    """One line: text, size, rise."""
    told = b" ".join(
        b"/F %d Tf %d Ts (%s) Tj" % (size, rise, text.encode()) for text, size, rise in pieces
    )
    return b"BT 72 700 Td " + told + b" ET"


def test_the_lines_of_a_paragraph_are_one(pdf: type[Pdf]) -> None:
    page = pdf.lines(
        b"There were at least 1,500 foreign men who", b"signed contracts in the capital and 35 of",
        b"them asked to go.", b"Nobody has counted how many of them left,", b"said the ministry.",
    )  # fmt: skip
    assert text_of(pdf.of_pages(page)) == (
        "There were at least 1,500 foreign men who signed contracts in the capital and 35 of them "
        "asked to go.\nNobody has counted how many of them left, said the ministry."
    )


def test_hyphens_at_the_end_of_lines(pdf: type[Pdf]) -> None:
    page = pdf.lines(
        b"In the name of their interna-", b"tional friends some 1,000-",
        b"5,000 men from the North-", b"Korean army came on a 5-", b"year contract to the army",
    )  # fmt: skip
    assert text_of(pdf.of_pages(page)) == (
        "In the name of their international friends some 1,000-5,000 men from the North-Korean "
        "army came on a 5-year contract to the army"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([("There were 3,388", 12, 0), ("2", 7, 4), (" men", 12, 0)], "There were 3,388 ² men"),
        ([("There were 3,388", 12, 0), ("12", 7, 0), (" men", 12, 0)], "There were 3,388 ¹² men"),
        ([("There were 388.", 12, 0), ("2", 7, 4), (" Then", 12, 0)], "There were 388. ² Then"),
        ([("There were men", 12, 0), ("2", 7, 4), (" then", 12, 0)], "There were men² then"),
        ([("12", 7, 4), ("388 people", 12, 0)], "¹² 388 people"),
        ([("CO", 12, 0), ("2", 7, -3), (" then", 12, 0)], "CO₂ then"),
        ([("India ", 12, 0), ("127", 9, 0), (" men", 12, 0)], "India 127 men"),
        ([("1", 12, 0), (",5", 12, 0), ("00 men", 12, 0)], "1,500 men"),
        ([("A", 24, 0), ("t least 5 men", 12, 0)], "At least 5 men"),
    ],
)
def test_notes_stand_apart_from_numbers(
    pdf: type[Pdf], line: list[tuple[str, int, int]], expected: str
) -> None:
    assert text_of(pdf.of_pages(shown(*line))) == expected


def test_the_size_of_a_note_may_be_that_of_the_page(pdf: type[Pdf]) -> None:
    content = b"BT /F 1 Tf 12 0 0 12 72 700 Tm (3,388) Tj 7 0 0 7 102.5 704 Tm (2) Tj ET"
    assert text_of(pdf.of_pages(content)) == "3,388 ²"


def test_turned_text_is_read(pdf: type[Pdf]) -> None:
    content = b"BT /F 12 Tf 0 1 -1 0 200 300 Tm (There were 3,388 men) Tj ET"
    assert text_of(pdf.of_pages(content)) == "There were 3,388 men"


def test_the_cells_of_a_table_stay_apart(pdf: type[Pdf]) -> None:
    rows = b"".join(
        b"1 0 0 1 72 %d Tm (%s) Tj 1 0 0 1 130 %d Tm (%s) Tj 1 0 0 1 180 %d Tm (%s) Tj "
        % (y, country, y, one, y, other)
        for y, country, one, other in [
            (700, b"India", b"127", b"100"),
            (686, b"Nepal", b"15", b"888"),
        ]
    )
    found = text_of(pdf.of_pages(b"BT /F 12 Tf " + rows + b"ET"))
    assert found == "India 127 | 100\nNepal 15 | 888"


def test_a_column_of_numbers_is_not_one_number(pdf: type[Pdf]) -> None:
    assert text_of(pdf.of_pages(pdf.lines(b"127", b"100", b"500"))) == "127\n100\n500"


def test_columns_are_read_one_after_the_other(pdf: type[Pdf]) -> None:
    left = pdf.lines(b"on the left there are 127", b"men of Nepal in all and", b"then some more")
    right = pdf.lines(b"100 on the right are men", b"of India", x=330)
    assert text_of(pdf.of_pages(left + right)) == (
        "on the left there are 127 men of Nepal in all and then some more\n"
        "100 on the right are men of India"
    )


def test_kerned_numbers_are_one_number(pdf: type[Pdf]) -> None:
    content = b"BT /F 12 Tf 72 700 Td [(1) -50 (8) 20 (,0) -80 (00) -300 (men)] TJ ET"
    assert text_of(pdf.of_pages(content)) == "18,000 men"


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("o\ufb03ce \ufb01ve 5", "office five 5"),
        ("لجر 123 ناك", "كان 123 رجل"),
        ("םישנא 127 םולש", "שלום 127 אנשים"),
        ("不少于150人", "不少于150人"),
        ("cafe\u0301 😀 5", "café 😀 5"),
        ("1\u202e27\u202c men", "1\u202e27\u202c men"),
        ("5\u00006", "5\ufffd6"),
    ],
)
def test_characters_of_any_script(pdf: type[Pdf], drawn: str, expected: str) -> None:
    assert text_of(pdf.of_characters(drawn)) == expected


def test_pages_are_paragraphs_of_their_own(pdf: type[Pdf]) -> None:
    assert text_of(pdf.of_pages(pdf.lines(b"one 1"), pdf.lines(b"2 two"))) == "one 1\n\n2 two"


def test_limits_are_named(pdf: type[Pdf]) -> None:
    three = pdf.of_pages(*[pdf.lines(b"There were 5 men")] * 3)
    with pytest.raises(Refused, match="has 3 pages; at most 2 are read"):
        text_of(three, Limits(pages=2))
    with pytest.raises(Refused, match=r"too many characters \(up to page 2\)"):
        text_of(three, Limits(characters=20))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 500, b"no PDF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        text_of(data)
