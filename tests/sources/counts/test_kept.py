"""Counts that are kept are those that would be found, and are found again where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.counts import counts, kept
from sources.counts.kept import KeptCounts

TEXT = "The ministry says that at least 40 Kenyans were recruited to fight for Russia; 12 died."


def test_what_is_kept_is_what_would_be_found(tmp_path: Path) -> None:
    expected = counts(TEXT, len(TEXT), "en")
    assert expected
    for _ in range(2):
        assert KeptCounts(tmp_path).of(TEXT, len(TEXT), "en") == expected


def test_a_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptCounts(tmp_path).of(TEXT, len(TEXT), "en")
    monkeypatch.setattr(kept, "counts", lambda *_: pytest.fail("read again"))
    assert KeptCounts(tmp_path).of(TEXT, len(TEXT), "en") == first


@pytest.mark.parametrize("change", ["text", "main", "language", "readers"])
def test_whatever_could_change_them_makes_them_be_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    KeptCounts(tmp_path).of(TEXT, len(TEXT), "en")
    read: list[object] = []
    monkeypatch.setattr(kept, "counts", lambda *given: read.append(given) or [])
    if change == "readers":
        monkeypatch.setattr(kept, "state", lambda: "another")
    text = TEXT + "!" if change == "text" else TEXT
    main = 9 if change == "main" else len(TEXT)
    KeptCounts(tmp_path).of(text, main, "de" if change == "language" else "en")
    assert len(read) == 1
    assert len(list(tmp_path.iterdir())) == 1  # what other readers found is gone


@pytest.mark.parametrize("damage", ["", "{", "[[1]]", '[{"start": 1}]', "7", '["x"]'])
def test_a_damaged_file_is_found_again(tmp_path: Path, damage: str) -> None:
    expected = KeptCounts(tmp_path).of(TEXT, len(TEXT), "en")
    (path,) = tmp_path.glob("*/*.json")
    path.write_text(damage)
    assert KeptCounts(tmp_path).of(TEXT, len(TEXT), "en") == expected
    assert KeptCounts(tmp_path).of(TEXT, len(TEXT), "en") == expected
