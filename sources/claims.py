"""What makes a claim right: its keys, the words it is read from, and what must fit together."""

from collections.abc import Collection

import numpy as np

from sources import dates, values
from sources.checking import Checker, Column, Fault
from sources.columns import ABSENT
from sources.problems import quoted
from sources.terms import BASES, LINKS

LARGEST = 2**63 - 1  # what the warehouse's integers hold


def check_claims(checker: Checker, ids: values.Ids, languages: Column) -> dict[str, Column]:
    """The columns of a claim frame, by name. `languages` has one row per document."""
    column = checker.column
    terms = ids.vocabulary.terms

    def word(key: str, known: Collection[str], default: str | None) -> Column:
        check = ids.word(key, tuple(known))
        return column(key, check, default=default, required=default is None)

    whole = ids.vocabulary.whole_channel
    columns = {
        "id": column("id", values.kebab, required=True),
        "claimant_id": column("claimant", ids.source("claimant"), required=True),
        "says": column("says", values.text, required=True),
        "measure": column("measure", ids.measure, required=True),
        "unit": word("unit", terms.units, terms.unit),
        "population": column("population", ids.population, required=True),
        "excluding": column("excluding", ids.excluding, default="", many=True),
        "basis": column("basis", ids.word("basis", BASES), default="unspecified"),
        "channel": column("channel", ids.channel, default=whole, required=whole is None),
        "evidence": word("evidence", terms.evidence, terms.known_how),
        "side": word("side", terms.sides, terms.side),
        "since": column("since", values.edtf_closed, nullable=True),
        "as_of": column("as_of", values.edtf_closed, required=True),
        "derives_from": column("derives_from", values.reference, nullable=True),
        "link": column("link", ids.word("link", LINKS), nullable=True),
        "part_of": column("part_of", values.reference, nullable=True),
        "partition": column("partition", values.boolean, default=False),
        "checked": column("checked", values.edtf_closed, nullable=True),
        "note": column("note", values.text, default="", nullable=True, blank=True),
    }
    reads = column("reads", values.bounds, nullable=True, many=True)
    checker.unique(
        "id", columns["id"], np.asarray(checker.table.document, dtype=np.int64), "the claim"
    )
    _since(checker, columns, ids)
    _links(checker, columns)
    return columns | _readings(checker, columns, reads, languages)


def _since(checker: Checker, columns: dict[str, Column], ids: values.Ids) -> None:
    def on_stock(measure: str, since: str) -> None:
        if ids.vocabulary.measure_kind(measure) == "stock":
            message = f"{quoted(measure)} is a stock, counted on a day; expected no since"
            raise Fault("since-on-stock", message, since)

    def ordered(since: str, as_of: str) -> None:
        first, last = dates.span(since).first, dates.span(as_of).last
        if first is not None and last is not None and first > last:
            message = f"since {quoted(since)} is later than as_of {quoted(as_of)}"
            raise Fault("since-after-as-of", message, since)

    checker.together([columns["measure"], columns["since"]], "since", on_stock)
    checker.together([columns["since"], columns["as_of"]], "since", ordered)


def _links(checker: Checker, columns: dict[str, Column]) -> None:
    link = columns["link"]
    absent = checker.table.coded("derives_from") == ABSENT
    if None in checker.table.distinct["derives_from"]:
        null = checker.table.distinct["derives_from"][None]
        absent |= checker.table.coded("derives_from") == null
    for row in np.flatnonzero((link.codes != ABSENT) & absent).tolist():
        value = link.values[link.codes[row]]
        message = "a link without derives_from; expected the claim that this one retells"
        checker.report(row, "link", "link-without-source", value, message)


def _readings(
    checker: Checker, columns: dict[str, Column], reads: Column, languages: Column
) -> dict[str, Column]:
    from sources.phrases import Reading, read

    def reading(says: str, unit: str, language: str) -> Reading:
        try:
            found = read(says, unit, language)
        except ValueError as error:  # PhraseError, or digits beyond what int() takes
            raise Fault("no-number", f"{quoted(says)}: {error}", says) from error
        if max(found.low, found.high or 0, found.point or 0) > LARGEST:
            raise Fault("too-large", f"{quoted(says)}: a number larger than {LARGEST}", says)
        return found

    def agrees(expected: tuple[int | None, int | None], found: Reading) -> None:
        if expected != (found.low, found.high):
            shown = [_bounds(pair) for pair in ((found.low, found.high), expected)]
            message = (
                f"the words read {shown[0]}, reads says {shown[1]}; did you mean '{shown[0]}'?"
            )
            raise Fault("reads-disagree", message, shown[1])

    document = np.asarray(checker.table.document, dtype=np.int64)
    spoken = languages.codes[document] if len(document) else document
    known = [*languages.values, "und"]
    language = Column(np.where(spoken == ABSENT, len(known) - 1, spoken), known)
    found = checker.together([columns["says"], columns["unit"], language], "says", reading)
    checker.together([reads, found], "reads", agrees)
    return {
        name: Column(found.codes, [getattr(item, name) for item in found.values])
        for name in ("low", "high", "point", "qualifier", "hedged")
    }


def _bounds(pair: tuple[int | None, int | None]) -> str:
    return "[" + ", ".join("null" if bound is None else str(bound) for bound in pair) + "]"
