"""muster sources: what each source asserts, prints and changes. Nobody is ranked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.known import again, asked_of, knowledge_options, opened
from pipelines.cli.options import json_option, out_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.answers.scorecard import Described
    from warehouse.answers.told import Told
    from warehouse.as_known.knowledge import Knowledge

SHOWN = 10  # figures of a kind that are listed; --json has all
COLUMNS = {  # heading: column of scorecard; with the longest id they fit 120 columns
    "source": "source_id", "party": "party", "claims": "n_claims", "roots": "n_roots",
    "prints": "n_published", "relays": "n_relays", "retold": "n_retold", "clashes": "n_conflicts",
    "drifts": "n_drifts", "revised": "n_revisions", "days": "median_days",
}  # fmt: skip


@click.command("sources", short_help="What each source asserts, relays and changes.")
@click.argument("id_", metavar="[ID]", required=False)
@knowledge_options
@out_option
@json_option
def command(id_: str | None, known: Knowledge, out: Path, as_json: bool) -> None:
    """Describe the sources, by id, or the source ID in full.

    claims: figures said to be its own, and how many of them are roots. prints: figures in its
    documents, and how many of them are relays of another claim. retold: claims elsewhere that go
    back to its roots. clashes: conflicts in which one of its roots stands. drifts: what its relays
    changed. revised: its own figures that replace an earlier one. days: the median from the period
    to publication. Nothing here says who is right.
    """
    from pipelines.cli import told
    from pipelines.cli.output import plain
    from warehouse.answers import scorecard

    with opened(out, known, as_json=as_json) as connection:
        if id_ is None:
            cards = scorecard.cards(connection)
            click.echo(told.as_json(cards)) if as_json else _table(cards)
            return
        if problem := scorecard.unknown(connection, id_):
            raise click.UsageError(plain(f"{problem}{asked_of(known)}"))
        described = scorecard.describe(connection, id_)
    click.echo(told.as_json({"source": described})) if as_json else _show(described)


def _table(cards: list[dict[str, Any]]) -> None:
    from pipelines.cli import told

    def shown(card: dict[str, Any], column: str) -> Any:
        value = card[column]
        if column == "median_days" and value is not None:
            return round(value)
        return None if value == "none" else value

    told.table(list(COLUMNS), [[shown(card, c) for c in COLUMNS.values()] for card in cards])


def _show(source: Described) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many, plain

    card = source.card
    click.secho(plain(f"{card['name']} ({card['source_id']})"), bold=True)
    about = [card["kind"], card["country"]]
    if card["party"] != "none":
        about.append(f"a party to the war ({card['party']}): its figures are a party's")
    told.paragraph(", ".join(filter(None, about)), 2)
    told.heading(_counted("Asserts", card["n_claims"], card["n_roots"], "roots"))
    if card["n_retold"]:
        by = many(card["n_retellers"], "source")
        told.paragraph(f"retold in {many(card['n_retold'], 'claim')} elsewhere, by {by}", 2)
    if (days := card["median_days"]) is not None:
        at = f"median of {many(card['n_timed'], 'root')}"
        told.paragraph(f"{days:,.0f} days from the period to publication ({at})", 2)
    _figures(source.roots)
    told.heading(_counted("Prints", card["n_published"], card["n_relays"], "relays"))
    _figures(source.relays)
    _drift(source)
    _rest(source)


def _counted(does: str, n: int, n_of_them: int, what: str) -> str:
    from pipelines.cli.output import many

    return f"{does} {many(n, 'figure')}, {n_of_them:,} of them {what}" if n else f"{does} no figure"


def _figures(figures: Sequence[Told]) -> None:
    """Some figures with their ids, and how many more there are."""
    from pipelines.cli import told

    for figure in figures[:SHOWN]:
        told.paragraph(told.sentence(figure), 4)
        told.unbroken(figure.claim_id, 6)
    if (more := len(figures) - SHOWN) > 0:
        told.paragraph(f"and {more:,} more (--json)", 4)


def _drift(source: Described) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many

    if not source.relays:
        return
    changes, faithful = source.card["n_drifts"], source.card["n_faithful"]
    told.heading(
        f"{many(changes, 'change')} in its relays; {faithful:,} of {len(source.relays):,} changed "
        "nothing"
    )
    for changed in source.drift:
        told.paragraph(f"{changed.dimension} {changed.change}: {changed.n:,}", 2)
        for example in changed.examples:
            told.paragraph(example.sentence, 4)
            told.unbroken(example.claim_id, 6)


def _rest(source: Described) -> None:
    """Revisions and conflicts, where there are any."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    if source.revisions:
        told.heading(f"{many(len(source.revisions), 'figure')} that replace an earlier one")
    for revision in source.revisions[:SHOWN]:
        told.paragraph(
            f"{revision.kind}: {told.sentence(revision.earlier)} became "
            f"{told.sentence(revision.claim)}",
            4,
        )
        told.unbroken(revision.claim.claim_id, 6)
    if (more := len(source.revisions) - SHOWN) > 0:
        told.paragraph(f"and {more:,} more (--json)", 4)
    if source.conflicts:
        told.heading(f"{many(len(source.conflicts), 'contradiction')} in which its roots stand")
    for conflict_id, statement in source.conflicts.items():
        told.paragraph(statement, 4)
        told.unbroken(f"muster explain {conflict_id}{again()}", 6)
