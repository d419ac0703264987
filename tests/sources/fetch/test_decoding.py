"""Packed bodies in pieces of any size: the same as unpacked at once, or refused."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.fetch.decoding import PIECE, unpacked
from sources.fetch.failure import Failed

PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Identity ": bytes,
    "": bytes,
}


def cut(data: bytes, size: int) -> Iterator[bytes]:
    """The data in chunks of a size."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


@settings(deadline=None)
@given(st.binary(), st.sampled_from(sorted(PACKED)), st.integers(1, 50))
def test_whatever_was_packed_comes_out_however_it_is_cut(
    data: bytes, encoding: str, size: int
) -> None:
    packed = PACKED[encoding](data)
    assert b"".join(unpacked(cut(packed, size), encoding)) == data


@settings(deadline=None)
@given(st.lists(st.binary(), min_size=1, max_size=4), st.integers(1, 50), st.binary(max_size=3))
def test_members_of_gzip_follow_one_another_and_padding_is_passed_over(
    parts: list[bytes], size: int, padding: bytes
) -> None:
    packed = b"".join(map(gzip.compress, parts)) + b"\0" + padding
    assert b"".join(unpacked(cut(packed, size), "gzip")) == b"".join(parts)


@settings(deadline=None)
@given(st.binary(min_size=1))
def test_deflate_without_its_header_is_read_too(data: bytes) -> None:
    bare = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bare.compress(data) + bare.flush()
    assert b"".join(unpacked([packed], "deflate")) == data


@settings(deadline=None)
@given(st.binary(min_size=1), st.sampled_from(["gzip", "deflate"]), st.integers(1, 50), st.data())
def test_what_was_cut_short_is_never_taken_for_whole(
    data: bytes, encoding: str, size: int, chance: st.DataObject
) -> None:
    packed = PACKED[encoding](data)
    length = chance.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(Failed):
        b"".join(unpacked(cut(packed[:length], size), encoding))


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate"]))
def test_bytes_that_were_never_packed_are_refused_or_small(data: bytes, encoding: str) -> None:
    try:
        found = b"".join(unpacked([data], encoding))
    except Failed:
        return
    assert len(found) < 1_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "\x1b[31m"])
def test_an_encoding_that_nobody_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(Failed, match="nobody asked for") as failed:
        list(unpacked([b"x"], encoding))
    assert failed.value.message.isprintable()


def test_a_bomb_comes_out_in_small_pieces() -> None:
    packed = gzip.compress(bytes(50_000_000))
    pieces = unpacked([packed], "gzip")
    assert all(len(next(pieces)) <= PIECE for _ in range(100))
