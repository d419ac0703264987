"""Months of documents: which belong together, what makes one another, and that the months put
together are what is found of all documents in one go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from sources.anchor_frames import anchored_frames
from sources.archive import Archive, Entry
from sources.months import UNDATED, month_of, only, states, together
from sources.pages import Pages, archive_frames

PUBLISHED = {
    "alpha": "2025-10-05", "beta": "2025-10", "gamma": "2025-11-01", "delta": "../2025-11-02",
    "omega": "2025-12-31", "zeta": "2025-10-31",
}  # fmt: skip
MONTHS = {
    "alpha": "2025-10", "beta": "2025-10", "gamma": "2025-11", "delta": UNDATED,
    "omega": "2025-12", "zeta": "2025-10",
}  # fmt: skip
DOCUMENT = """\
document: {{id: {id}, publisher: daily-example, title: A made-up report,
  url: "https://example.org/{id}", published: "{published}", language: en}}
claims:
  - {{id: one, claimant: example-mfa, says: "1,000 Cubans", measure: serving, population: CUB,
     as_of: 2025-10-02}}
  - {{id: two, claimant: example-mfa, says: "5,000 Cubans", measure: serving, population: CUB,
     as_of: 2025-10-02}}
"""


class World:
    """A catalog of six documents, of which four have pages, one of them two; and the frames."""

    def __init__(self, catalog: Any, folder: Path) -> None:
        self.files, self.folder = catalog, folder
        for name, published in PUBLISHED.items():
            self.write(name, DOCUMENT.format(id=name, published=published))
        self.page("alpha", "It was 1,000 Cubans. So did 40 Nepalis come to Moscow.", 1)
        self.page("alpha", "It was up to 1,000 Cubans. 5,000 Cubans came to Moscow.", 2)
        self.page("delta", "They spoke of 5,000 Cubans and of 90 Nepalis.", 1)
        self.page("omega", "Nothing was said.", 1)
        self.page("zeta", "The ministry said that 1,000 Cubans had come, and 5,000 Cubans.", 2)
        self.page("zeta", "The ministry said that many had come, and 5,000 Cubans.", 4)
        self.page("gamma", "There 5,000 Cubans had been recruited, the ministry said.", 2)
        recruited = "{} were recruited into the army."
        self.page("gamma", f"There many had been. {recruited.format('200 Kenyans')}", 3)
        self.page("omega", f"{recruited.format('40 Nepalis')} Over 1,000 Cubans.", 7)
        self.page("zeta", "More than 1,000 Cubans, and 5,000 Cubans.", 3)

    def write(self, name: str, text: str) -> None:
        self.files.write(f"press/{name}.yaml", text)

    def page(self, name: str, text: str, day: int) -> None:
        at = datetime(2025, 11, day, tzinfo=UTC)
        entry = Entry(name, f"https://example.org/{name}", at, "captured", "file",
                      media_type="text/plain")  # fmt: skip
        Archive(self.folder).record(entry, text.encode())

    def read(self) -> tuple[dict[str, pd.DataFrame], Pages, pd.DataFrame]:
        frames, problems = self.files.check()
        assert not problems
        return frames, Pages(self.folder), archive_frames(self.folder)["snapshot"]

    def states(self) -> dict[str, str]:
        frames, _, snapshot = self.read()
        return states(frames, snapshot)


@pytest.fixture
def world(catalog: Any, tmp_path: Path) -> World:
    return World(catalog, tmp_path / "archive")


def test_each_document_is_of_the_month_in_which_it_was_published(world: World) -> None:
    assert month_of(world.read()[0]["document"]) == MONTHS


def part(world: World, documents: set[str]) -> dict[str, pd.DataFrame]:
    """What is found of some documents alone."""
    catalog, pages, _ = world.read()
    wanted = [s for s in pages.snapshots() if s.document_id in documents]
    return anchored_frames(only(catalog, documents), pages, wanted)


def test_parts_together_are_what_is_found_in_one_go(world: World) -> None:
    catalog, pages, snapshot = world.read()
    whole = anchored_frames(catalog, pages)
    assert {name: len(frame) > 1 for name, frame in whole.items()} == dict.fromkeys(whole, True)
    alone = [part(world, {name}) for name in PUBLISHED]

    @given(order=st.permutations(range(len(alone))))
    def in_any_order(order: list[int]) -> None:
        found = together([alone[n] for n in order], catalog, snapshot)
        assert found.keys() == whole.keys()
        for name, frame in whole.items():
            assert_frame_equal(found[name], frame)

    in_any_order()
    halves = [part(world, {"alpha", "delta", "gamma"}), part(world, {"omega", "zeta", "beta"})]
    for name, frame in together(halves, catalog, snapshot).items():
        assert_frame_equal(frame, whole[name])


@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        ("gamma", "5,000 Cubans", "6,000 Cubans", {"2025-11"}),
        ("alpha", "language: en", "language: es", {"2025-10"}),
        ("delta", "claims:", "# looked at again\nclaims:", {UNDATED}),  # lines are told of
        ("gamma", "2025-11-01", "2025-12-01", {"2025-11", "2025-12"}),
        ("gamma", "A made-up report", "Another title", set()),
        ("gamma", "serving", "recruited", set()),
    ],
)
def test_a_change_in_the_catalog_is_one_of_its_month_alone(
    world: World, name: str, old: str, new: str, changed: set[str]
) -> None:
    before = world.states()
    text = DOCUMENT.format(id=name, published=PUBLISHED[name])
    assert old in text
    world.write(name, text.replace(old, new))
    after = world.states()
    assert {m for m in before.keys() | after.keys() if before.get(m) != after.get(m)} == changed


def test_a_page_that_came_in_or_was_altered_is_a_change_of_its_month_alone(world: World) -> None:
    before = world.states()
    world.page("gamma", "It was 1,000 Cubans.", 4)
    after = world.states()
    assert {m for m in before if before[m] != after[m]} == {"2025-11"}
    archive = Archive(world.folder)
    sha256 = next(e.sha256 for e in archive.read()[0] if e.document_id == "omega")
    path = archive.objects.path(str(sha256))
    path.chmod(0o644)
    path.write_text("Something was said.")
    altered = world.states()
    assert {m for m in before if altered[m] != after[m]} == {"2025-12"}


def test_seeing_a_page_again_changes_no_month(world: World) -> None:
    before = world.states()
    world.page("delta", "They spoke of 5,000 Cubans and of 90 Nepalis.", 9)
    assert world.states() == before
