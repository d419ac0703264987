"""The archive: the bytes of documents as they were captured, under their hash, and when.

Knows no catalog and nothing of what the bytes say.
"""

from sources.archive.entry import Entry, Event
from sources.archive.index import Archive, Snapshot, snapshots
from sources.archive.objects import Altered

__all__ = ["Altered", "Archive", "Entry", "Event", "Snapshot", "snapshots"]
