"""Which addresses may be asked."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.fetch import LIMITS, networks
from sources.fetch.addresses import refusal, web_address, without_secrets
from sources.fetch.failure import Failed


def refused(address: str, port: int = 443, allow: str = "") -> str | None:
    """Why an address may not be asked."""
    return refusal(ipaddress.ip_address(address), port, networks(allow))


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert refused(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8",
        "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::10.0.0.1",
        "64:ff9b::127.0.0.1", "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:db8::1",
        "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1",
        "fe80::1", "fec0::1", "ff02::1", "4000::1",
    ],
)  # fmt: skip
def test_special_addresses_may_not(address: str) -> None:
    told = refused(address)
    assert told is not None
    assert "no public address" in told


def test_an_address_translated_for_ipv6_is_as_good_as_its_ipv4_address() -> None:
    assert refused("64:ff9b::8.8.8.8") is None


@settings(deadline=None)
@given(st.ip_addresses())
def test_whatever_may_be_asked_is_global(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if refusal(address, 443) is None:
        assert address.is_global
        assert not {address.is_multicast, address.is_private, address.is_loopback} & {True}


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_no_disguise_opens_an_ipv4_address(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    mapped, compatible = ipaddress.IPv6Address(0xFFFF << 32 | number), ipaddress.IPv6Address(number)
    translated = ipaddress.IPv6Address((0x64_FF9B << 96) | number)
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) | number << 80)
    for disguise in (mapped, compatible, six_to_four):
        assert refusal(disguise, 443) is not None
    assert (refusal(translated, 443) is None) == (refusal(address, 443) is None)


@settings(deadline=None)
@given(st.ip_addresses(v=4, network="10.0.0.0/8"), st.integers(1, 65_535))
def test_an_allowed_network_may_be_asked_at_every_port(
    address: ipaddress.IPv4Address, port: int
) -> None:
    assert refusal(address, port, networks("fd00::/8, 10.0.0.0/8")) is None
    assert refusal(address, port, networks("11.0.0.0/8")) is not None


@settings(deadline=None)
@given(st.integers(1, 65_535))
def test_ports_of_other_services_may_not_be_asked(port: int) -> None:
    assert (refused("1.1.1.1", port) is None) == (port in (80, 443) or port >= 1_024)


def test_networks_are_read_from_a_list_with_commas() -> None:
    assert [str(n) for n in networks(" 127.0.0.0/8,, ::1/128 ,10.0.0.1")] == [
        "127.0.0.0/8", "::1/128", "10.0.0.1/32",
    ]  # fmt: skip
    assert networks("") == ()


@pytest.mark.parametrize("text", ["127.0.0.1/8", "localhost", "127.0.0.0/8; ::1"])
def test_what_is_no_network_is_named(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"is no network .* expected networks such as 127\.0\.0\.0/8"
    ):
        networks(text)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/", "only http and https"),
        ("//example.org/", "only http and https"),
        ("example.org", "only http and https"),
        ("http://", "names no host"),
        ("http://[::1", "is no address"),
        ("http://example.org:99999/", "is no address"),
        ("http://example.org/\x00", "is no address"),
        ("http://name@example.org/", "user name or a password"),
        ("http://:secret@example.org/", "user name or a password"),
        ("http://example.org/" + "a" * 4_000, "4,019 characters"),
    ],
)
def test_an_address_that_cannot_be_asked_says_why(url: str, told: str) -> None:
    with pytest.raises(Failed, match=told) as failed:
        web_address(url, LIMITS)
    assert "secret" not in str(failed.value)


def test_letters_of_every_alphabet_make_an_address_that_can_be_sent() -> None:
    found = web_address("https://пример.example/стаття?q=й#частина", LIMITS)
    assert str(found).isascii()
    assert "#" not in str(found)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a:b@example.org/x@y", "https://example.org/x@y"),
        ("https://a:b@c@example.org", "https://example.org"),
        ("https://example.org/?mail=a@b", "https://example.org/?mail=a@b"),
        ("//a:b@example.org", "//example.org"),
    ],
)
def test_secrets_are_left_out_of_what_is_recorded(url: str, shown: str) -> None:
    assert without_secrets(url) == shown
