"""Every number that bounds a fetch, with its reason. No other module of this folder holds one."""

from __future__ import annotations

from dataclasses import dataclass

from sources.archive.saved import MOST_BYTES


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes and counts. Tests make them small."""

    # A server in reach answers a connection within one or two seconds, from anywhere.
    connect_seconds: float = 10.0
    # Pages that are put together on demand take up to ten seconds before their first byte.
    silent_seconds: float = 20.0
    # 50 MB at 1 MB/s, redirects included. A page that takes longer is made to.
    page_seconds: float = 60.0
    # What the archive takes from a file too: news pages have 0.1 to 5 MB, reports in PDF up to 50.
    page_bytes: int = MOST_BYTES
    # The largest page unpacked, and room for headers, chunk sizes and the pages of redirects.
    wire_bytes: int = MOST_BYTES + 5_000_000
    # What browsers allow is 20; a news site that moved twice needs four.
    redirects: int = 10
    # The index keeps no longer address, and no server has to serve one (RFC 9110, 4.1: 8,000).
    url_characters: int = 4_000
    # Addresses of one name that are tried: a name with hundreds would use up the time of the page.
    addresses: int = 4

    # A server that is down for a moment is back after the second or third try, or not today.
    attempts: int = 3
    # Waits of 1 and 2 s, shortened by chance to as little as half, so that tries do not march.
    first_wait_seconds: float = 1.0
    # The longest that one page holds up the others; who asks for more is asked another time.
    longest_wait_seconds: float = 60.0
    # Another process may be at its page of the host; ten of those, and this page waits for another
    # day.
    longest_turn_seconds: float = 600.0
    # A Retry-After beyond a month is a slip or a trick.
    longest_absence_seconds: float = 30 * 86_400.0
    # Whoever could not be reached, or was too busy, may be asked again sooner than a dead page; yet
    # not by every build of a busy afternoon.
    shortest_absence_seconds: float = 3_600.0

    # Between the end of one request to a host and the next: far below what a reader causes.
    host_delay_seconds: float = 2.0
    # robots.txt may ask for longer; beyond this a handful of pages would take all day.
    longest_delay_seconds: float = 30.0
    # RFC 9309, 2.5: at least 500 KiB are read, what stands behind is not.
    robots_bytes: int = 500 * 1_024
    # RFC 9309, 2.3.1.2: at least five redirects are followed.
    robots_redirects: int = 5
    robots_seconds: float = 20.0

    # Hosts that are asked side by side. Each may hold one page of the largest size in memory.
    workers: int = 8
    # So many different hosts out of reach, and none in reach, are no accident.
    hosts_until_down: int = 5


LIMITS = Limits()
