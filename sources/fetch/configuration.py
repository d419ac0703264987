"""What a fetch is told from outside: whom it may reach, who it says it is, its limits.

Where the values come from (the environment, a test) is the business of others.
"""

from __future__ import annotations

import importlib.metadata
import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sources.fetch.addresses import Network
from sources.fetch.limits import LIMITS, Limits

PRODUCT = "Muster"  # the token that robots.txt files know us by
Resolve = Callable[[str, int], Sequence[str]]


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses that the system knows for a name, in the order in which they are to be tried.

    Raises `OSError` where there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def networks(text: str) -> tuple[Network, ...]:
    """Networks from a list with commas, such as `127.0.0.0/8, fd00::/8`.

    Raises `ValueError` that names the one that is none.
    """
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        try:
            found.append(ipaddress.ip_network(part))
        except ValueError as error:
            expected = "expected networks such as 127.0.0.0/8 or fd00::/8, with commas between"
            raise ValueError(f"{part[:80]!r} is no network ({error}); {expected}") from None
    return tuple(found)


@dataclass(frozen=True)
class Configuration:
    """`allow`: networks that may be asked though they are private; `contact`: where the owner of a
    site finds whoever runs this; `resolve`: names to addresses.
    """

    allow: tuple[Network, ...] = ()
    contact: str = ""
    limits: Limits = LIMITS
    resolve: Resolve = addresses_of

    @property
    def user_agent(self) -> str:
        """`Muster/1.2.3 (+contact)`, without the parenthesis where no contact is known."""
        try:
            version = f"/{importlib.metadata.version('muster')}"
        except importlib.metadata.PackageNotFoundError:
            version = ""
        return f"{PRODUCT}{version}" + (f" (+{self.contact})" if self.contact else "")
