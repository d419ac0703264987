"""Bytes by name, alike in every kind of store; what is asked again, and what is held to its sum."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.remote import urls
from pipelines.remote.failed import Passing, StoreFailed
from pipelines.remote.patience import Patience
from pipelines.remote.store import Store
from tests.pipelines.remote.machines import QUICK, store_at


def test_what_is_kept_is_found_again(any_store: Store) -> None:
    any_store.put("a/one", b"1")
    any_store.put("a/b/two", b"22")
    any_store.put("z", b"")
    assert any_store.get("a/b/two", 2) == b"22"
    assert any_store.get("z", 0) == b""
    assert any_store.get("a/none", 9) is None
    assert list(any_store.names("a")) == [("a/b/two", 2), ("a/one", 1)]
    assert list(any_store.names("b")) == []
    with pytest.raises(ValueError, match="more than 1 bytes"):
        any_store.get("a/b/two", 1)


def test_a_folder_of_a_store_is_a_store(any_store: Store) -> None:
    below = any_store.below("a").below("b")
    below.put("two", b"22")
    assert any_store.get("a/b/two", 9) == b"22"
    assert list(below.names("")) == [("two", 2)]
    assert below.url == f"{any_store.url}/a/b"
    below.delete("two")
    below.delete("two")
    assert below.get("two", 9) is None


def test_of_two_who_swap_one_is_told_that_the_other_was_faster(any_store: Store) -> None:
    first = any_store.swap("p", b"first", None)
    assert first is not None
    assert any_store.swap("p", b"late", None) is None
    second = any_store.swap("p", b"second", first)
    assert second is not None
    assert any_store.swap("p", b"late", first) is None
    assert any_store.tagged("p") == (b"second", second)


def test_a_file_comes_back_as_it_was_sent(any_store: Store, tmp_path: Path) -> None:
    sent, back = tmp_path / "sent", tmp_path / "back"
    sent.write_bytes(bytes(range(256)) * 300)
    kept = any_store.send("versions/v", sent)
    assert kept.size == sent.stat().st_size
    sum_ = hashlib.sha256(sent.read_bytes()).hexdigest()
    any_store.fetch("versions/v", back, kept.size, sum_)
    assert back.read_bytes() == sent.read_bytes()
    with pytest.raises(StoreFailed, match="its bytes are not those"):
        any_store.fetch("versions/v", back, kept.size, "0" * 64)
    assert not back.exists()
    with pytest.raises(FileNotFoundError):
        any_store.fetch("versions/none", back, 1, sum_)


@pytest.mark.parametrize("make", ["moto", "other_make"])
def test_a_large_file_goes_in_parts_and_whole(
    make: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    store = store_at(request.getfixturevalue(make), "parts")
    store.way.part = 5 << 20  # type: ignore[attr-defined]  # the least that S3 takes
    sent, back = tmp_path / "sent", tmp_path / "back"
    sent.write_bytes(b"0123456789abcdef" * (6 << 16))
    kept = store.send("versions/v", sent)
    sum_ = hashlib.sha256(sent.read_bytes()).hexdigest()
    store.fetch("versions/v", back, kept.size, sum_)
    assert kept.size == 6 << 20


def test_uploads_that_nobody_ends_are_given_up(moto: int) -> None:
    store = store_at(moto, "left-over")
    begin = {"Bucket": "muster", "Key": "left-over/versions/v"}
    store.way.ask("v", lambda s3: s3.create_multipart_upload(**begin))  # type: ignore[attr-defined]
    assert store.way.tidy("versions", 1e10) == 0
    assert store.way.tidy("versions", -1) == 1
    assert store.way.tidy("versions", -1) == 0


@pytest.mark.parametrize(
    "name", ["", "/a", "a/", "a//b", "..", "a/../../b", "./a", "a\0", "a" * 2_000]
)
def test_no_name_leads_out_of_a_store(tmp_path: Path, name: str) -> None:
    store = Store(f"file://{tmp_path}/store", QUICK)
    for ask in (
        lambda: store.get(name, 1),
        lambda: store.put(name, b""),
        lambda: store.delete(name),
    ):
        with pytest.raises(ValueError, match="is no name of an object"):
            ask()


@given(st.text(max_size=12), st.sampled_from(["s3", "gs", "ftp"]))
def test_no_password_is_repeated(secret: str, scheme: str) -> None:
    url = f"{scheme}://someone:XX{secret}@bucket/prefix"
    with pytest.raises(urls.WrongAddress) as refused:
        urls.checked(url)
    assert "XX" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "is_one"),
    [("s3://b/p", True), ("S3://b", True), ("data", False), ("/a/b", False), ("a:b//c", False)],
)
def test_addresses_are_told_from_folders(given: str, is_one: bool) -> None:
    assert urls.is_url(given) is is_one


def test_what_may_pass_is_asked_again_and_then_told() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise Passing("s3://b/p", "the server answers 500")

    with pytest.raises(StoreFailed, match=r"s3://b/p: the server answers 500 \(asked 4 times\)"):
        Patience(1, 4, 0.001).again(ask)
    assert len(asked) == 4


def test_what_is_refused_is_asked_once(moto: int) -> None:
    store = store_at(moto, "x")
    elsewhere = Store("s3://no-such-bucket/x", QUICK, way=store.way)
    store.way.bucket = "no-such-bucket"  # type: ignore[attr-defined]
    with pytest.raises(StoreFailed, match="404 NoSuchBucket"):
        elsewhere.put("a", b"")


def test_without_s3fs_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    with pytest.raises(StoreFailed, match=r"pip install 'muster\[s3\]'"):
        Store("s3://bucket/x", QUICK)
