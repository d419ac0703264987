"""muster fetch: the pages of documents, into the archive."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.options import catalog_option, desk_option, json_option, prepared
from pipelines.cli.output import dumped, many, plain

if TYPE_CHECKING:
    import pandas as pd

    from pipelines.fetching import FetchSettings
    from sources.archive import Archive, Entry
    from sources.fetch import Wanted

INTERRUPTED = 130  # what shells report of a command that was ended by Ctrl-C


@dataclass
class Outcome:
    """What was recorded, what was not due, and why pages were left out where any were."""

    before: list[Entry]
    not_due: int
    entries: list[Entry] = field(default_factory=list)
    not_asked: int = 0
    given_up: str | None = None
    interrupted: bool = False


@click.command("fetch", short_help="Fetch the pages of documents into the archive.")
@click.argument("document_ids", nargs=-1, metavar="[DOCUMENT_ID]...")
@catalog_option
@desk_option
@click.option("--collection", help="Only the documents of one collection.")
@click.option("--all", "everything", is_flag=True, help="Ask for every page, whatever its age.")
@json_option
def command(
    document_ids: tuple[str, ...],
    catalog: Path,
    out: Path,
    collection: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Ask for the pages that are due, or for those of the documents named, and keep what they say.

    Due is a page that was never asked for, or not for a week; one that failed, after a day. A dead
    page is a warning: the snapshot before it serves on. The archive is OUT/archive.

    From the environment: MUSTER_FETCH_EVERY (days instead of the week), MUSTER_FETCH_CONTACT (where
    the owner of a site finds you; it stands in the User-Agent), MUSTER_FETCH_ALLOW (private
    networks that may be reached, such as 127.0.0.0/8, with commas between).
    """
    from pipelines.archived import pages_of
    from pipelines.fetching import FetchSettings

    try:
        settings = FetchSettings.from_environment()
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    documents = _asked_for(_documents(catalog), collection, document_ids)
    whatever_age = everything or bool(document_ids)
    prepared(out)
    outcome = _fetch(documents, pages_of(out).archive, settings, whatever_age)
    click.echo(_as_json(outcome) if as_json else summary(outcome))
    sys.exit(INTERRUPTED if outcome.interrupted else 0)


def _documents(catalog: Path) -> pd.DataFrame:
    """The documents of a catalog; the command ends where there are none because of errors."""
    from sources.load import check, formatted

    frames, problems = check(catalog)
    documents = frames["document"]
    if problems and documents.empty:
        for problem in problems:
            click.echo(formatted(problem), err=True)
        click.echo(f"{many(len(problems), 'error')}, listed above: nothing to ask for", err=True)
        sys.exit(1)
    if problems:
        told = f"{many(len(problems), 'record')} of the catalog at fault: see muster check"
        click.echo(f"warning: {told}", err=True)
    return documents


def _asked_for(documents: pd.DataFrame, collection: str | None, ids: Sequence[str]) -> list[Wanted]:
    """The documents that the call names, or all; a name that is none is an error of the call."""
    from pipelines.cli import page
    from pipelines.fetching import wanted

    if collection is not None:
        _known_collection(collection, sorted(set(documents["collection"])))
        documents = documents[documents["collection"] == collection]
    found = wanted(documents)
    if not ids:
        return found
    asked, by_id = {"document": documents}, {it.document_id: it for it in found}
    chosen = []
    for typed in ids:
        if (document_id := page.id_of(asked, typed)) is None:
            raise page.unknown(asked, typed)
        chosen.append(by_id[document_id])
    return chosen


def _known_collection(name: str, names: list[str]) -> None:
    from sources.nearest import nearest
    from sources.problems import explained, quoted

    if name not in names:
        raise click.UsageError(
            explained(f"there is no collection {quoted(name)}", nearest=nearest(name, names))
        )


def _fetch(
    documents: list[Wanted], archive: Archive, settings: FetchSettings, whatever_age: bool
) -> Outcome:
    """Fetch what is due, with a bar and a line for each failure on stderr."""
    from datetime import UTC, datetime

    from pipelines.cli.progress import progress_bar
    from sources.fetch import due, fetch

    before, damaged = archive.read()
    for line in damaged:
        click.echo(f"warning: {plain(line)}", err=True)
    now = datetime.now(UTC)
    asked = documents if whatever_age else due(documents, before, now, settings.every)
    outcome = Outcome(before, len(documents) - len(asked))
    with progress_bar("fetching") as advance:
        fetching = fetch(asked, archive, settings.configuration, advance)
        try:
            for entry in fetching:
                outcome.entries.append(entry)
                if entry.event == "failed":
                    click.echo(plain(f"{entry.document_id}: {entry.message}"), err=True)
        except KeyboardInterrupt:
            outcome.interrupted = True
        finally:
            fetching.close()
    archive.merge()
    outcome.not_asked, outcome.given_up = fetching.not_asked, fetching.given_up
    _warn(outcome)
    return outcome


def _warn(outcome: Outcome) -> None:
    if outcome.interrupted:
        left = many(outcome.not_asked, "page")
        click.echo(f"interrupted: {left} not fetched, what was fetched is kept", err=True)
    elif outcome.given_up:
        left = many(outcome.not_asked, "page")
        click.echo(f"warning: {outcome.given_up}; {left} not asked for", err=True)


def summary(outcome: Outcome) -> str:
    """`12 captured (3 new versions), 40 unchanged, 5 failed; 217 not due`."""
    from sources.fetch import tally

    found = tally(outcome.entries, outcome.before)
    new = f" ({many(found.new_versions, 'new version')})" if found.new_versions else ""
    counts = f"{found.captured:,} captured{new}, {found.unchanged:,} unchanged"
    left = f"; {outcome.not_due:,} not due" if outcome.not_due else ""
    return f"{counts}, {found.failed:,} failed{left}"


def _as_json(outcome: Outcome) -> str:
    from sources.fetch import tally

    keys = ("document_id", "url", "final_url", "event", "status", "sha256", "message")
    told: dict[str, Any] = asdict(tally(outcome.entries, outcome.before))
    told |= {"not_due": outcome.not_due, "not_asked": outcome.not_asked}
    told |= {"given_up": outcome.given_up, "interrupted": outcome.interrupted}
    told["documents"] = [{key: getattr(e, key) for key in keys} for e in outcome.entries]
    return dumped(told)
