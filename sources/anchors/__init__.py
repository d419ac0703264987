"""Where the words of a claim stand in a text, and what became of them from snapshot to snapshot.

Terms are those of the W3C Web Annotation model: exact, prefix, suffix, start, end. Knows texts and
claims, and nothing of files.
"""

from sources.anchors.changes import Change, changes
from sources.anchors.find import Place, places
from sources.anchors.follow import Anchor, Said, Version, follow

__all__ = ["Anchor", "Change", "Place", "Said", "Version", "changes", "follow", "places"]
