"""Counts that a document holds, and those that no claim accounts for yet.

A figure is what words state (sources.phrases); a count is a figure of what a catalog is about.
Which words tell it is data: lexicons/. Nothing is decided about who is right.
"""

from sources.counts.count import Claimed, Count, unaccounted
from sources.counts.find import MOST_COUNTS, counts
from sources.counts.stub import Metadata, stub

__all__ = ["MOST_COUNTS", "Claimed", "Count", "Metadata", "counts", "stub", "unaccounted"]
