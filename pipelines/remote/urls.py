"""Addresses of stores: what is one, and what is none of ours to accept."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+(::[a-z0-9+.-]+)*://", re.I)
_LONGEST = 1024  # bytes of a key in S3


class WrongAddress(ValueError):  # noqa: N818  # named for what is the matter
    """An address cannot be used; the message does not repeat what may be a password."""


def is_url(given: object) -> bool:
    """Whether a place is the address of a store, and no folder of this machine."""
    return isinstance(given, str) and _SCHEME.match(given) is not None


def checked(url: str) -> str:
    """The address without a slash at its end. Raises `WrongAddress`."""
    scheme, rest = url.split("://", 1)
    scheme = scheme.lower()
    if "::" in url:
        raise WrongAddress(f"an address {scheme}://... with :: in it: expected one plain address")
    if scheme != "file" and {"@", "?", "#"} & set(rest):
        raise WrongAddress(
            f"an address {scheme}://... with a password or a query in it: expected none there; "
            "credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from ~/.aws, or "
            "from fsspec's settings"
        )
    parts = [part for part in rest.split("/") if part]
    if scheme != "file" and not parts:
        raise WrongAddress(f"{scheme}://: expected a bucket behind it, as in s3://bucket/prefix")
    if {".", ".."} & set(parts):
        raise WrongAddress(f"{url}: expected an address without . and .. in it")
    return f"{scheme}://" + ("/" if rest.startswith("/") else "") + "/".join(parts)


def name(given: str) -> str:
    """A name below an address, as it is. Raises `ValueError` for one that would lead elsewhere."""
    parts = given.split("/")
    if {"", ".", ".."} & set(parts) or "\0" in given or len(given.encode()) > _LONGEST:
        raise ValueError(f"{given[:80]!r} is no name of an object below a folder")
    return given
