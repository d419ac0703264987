"""Tables in delimiter-separated values: a row a line, cells that cannot be taken for one number."""

import pytest

from sources.text.cells import text_of


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_stay_apart_whatever_delimits_them(delimiter: str) -> None:
    rows = [["Country", "2024", "2025"], ["India", "127", "100"], ["Nepal", "5", "888"]]
    table = "\r\n".join(delimiter.join(row) for row in rows)
    assert text_of(table) == "Country 2024 | 2025\nIndia 127 | 100\nNepal 5 | 888"


def test_a_comma_within_a_number_is_no_delimiter() -> None:
    assert text_of('India,"1,500"\nNepal,"2,000"') == "India 1,500\nNepal 2,000"
    assert text_of("India;127,5\nNepal;128,5") == "India 127,5\nNepal 128,5"


def test_rows_of_other_lengths_do_not_hide_the_delimiter() -> None:
    assert text_of("Made up\n\nIndia,127,100\nNepal,5,888\nTotal,132") == (
        "Made up\n\nIndia 127 | 100\nNepal 5 | 888\nTotal 132"
    )


def test_an_empty_cell_and_a_line_break_within_a_cell() -> None:
    assert text_of('India,127,,100\nNepal,"5\nmen",,888') == "India 127 | 100\nNepal 5 men 888"


@pytest.mark.parametrize("text", ["There were 5 men.", "", "one\ntwo\n"])
def test_what_no_delimiter_parts_stands_as_it_was(text: str) -> None:
    assert text_of(text) == text.strip()


@pytest.mark.parametrize(
    "text", ['a,"b\n1,2', '"' * 1001, ",\n" * 1000, "a\0b,1\n", '"a"b,"c""', "\r,\r\n,", "," * 9999]
)
def test_no_table_breaks_the_reader(text: str) -> None:
    assert isinstance(text_of(text), str)
