"""The archive: the bytes of documents as they were captured, under their hash, and when.

Knows no catalog and nothing of what the bytes say.
"""

from sources.archive.behind import Behind
from sources.archive.entry import Entry, Event
from sources.archive.index import Archive
from sources.archive.objects import Altered
from sources.archive.versions import Snapshot, snapshots

__all__ = ["Altered", "Archive", "Behind", "Entry", "Event", "Snapshot", "snapshots"]
