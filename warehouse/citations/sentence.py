"""A claim as one sentence that drops nothing: its parts, each of which has to be there.

The words stand in languages/, one file for each; how a part is put into words, in the modules
beside.
"""

from __future__ import annotations

from warehouse.citations.figure import figure
from warehouse.citations.patterns import PARTS
from warehouse.citations.people import counted
from warehouse.citations.row import Attribution, Row
from warehouse.citations.when import period, published
from warehouse.citations.wording import Language

NO_PARTY = "none"
UNKNOWN = "und"  # the language of a document, where nobody could tell


class Dropped(Exception):  # noqa: N818  # named for what happened to a part
    """A part that the row holds is missing from its sentence."""


def sentence(row: Row, words: Language) -> str:
    """The citation of a claim. Raises `Dropped` where a part of the row is not in it, and
    `MissingWords` where the language has no word for one."""
    said = parts(row, words)
    text = words.said("sentence").format(**said)
    for part, told in said.items():
        if told not in text or (not told and held(row, part)):
            raise Dropped(f"{row.claim_id}: {part}")
    at = next(i for i, c in enumerate(text) if c.isalnum())
    return str(text[:at] + text[at].upper() + text[at + 1 :])


def held(row: Row, part: str) -> bool:
    """Whether a row holds something that a part of its sentence has to say."""
    return {
        "hedge": row.hedged,
        "channel": row.channel is not None,
        "evidence": row.told_how,
        "root": row.root is not None,
    }.get(part, True)


def parts(row: Row, words: Language) -> dict[str, str]:
    """The parts of a sentence, by the names that `patterns.PARTS` lists; empty where the row holds
    nothing of the kind."""
    number, count = figure(row, words)
    what = counted(row, words, count)
    if row.channel is not None:  # it stands in brackets, before which no comma closes a clause
        what = what.removesuffix(",")
    told = (
        words.said("hedge") if row.hedged else "",
        number,
        what,
        _channel(row, words),
        period(row, words),
        _evidence(row, words),
        words.said("claimant").format(name=_source(row.said, words)),
        _relay(row.said, words),
        _root(row, words),
        _quote(row, words),
        words.said("title").format(title=words.quoted(_line(row.title))),
        row.url,
    )
    return dict(zip(PARTS, told, strict=True))


def _line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def _channel(row: Row, words: Language) -> str:
    if row.channel is None:
        return ""
    told = words.known("channels", row.channel) or words.named(row.channel)
    return str(words.said("channel").format(channel=told))


def _evidence(row: Row, words: Language) -> str:
    if not row.told_how:
        return ""
    told = words.known("evidence", row.evidence)
    return str(told or words.said("other_evidence").format(name=words.named(row.evidence)))


def _source(said: Attribution, words: Language) -> str:
    """Who asserts a figure; if a party to the war, on which side."""
    name = words.said("source").format(name=_line(said.claimant))
    if said.party == NO_PARTY:
        return str(name)
    side = words.known("parties", said.party) or words.named(said.party)
    return str(name + words.said("party").format(party=side))


def _relay(said: Attribution, words: Language) -> str:
    """Who published it, and when."""
    date = published(said.published, words)
    if said.own:
        return str(words.said("own").format(date=date))
    name = words.said("source").format(name=_line(said.publisher))
    return str(words.said("relay").format(name=name, date=date))


def _root(row: Row, words: Language) -> str:
    """Whom the claim retells, where it does: who asserts that, who published it, when."""
    if row.root is None:
        return ""
    whose = _source(row.root, words) + _relay(row.root, words)
    return str(words.said("root", "inferred" if row.inferred else "stated").format(name=whose))


def _quote(row: Row, words: Language) -> str:
    """The words themselves, and the name of their language where it is another one."""
    quoted = words.quoted(_line(row.says))
    if row.language == words.code:
        return str(words.said("words").format(words=quoted))
    if row.language == UNKNOWN:
        return str(words.said("unnamed_language").format(words=quoted))
    name = words.locale.languages.get(row.language, words.named(row.language))
    return str(words.said("foreign_words").format(words=quoted, language=name))
