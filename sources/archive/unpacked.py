"""The body of an answer as its server packed it, unpacked up to a limit.

A few hundred bytes may unpack to gigabytes: never more than the limit is in memory.
"""

from __future__ import annotations

import zlib

_PIECE = 1 << 20


class TooLarge(ValueError):  # noqa: N818 - a finding about an answer, not an error of ours
    """What unpacks to more than is read, and to how much at least."""


def unpacked(data: bytes, encoding: str, most: int) -> bytes:
    """The bytes that a Content-Encoding (gzip, deflate, br or none) packed.

    What does not unpack is returned as it is: tools that store pages unpacked leave the header
    standing. Raises `TooLarge` for more than `most` bytes.
    """
    name = encoding.strip().lower()
    if len(data) > most:
        raise TooLarge(f"a page of more than {most:,} bytes")
    if name in ("gzip", "x-gzip"):
        return _inflated(data, 16 + zlib.MAX_WBITS, most)
    if name == "deflate":  # with the frame of zlib, as the standard has it, or without, as some do
        found = _inflated(data, zlib.MAX_WBITS, most)
        return found if found != data else _inflated(data, -zlib.MAX_WBITS, most)
    return _brotli(data, most) if name == "br" else data


def _inflated(data: bytes, bits: int, most: int) -> bytes:
    inflate = zlib.decompressobj(bits)
    try:
        found = inflate.decompress(data, most + 1)
    except zlib.error:
        return data
    if len(found) > most:
        raise TooLarge(f"a page that unpacks to more than {most:,} bytes")
    return found


def _brotli(data: bytes, most: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    inflate = brotli.Decompressor()
    pieces: list[bytes] = []
    size, left = 0, data
    try:
        while not inflate.is_finished():
            piece = inflate.process(left, output_buffer_limit=_PIECE)
            if not piece and inflate.can_accept_more_data():
                break  # cut short
            left = b""
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise TooLarge(f"a page that unpacks to more than {most:,} bytes")
    except brotli.error:
        return data
    return b"".join(pieces)
