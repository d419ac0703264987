"""A catalog's claims in its archived pages: the frames that come of it, over several versions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sources.anchor_frames import anchored_frames
from sources.anchoring import look_at
from sources.archive import Archive, Entry
from sources.pages import Pages, archive_frames, fingerprint

DOCUMENTS = """\
document:
  id: {id}
  publisher: daily-example
  title: A made-up report
  url: https://example.org/{id}
  published: 2025-10-05
  language: {language}
claims:
{claims}
"""
CLAIM = (
    "  - {{id: c{n}, claimant: example-mfa, says: {says!r}, measure: serving, population: CUB, "
    "as_of: 2025-10-02, unit: {unit}}}\n"
)


class Archived:
    """A catalog, an archive, and the frames of both."""

    def __init__(self, catalog: Any, folder: Path) -> None:
        self.catalog, self.folder = catalog, folder

    def document(self, name: str, *says: str, language: str = "en", unit: str = "persons") -> None:
        claims = "".join(CLAIM.format(n=n, says=words, unit=unit) for n, words in enumerate(says))
        text = DOCUMENTS.format(id=name, language=language, claims=claims)
        self.catalog.write(f"press/{name}.yaml", text)

    def page(self, name: str, text: str | bytes, day: int = 1, kind: str = "text/plain") -> str:
        data = text if isinstance(text, bytes) else text.encode()
        at = datetime(2025, 11, day, tzinfo=UTC)
        entry = Entry(name, f"https://example.org/{name}", at, "captured", "file", media_type=kind)
        return str(Archive(self.folder).record(entry, data).sha256)

    def frames(self) -> dict[str, pd.DataFrame]:
        catalog, problems = self.catalog.check()
        assert not problems
        return anchored_frames(catalog, Pages(self.folder))

    def statuses(self) -> dict[str, str]:
        anchor = self.frames()["anchor"]
        now = anchor[anchor["latest"]]
        return dict(zip(now["claim_id"], now["status"], strict=True))


@pytest.fixture
def archived(catalog: Any, tmp_path: Path) -> Archived:
    return Archived(catalog, tmp_path / "archive")


def test_each_claim_has_an_anchor_in_each_version_of_its_document(archived: Archived) -> None:
    archived.document("one", "1,000 Cubans", "5,000 Cubans")
    archived.document("two", "30 Cubans")
    first = archived.page("one", "It was 1,000 Cubans.", 1)
    second = archived.page("one", "It was 1,000 Cubans, then 5,000 Cubans.", 2)
    anchor = archived.frames()["anchor"]
    found = {(r.claim_id, r.sha256 if isinstance(r.sha256, str) else None): r.status
             for r in anchor.itertuples()}  # fmt: skip
    assert found == {
        ("one/c0", first): "verified", ("one/c0", second): "verified",
        ("one/c1", first): "lost", ("one/c1", second): "verified",
        ("two/c0", None): "not_archived",
    }  # fmt: skip
    assert anchor["latest"].sum() == 3


def test_words_that_a_later_version_brings_are_no_change(archived: Archived) -> None:
    archived.document("one", "5,000 Cubans")
    archived.page("one", "It was 1,000 Cubans.", 1)
    archived.page("one", "It was 5,000 Cubans.", 2)
    assert len(archived.frames()["changed_words"]) == 0


def test_a_version_that_returns_is_the_latest_again(archived: Archived) -> None:
    archived.document("one", "1,000 Cubans")
    for day, text in enumerate(("It was 1,000 Cubans.", "Gone.", "It was 1,000 Cubans."), 1):
        archived.page("one", text, day)
    assert archived.statuses() == {"one/c0": "verified"}
    snapshot = archive_frames(archived.folder)["snapshot"]
    assert list(zip(snapshot["version"], snapshot["latest"], strict=True)) == [
        (1, False), (2, True),
    ]  # fmt: skip


def test_a_claim_is_read_in_the_language_and_unit_of_its_record(archived: Archived) -> None:
    archived.document("ru", "почти три сотни кубинцев", language="ru")
    archived.document("en", "from 49 countries", unit="countries")
    archived.page("ru", "По данным газеты, почти три сотни кубинцев прибыли.")
    archived.page("en", "The gazette counts 1,500 men from 49 countries.")
    assert archived.statuses() == {"ru/c0": "verified", "en/c0": "verified"}


def test_what_reads_otherwise_is_listed_with_file_line_and_both_readings(
    archived: Archived,
) -> None:
    archived.document("one", "30 Cubans", "5,000 Cubans")
    archived.page("one", "Of 30 Cubans nothing is known; as many as 5,000 Cubans serve.")
    (row,) = archived.frames()["rejected"].itertuples()
    assert (row.file, row.line, row.key) == ("press/one.yaml", 10, "says")
    assert "'as many as 5,000 Cubans', which reads 0 to 5,000" in row.message
    assert "'5,000 Cubans' reads 5,000" in row.message


def test_what_reads_otherwise_only_in_an_old_version_is_no_error(archived: Archived) -> None:
    archived.document("one", "5,000 Cubans")
    archived.page("one", "As many as 5,000 Cubans serve.", 1)
    archived.page("one", "It has 5,000 Cubans.", 2)
    frames = archived.frames()
    assert len(frames["rejected"]) == 0
    assert list(frames["anchor"]["status"]) == ["misread", "verified"]


def test_pages_of_documents_that_the_catalog_lacks_wait(archived: Archived) -> None:
    archived.document("one", "30 Cubans")
    archived.page("other", "It was 30 Cubans.")
    assert archived.statuses() == {"one/c0": "not_archived"}
    assert list(archive_frames(archived.folder)["snapshot"]["document_id"]) == ["other"]


def test_one_page_of_two_documents_is_one_object_and_two_snapshots(archived: Archived) -> None:
    archived.document("one", "30 Cubans")
    archived.document("two", "30 Cubans")
    assert archived.page("one", "It was 30 Cubans.") == archived.page("two", "It was 30 Cubans.")
    assert archived.statuses() == {"one/c0": "verified", "two/c0": "verified"}
    assert len([p for p in (archived.folder / "objects").rglob("*") if p.is_file()]) == 1


def test_an_altered_page_is_named_and_never_read(archived: Archived) -> None:
    archived.document("one", "30 Cubans")
    sha256 = archived.page("one", "It was 40 Cubans.")
    path = Archive(archived.folder).objects.path(sha256)
    path.chmod(0o644)
    path.write_text("It was 30 Cubans.")
    (row,) = archived.frames()["anchor"].itertuples()
    assert row.status == "unreadable"
    assert str(path) in row.message
    (snapshot,) = archive_frames(archived.folder)["snapshot"].itertuples()
    assert "altered" in snapshot.problem
    assert pd.isna(snapshot.characters)


def test_a_page_altered_after_its_text_was_kept_is_not_used_either(archived: Archived) -> None:
    archived.document("one", "30 Cubans")
    sha256 = archived.page("one", "It was 30 Cubans.")
    assert archived.statuses() == {"one/c0": "verified"}
    path = Archive(archived.folder).objects.path(sha256)
    path.chmod(0o644)
    path.write_text("It was 31 Cubans.")
    assert archived.statuses() == {"one/c0": "unreadable"}


def test_the_fingerprint_changes_with_whatever_happens(archived: Archived) -> None:
    seen = {fingerprint(archived.folder)}
    archived.page("one", "It was 30 Cubans.", 1)
    seen.add(fingerprint(archived.folder))
    archived.page("one", "It was 30 Cubans.", 2)
    seen.add(fingerprint(archived.folder))
    assert len(seen) == 3


def test_a_look_at_one_document_sees_what_the_frames_have(archived: Archived) -> None:
    archived.document("one", "30 Cubans", "5,000 Cubans")
    archived.page("one", "It was 30 Cubans.")
    catalog, _ = archived.catalog.check()
    looked = look_at(catalog, Pages(archived.folder), "one")
    assert [a[-1].status for a in looked.anchors] == ["verified", "lost"]
    assert look_at(catalog, Pages(archived.folder), "absent").latest is None


def test_an_empty_archive_gives_frames_without_rows(archived: Archived) -> None:
    archived.document("one", "30 Cubans")
    frames = archive_frames(archived.folder)
    assert [len(frame) for frame in frames.values()] == [0, 0]
    assert list(archived.frames()["anchor"]["status"]) == ["not_archived"]
    assert not archived.folder.exists()
