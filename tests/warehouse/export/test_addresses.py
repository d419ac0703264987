"""Names of things: no two alike, and valid IRIs whatever the ids and addresses are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from warehouse.export.addresses import address, of_claim, urn

PARTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=1)


@given(PARTS, PARTS)
def test_different_parts_have_different_names(one: list[str], other: list[str]) -> None:
    assert (urn("thing", *one) == urn("thing", *other)) == (one == other)


@given(PARTS)
def test_a_name_is_an_iri(parts: list[str]) -> None:
    assert URIRef(urn("thing", *parts)).n3()  # raises where it is none


def test_a_claim_is_named_by_its_id_as_people_write_it() -> None:
    assert of_claim("paper-2025/cubans") == "urn:muster:claim:paper-2025/cubans"


@given(st.text(max_size=20).map("https://example.org/".__add__))
def test_an_address_is_itself_where_it_is_an_iri_and_else_none(url: str) -> None:
    found = address(url)
    assert found in (url, None)
    if found:
        assert URIRef(found).n3() == f"<{url}>"


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a?b=c&d=%20#e", "http://пример.рф/путь", "https://example.org/(a)'b*"],
)
def test_addresses_of_the_web_are_kept(url: str) -> None:
    assert address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "urn:muster:claim:a", "", "https://",
        "https://a.org/ b", "https://a.org/<b>", 'https://a.org/"', "https://a.org/%zz",
        "https://a.org/\n", "https://a.org/\u202e", "https://a.org/{b}",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_names_nothing(url: str) -> None:
    assert address(url) is None
