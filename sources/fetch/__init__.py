"""Fetching: the pages of documents, asked for politely and brought into the archive.

Knows no catalog: it is given ids and addresses. What pages say is read elsewhere.
"""

from sources.fetch.addresses import Network
from sources.fetch.configuration import Configuration, networks
from sources.fetch.fetching import Fetching, fetch
from sources.fetch.limits import LIMITS, Limits
from sources.fetch.wanted import Tally, Wanted, due, tally

__all__ = [
    "LIMITS", "Configuration", "Fetching", "Limits", "Network", "Tally", "Wanted", "due", "fetch",
    "networks", "tally",
]  # fmt: skip
