"""Texts that are kept: what stands in their files, and when they are not believed."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import KeptTexts, Text, Unread
from sources.text.kept import AGAIN
from sources.text.normal import normal

METHOD = "html-2 lxml-6.1.3 trafilatura-2.3.1 cp1251"
SHA256 = hashlib.sha256(b"a document").hexdigest()
TEXT = Text("127 чел.\n\nMenu", 8, METHOD)


@pytest.fixture
def kept(tmp_path: Path) -> KeptTexts:
    return KeptTexts(tmp_path / "texts")


def test_a_text_stands_in_a_file_that_anybody_can_slice(kept: KeptTexts) -> None:
    kept.put(SHA256, METHOD, TEXT)
    path = kept.folder / "html-2_lxml-6.1.3_trafilatura-2.3.1_cp1251" / f"{SHA256}.txt"
    assert path == kept.path(SHA256, METHOD)
    assert path.read_text("utf-8")[0:3] == "127"
    assert path.read_bytes() == TEXT.text.encode()
    told = json.loads(path.with_suffix(".json").read_text())
    assert told == {
        "method": METHOD, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "main": 8,
        "refused": None,
    }  # fmt: skip
    assert sorted(p.name for p in path.parent.iterdir()) == [f"{SHA256}.json", f"{SHA256}.txt"]


def test_what_was_kept_is_found_again(kept: KeptTexts) -> None:
    assert kept.get(SHA256, METHOD) is None
    kept.put(SHA256, METHOD, TEXT)
    assert kept.get(SHA256, METHOD) == TEXT
    assert kept.get(SHA256, METHOD + " more") is None
    assert kept.get(hashlib.sha256(b"another").hexdigest(), METHOD) is None


def test_a_reason_is_kept_and_has_no_text(kept: KeptTexts) -> None:
    kept.put(SHA256, METHOD, "there is no text in it")
    assert kept.get(SHA256, METHOD) == "there is no text in it"
    assert not kept.path(SHA256, METHOD).exists()


def test_a_document_that_was_not_read_is_tried_again_after_a_day(kept: KeptTexts) -> None:
    kept.put(SHA256, METHOD, Unread("reading it takes more than 30 seconds"))
    found = kept.get(SHA256, METHOD)
    assert found == "reading it takes more than 30 seconds"
    assert isinstance(found, Unread)
    later = datetime.now(UTC) + AGAIN
    assert kept.get(SHA256, METHOD, now=later + timedelta(seconds=2)) is None
    assert kept.get(SHA256, METHOD, now=later - timedelta(hours=1)) is not None


@pytest.mark.parametrize("change", ["altered", "cut", "longer", "gone", "other kind of file"])
def test_a_text_that_is_not_the_one_that_was_kept_is_never_used(
    kept: KeptTexts, change: str
) -> None:
    kept.put(SHA256, METHOD, TEXT)
    path = kept.path(SHA256, METHOD)
    body = path.read_bytes()
    path.unlink()
    if change == "other kind of file":
        path.mkdir()
    elif change != "gone":
        changed = {
            "altered": body.replace(b"127", b"128"),
            "cut": body[:-1],
            "longer": body + b"\n",
        }
        path.write_bytes(changed[change])
    assert kept.get(SHA256, METHOD) is None


@pytest.mark.parametrize(
    "told",
    [b"", b"{", b"[]", b"null", b"{}", b'{"method": 1}', b"[" * 5_000, b"\xff", b"1" * 200_000,
     b'{"method": "' + METHOD.encode() + b'", "refused": null}',
     b'{"method": "' + METHOD.encode() + b'", "refused": "x", "tried_at": "yesterday"}'],
)  # fmt: skip
def test_what_belongs_to_a_text_may_be_damaged(kept: KeptTexts, told: bytes) -> None:
    kept.put(SHA256, METHOD, TEXT)
    kept.path(SHA256, METHOD).with_suffix(".json").write_bytes(told)
    assert kept.get(SHA256, METHOD) is None


def test_a_new_text_takes_the_place_of_the_old_one(kept: KeptTexts) -> None:
    kept.put(SHA256, METHOD, "its reader died (SIGSEGV)")
    kept.put(SHA256, METHOD, TEXT)
    assert kept.get(SHA256, METHOD) == TEXT


def test_a_write_that_fails_leaves_nothing_behind(
    kept: KeptTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="no space left"):
            kept.put(SHA256, METHOD, TEXT)
    assert list(kept.path(SHA256, METHOD).parent.iterdir()) == []
    assert kept.get(SHA256, METHOD) is None


@pytest.mark.parametrize(
    "name", ["../../x", "", "a" * 63, "A" * 64, "/etc/passwd", "a" * 64 + "\n"]
)
def test_only_hashes_name_files(kept: KeptTexts, name: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        kept.path(name, METHOD)


@pytest.mark.parametrize("method", ["../..", "a/b", "..", "A B\\c"])
def test_a_method_names_one_folder(kept: KeptTexts, method: str) -> None:
    folder = kept.path(SHA256, method).parent.resolve()
    assert folder.is_relative_to(kept.folder.resolve())
    kept.put(SHA256, method, "there is no text in it")
    assert kept.get(SHA256, method) == "there is no text in it"


@given(st.text(max_size=100).map(normal))
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    kept = KeptTexts(tmp_path_factory.getbasetemp() / "any")
    kept.put(SHA256, METHOD, Text(text, len(text), METHOD))
    assert kept.get(SHA256, METHOD) == Text(text, len(text), METHOD)
