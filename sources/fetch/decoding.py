"""Packed bodies, unpacked piece by piece: whoever reads them stops before a bomb has gone off.

gzip and deflate are what we ask for; a server that sends anything else did not listen.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from sources.fetch.failure import Failed

PIECE = 1 << 18  # bytes unpacked at once: small against any limit, large against the overhead
_GZIP = 16 + zlib.MAX_WBITS


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body behind a Content-Encoding, in pieces of at most PIECE bytes where it was packed.

    Raises `Failed` where the encoding is unknown, or the packed body broken or cut short.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from chunks
    elif name in ("gzip", "x-gzip"):
        yield from _inflated(chunks, name, _GZIP)
    elif name == "deflate":
        yield from _inflated(chunks, name, None)
    else:
        raise Failed(f"packed as {name[:40]!r}, which nobody asked for")


def _inflated(chunks: Iterable[bytes], name: str, wbits: int | None) -> Iterator[bytes]:
    begun, over = None, False
    for chunk in chunks:
        while chunk and not over:
            if begun is None:
                begun = zlib.decompressobj(wbits or _window(chunk))
            elif begun.eof:
                # Another member may follow; what is no member is padding, which browsers pass over.
                if wbits is None or chunk[:1] != b"\x1f":
                    over = True
                    break
                begun = zlib.decompressobj(wbits)
            try:
                piece = begun.decompress(chunk, PIECE)
            except zlib.error as error:
                raise Failed(f"the {name} body is broken: {error}") from None
            if piece:
                yield piece
            chunk = begun.unused_data if begun.eof else begun.unconsumed_tail
    if begun is not None:
        yield begun.flush()
        if not begun.eof:
            raise Failed(f"the {name} body is cut short", passing=True)


def _window(head: bytes) -> int:
    """deflate has the header of zlib, as the standard says, or none, as some servers think."""
    wrapped = head[0] & 15 == 8 and (len(head) < 2 or (head[0] << 8 | head[1]) % 31 == 0)
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
