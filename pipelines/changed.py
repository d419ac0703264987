"""What changed since the last publication, as the UI shows it beside the published warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.shown import safe

if TYPE_CHECKING:
    from warehouse.changes.since import Since


def changed(since: Since) -> Iterator[tuple[str, Any]]:
    """Entries of metadata: the text, and whether anything essential changed where that is known."""
    from warehouse.changes import told

    if since.changes is None:
        yield "what changed", dg.MetadataValue.md(safe(since.why))
        return
    groups = told.shown(since.changes.groups)
    summary = safe(told.line(told.counts(since.changes)))
    paragraphs = [f"Since the build {safe(since.changes.old.build_id)}: {summary}."]
    for heading, sentences, more in groups:
        items = [f"- {safe(sentence)}" for sentence in sentences]
        items += [f"- and {more:,} more"] if more else []
        paragraphs.append("\n".join([f"**{heading}**", "", *items]))
    yield "what changed", dg.MetadataValue.md("\n\n".join(paragraphs))
    yield "essential changes", dg.MetadataValue.bool(since.changes.essential)
