"""What changed since the last publication, as the UI shows it beside the published warehouse.

At a glance one change of each kind, the essential kinds first; behind a click the changelog, which
is complete but for what stands in the hundreds: `muster diff` has all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.shown import safe, table

if TYPE_CHECKING:
    from warehouse.changes.change import Changes, Group
    from warehouse.changes.since import Since

LISTED = 30  # changes of each kind in the changelog: some ten thousand characters in all, mostly
GLANCED = 8  # kinds at a glance


def changed(since: Since) -> Iterator[tuple[str, Any]]:
    """Entries of metadata: the summary, the changes at a glance, the changelog, and whether
    anything essential changed where that is known."""
    from warehouse.changes import told

    if since.changes is None:
        yield "what changed", dg.MetadataValue.md(safe(since.why))
        return
    summary = f"{_since(since.changes)}: {safe(told.line(told.counts(since.changes)))}."
    yield "what changed", dg.MetadataValue.md(summary)
    groups = sorted(since.changes.groups, key=lambda group: not _essential(group))
    if groups:
        yield "changes at a glance", _glance(groups)
        yield "changelog", dg.MetadataValue.md("\n\n".join([summary, *_chapters(groups)]))
    yield "essential changes", dg.MetadataValue.bool(since.changes.essential)
    yield "changes", sum(group.n for group in groups)


def _since(changes: Changes) -> str:
    old = changes.old
    return safe(f"Since the build {old.build_id[:8]} of {old.built_at:%Y-%m-%d %H:%M}")


def _essential(group: Group) -> bool:
    """Whether a figure, a scope, a date or an answer changed: such a change is a group's first."""
    return any(change.essential for change in group.changes[:1])


def _glance(groups: Sequence[Group]) -> dg.TableMetadataValue:
    from warehouse.changes.change import HEADINGS

    rows = [(f"{HEADINGS[g.kind]} ({g.n:,})", g.changes[0].sentence) for g in groups if g.changes]
    return table(["kind", "the first of them"], rows[:GLANCED])


def _chapters(groups: Sequence[Group]) -> Iterator[str]:
    from warehouse.changes.told import shown

    told = shown(groups, LISTED)
    for group, (heading, sentences, more) in zip(groups, told, strict=True):
        aside = "" if _essential(group) else ", nothing essential"
        items = [f"- {safe(sentence)}" for sentence in sentences]
        items += [f"- and {more:,} more"] if more else []
        yield "\n".join([f"**{heading}** ({group.n:,}{aside})", "", *items])
