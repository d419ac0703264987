"""What a person reads when a build has ended: what is in the file, what clashes, what not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.output import many, plain
from pipelines.parties import figures
from pipelines.reporting import REPORT, first_page
from warehouse.changes.stored import entry
from warehouse.overview import Overview, overview

if TYPE_CHECKING:
    from pipelines.build import BuildOutcome

SHORT = 8  # characters of a build's id: the beginning that only it has


def _widest(told: Overview) -> list[str]:
    """Where least and most lie furthest apart, if they do anywhere, and who says them."""
    rows = []
    for gap in told.widest:
        name = f"{gap.country}, {gap.measure.replace('_', ' ')}"
        least = figures([(gap.lowest_by, gap.lowest_party)]) or gap.lowest_by
        most = figures([(gap.highest_by, gap.highest_party)]) or gap.highest_by
        rows.append(
            f"    {plain(name):<34} {gap.lowest:>7,} ({plain(least)})"
            f" to {gap.highest:,} ({plain(most)})"
        )
    heading = "  Where least and most lie furthest apart (muster compare):"
    return ["", heading, *rows] if rows else []


def _roots(told: Overview) -> list[str]:
    """How many claims are roots, how many sources stand behind these, and what is not held."""
    again = told.claims - told.roots
    lines = [
        f"{told.roots:,} of them are roots, of {many(told.witnesses, 'source')}; "
        f"{again:,} retell another one"
    ]
    if told.not_held:
        lines.append(f"of {many(told.not_held, 'root')} the original is not held")
    if told.suspected:
        lines.append(
            f"{many(told.suspected, 'claim')} not linked may repeat others (muster repeats)"
        )
    return lines


def _anchored(told: Overview) -> list[str]:
    """What of the claims stands in archived pages, and what a person may look at."""
    lines = ["no page is archived yet (muster fetch, muster archive)"]
    if told.archived:
        counted = (
            (told.lost, "lost"),
            (told.misread, "read otherwise there"),
            (told.unreadable, "in pages that cannot be read"),
            (told.not_archived, "not archived"),
        )
        parts = [
            f"{told.anchored:,} of {many(told.claims, 'claim')} stand in an archived page, "
            f"{told.anchored_roots:,} of {many(told.roots, 'root')} among them"
        ]
        lines = [", ".join([*parts, *(f"{count:,} {what}" for count, what in counted if count)])]
    if told.untranscribed:
        lines.append(f"{many(told.untranscribed, 'phrase')} not transcribed (muster stub)")
    if told.unanswered:
        lines.append(f"{many(told.unanswered, 'page')} gave no answer when last asked")
    return lines


def _inferred(told: Overview) -> list[str]:
    """What cannot all be true, what is set aside for the rest, and what then follows."""
    lines = ["no roots contradict one another"]
    if told.conflicts:
        larger = f" ({told.larger_conflicts:,} of more than two)" if told.larger_conflicts else ""
        least = "at most " if told.set_aside_gap else ""
        lines = [
            f"{many(told.conflicts, 'contradictory set')} of roots{larger}; without {least}"
            f"{many(told.set_aside, 'root')} the rest is consistent (muster conflicts)"
        ]
    if bands := told.bands:
        every = _interval(bands.low, bands.high)
        lines += [
            f"{bands.population}, {bands.measure}: at least {bands.counted:,} by counted people "
            f"only, {every} if every estimate is true",
            f"  (muster explain {bands.bound})",
        ]
    return [plain(line) for line in lines]


def _interval(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low:,}"
    return f"exactly {low:,}" if low == high else f"{low:,} to {high:,}"


def _since(path: Path) -> list[str]:
    """What changed since the last build, in a line; nothing where nothing did."""
    found = entry(path)
    if found is None:
        return []
    if found.previous_build_id is None:
        return [f"  {plain(found.line)}"]
    ask = f"muster diff {found.previous_build_id[:SHORT]}"
    return [f"  since the last build: {plain(found.line)} ({ask})"]


def _presented(outcome: BuildOutcome, out: Path) -> list[str]:
    """Where the report of this build lies, where one was made."""
    return [f"  {first_page(out)} (muster report --open)"] if REPORT in outcome.seconds else []


def text(told: Overview, outcome: BuildOutcome, path: Path) -> str:
    """The summary of a published warehouse."""
    checks = f"{told.checks_passed:,} of {many(told.checks, 'check')} passed"
    if told.warnings:
        checks += f"; a second look at: {', '.join(told.warnings)}"
    total = sum(outcome.seconds.values())
    return "\n".join(
        [
            f"{many(told.claims, 'claim')} in {told.documents:,} documents, "
            f"asserted by {told.claimants:,} sources, about {told.countries:,} countries",
            *(f"  {line}" for line in _roots(told)),
            f"  {many(told.pairs, 'pair')} can be compared: "
            f"{many(told.contradictions, 'contradiction')} "
            f"({told.between_roots:,} between roots), {told.possible:,} possible",
            *(f"  {line}" for line in _inferred(told)),
            f"  on {told.method_decides:,} of {told.reconciled:,} things counted the method "
            "decides the answer (muster compare --rules)",
            f"  {told.demands:,} demands, {told.events:,} events",
            *(f"  {line}" for line in _anchored(told)),
            *_widest(told),
            "",
            *_since(path),
            f"  {checks}",
            f"  {many(outcome.rejected, 'record')} refused"
            + (", listed above" if outcome.rejected else ""),
            f"  {path}, {path.stat().st_size / 1e6:.1f} MB, in {total:.1f} s",
            *_presented(outcome, path.parent),
        ]
    )


def show(outcome: BuildOutcome, out: Path) -> None:
    """Refused records to stderr, the summary to stdout; on failure what failed and what stands."""
    path = out / "muster.duckdb"
    for warning in outcome.warnings:
        click.echo(f"warning: {plain(warning)}", err=True)
    if outcome.published is None:
        where = f" in {outcome.failed_step}" if outcome.failed_step else ""
        click.echo(f"error: the build failed{where}: {outcome.message}", err=True)
        stands = f"{path} is the one published before" if path.exists() else "nothing is published"
        click.echo(stands, err=True)
        return
    told = overview(path)
    for problem in told.rejected:
        click.echo(plain(problem), err=True)
    for warning in (*told.unread, *told.changed):
        click.echo(f"warning: {plain(warning)}", err=True)
    click.echo(text(told, outcome, path))
    if not outcome.success:
        click.echo(
            f"error: the warehouse is published, but {outcome.failed_step} failed: "
            f"{outcome.message}; what stood of it stands",
            err=True,
        )
