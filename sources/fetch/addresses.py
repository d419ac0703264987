"""Which addresses may be asked: public ones, and those in networks that the configuration allows.

Judges numbers and the form of a URL. Names are resolved in connect.py, once, and judged here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sources.fetch.failure import Failed
from sources.fetch.limits import Limits

if TYPE_CHECKING:
    import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# The IANA registries of special-purpose addresses, and multicast. What Python calls private differs
# from version to version.
_SPECIAL_4 = {
    "0.0.0.0/8": "this network", "10.0.0.0/8": "private", "100.64.0.0/10": "shared by a carrier",
    "127.0.0.0/8": "loopback", "169.254.0.0/16": "link-local", "172.16.0.0/12": "private",
    "192.0.0.0/24": "for protocols", "192.0.2.0/24": "for documentation",
    "192.88.99.0/24": "a relay of 6to4", "192.168.0.0/16": "private",
    "198.18.0.0/15": "for benchmarks", "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation", "224.0.0.0/4": "multicast", "240.0.0.0/4": "reserved",
}  # fmt: skip
_SPECIAL_6 = {
    "::/128": "unspecified", "::1/128": "loopback", "::ffff:0:0/96": "an IPv4 address in disguise",
    "64:ff9b:1::/48": "translated locally", "fc00::/7": "private", "fe80::/10": "link-local",
    "ff00::/8": "multicast", "2001::/23": "for protocols", "2001:db8::/32": "for documentation",
    "2002::/16": "an IPv4 address in disguise", "3fff::/20": "for documentation",
}  # fmt: skip
_SPECIAL = [(ipaddress.ip_network(k), v) for k, v in (_SPECIAL_4 | _SPECIAL_6).items()]
_UNICAST_6 = ipaddress.ip_network("2000::/3")  # all that is handed out of IPv6 so far
# Networks without IPv4 see the rest of the world under this prefix (RFC 6052): such an address is
# as good as the IPv4 address at its end.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_WEB_PORTS = (80, 443)
_FIRST_FREE_PORT = 1024  # below it live mail, files and shells, which must not be spoken to
_SECRETS = re.compile(r"(?<=//)[^/?#]*@")


def allowed(address: Address, allow: Sequence[Network]) -> bool:
    """Whether the configuration allows the network of an address by name."""
    return any(address in network for network in allow)


def refusal(address: Address, port: int, allow: Sequence[Network] = ()) -> str | None:
    """Why an address and port may not be asked, or None where they may."""
    if allowed(address, allow):
        return None
    if isinstance(address, ipaddress.IPv6Address) and address in _TRANSLATED:
        return refusal(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF), port, allow)
    for network, what in _SPECIAL:
        if address in network:
            return f"{address} is no public address ({what})"
    if address.version == 6 and address not in _UNICAST_6:
        return f"{address} is no public address (reserved)"
    if port < _FIRST_FREE_PORT and port not in _WEB_PORTS:
        return f"port {port} is not one of the web"
    return None


def web_address(url: str, limits: Limits) -> httpx.URL:
    """A URL that may be asked as far as its form tells; raises `Failed` with the reason."""
    import httpx

    shown = repr(without_secrets(url)[:100])
    if len(url) > limits.url_characters:
        raise Failed(f"an address of {len(url):,} characters is no address of a page")
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise Failed(f"{shown} is no address: {error}") from error
    if found.scheme not in ("http", "https"):
        raise Failed(f"{shown} is refused: only http and https are asked")
    if found.userinfo:
        raise Failed(
            f"the address at {host_of(found)} is refused: it holds a user name or a password"
        )
    if not found.host:
        raise Failed(f"{shown} is no address: it names no host")
    if found.port is not None and not 0 < found.port < 65_536:
        raise Failed(f"{shown} is no address: there is no port {found.port}")
    return found.copy_with(fragment=None)


def host_of(url: httpx.URL) -> str:
    """The host as it is looked up: in ASCII, so that letters that look alike do not deceive."""
    return url.raw_host.decode("ascii", "replace")


def without_secrets(url: str) -> str:
    """The URL as it may be shown and recorded: user name and password are left out."""
    return _SECRETS.sub("", url)
