"""Counts that a document holds, and those that no claim accounts for yet.

A figure is what words state (sources.phrases); a count is a figure of what a catalog is about.
Which words tell it is data: lexicons/. Nothing is decided about who is right.
"""

from sources.counts.count import Claimed, Count, unaccounted
from sources.counts.find import MOST_COUNTS, Counts, counts, read_counts
from sources.counts.stub import Metadata, stub

__all__ = [
    "MOST_COUNTS",
    "Claimed",
    "Count",
    "Counts",
    "Metadata",
    "counts",
    "read_counts",
    "stub",
    "unaccounted",
]
