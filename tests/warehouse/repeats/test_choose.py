"""Which suspicions are shown: what can be linked, one source each, no circles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.warehouse.repeats.records import catalogs, days, figure, found, links
from warehouse.repeats.choose import THRESHOLD, linkable
from warehouse.repeats.figure import Figure
from warehouse.repeats.order import Order, order

EARLY, LATE = days("2025-05-01"), days("2025-06-10")
A = figure("a/1", claimant="mfa", publisher="daily", published=EARLY)
B = figure("b/1", claimant="mfa", published=LATE)


def test_an_unlinked_later_figure_can_be_linked() -> None:
    assert linkable(B, A, "same")


@pytest.mark.parametrize(
    ("later", "earlier", "how"),
    [
        (replace(B, root="a/1", links_to="a/1"), A, "same"),
        (replace(B, root="c/1", links_to="c/1"), A, "same"),  # has its link
        (replace(B, part_of="c/1"), A, "same"),  # counted with its whole
        (B, replace(A, part_of="b/1"), "same"),
        (B, replace(A, side="ukraine"), "same"),
        (A, B, "same"),  # printed before
        (replace(B, document_id="a"), A, "same"),  # a number twice on one page
        (replace(B, document_id="a"), A, "misprint"),  # two rows of one table
        (replace(B, document_id="a", claimant="army"), A, "rounded"),
        (replace(B, publisher="mfa", as_of=days("2025-09-01")), A, "same"),  # stated anew
        (replace(B, as_of=days("2025-09-01")), A, "misprint"),  # a revision
    ],
)
def test_what_cannot_be_linked(later: Figure, earlier: Figure, how: str) -> None:
    assert not linkable(later, earlier, how)


def test_a_headline_can_be_another_form_of_its_text() -> None:
    assert linkable(replace(B, document_id="a", published=EARLY), A, "rounded")


def test_of_many_who_carry_a_number_the_earliest_is_the_source() -> None:
    between = figure("c/1", claimant="mfa", publisher="gazette", published=days("2025-05-20"))
    assert dict(links(A, B, between)) == {"b/1": "a/1", "c/1": "a/1"}


def test_a_retelling_is_pointed_to_by_its_root() -> None:
    retelling = figure("c/1", claimant="mfa", published=days("2025-05-20"), root="a/1",
                       links_to="a/1")  # fmt: skip
    assert links(A, B, retelling) == [("b/1", "a/1")]


@given(catalogs())
def test_what_is_shown_can_be_added_as_it_stands(figures: list[Figure]) -> None:
    repeats = found(*figures).repeats
    claims = [s.later.claim_id for s in repeats]
    assert len(claims) == len(set(claims))
    for s in repeats:
        assert s.later.is_root
        assert s.later.root != s.earlier.root
        assert s.bits >= THRESHOLD
        assert order(s.earlier.published, s.later.published) is not Order.REVERSED
    up = {s.later.root: s.earlier.root for s in repeats}
    for root in up:
        walked, at = [root], root
        while (at := up.get(at, "")) != "":
            assert at not in walked
            walked.append(at)


@given(catalogs())
def test_other_ids_in_the_same_order_change_nothing(figures: list[Figure]) -> None:
    def new(claim_id: str) -> str:
        return f"x-{claim_id}" if claim_id else claim_id

    renamed = [
        replace(f, claim_id=new(f.claim_id), document_id=new(f.document_id), root=new(f.root),
                links_to=new(f.links_to) if f.links_to else None)
        for f in figures
    ]  # fmt: skip
    assert links(*renamed) == [(new(a), new(b)) for a, b in links(*figures)]


@given(catalogs())
def test_the_order_in_which_figures_are_read_changes_nothing(figures: list[Figure]) -> None:
    assert links(*figures) == links(*reversed(figures))
