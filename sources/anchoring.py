"""The claims of a catalog in the archived pages of their documents: what is found of each document.

How words are found stands in anchors/, what reads as a count in counts/; frames of all of it are
made in anchor_frames.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sources.anchors import Anchor, Change, Said, Version, changes, follow
from sources.archive import Snapshot
from sources.counts import Claimed, Count, counts, unaccounted
from sources.pages import Pages, by_document
from sources.problems import Problem, explained, quoted
from sources.text import Text

if TYPE_CHECKING:
    import pandas as pd

Catalog = Mapping[str, "pd.DataFrame"]


@dataclass(frozen=True)
class Claim:
    """A claim as it is looked for, and where its record stands."""

    said: Said
    file: str
    line: int


@dataclass
class Looked:
    """What was found of a document's claims in its versions, the latest of them last.

    `anchors` has one list per claim, with one anchor per version; `rejected` are claims whose words
    read otherwise in the latest version; `untranscribed` are counts of the latest version that no
    claim accounts for.
    """

    document_id: str
    versions: list[Version]
    anchors: list[list[Anchor]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)
    untranscribed: list[Count] = field(default_factory=list)

    @property
    def latest(self) -> Version | None:
        """The version that was seen last."""
        return self.versions[-1] if self.versions else None


def languages_of(catalog: Catalog) -> dict[str, str]:
    """The language of each document of a catalog."""
    document = catalog["document"]
    return dict(zip(document["document_id"], document["language"], strict=True))


def claims_of(catalog: Catalog) -> dict[str, list[Claim]]:
    """The claims of each document of a linked catalog, in their order."""
    import pandas as pd

    languages = languages_of(catalog)
    found: dict[str, list[Claim]] = {}
    columns = ["document_id", "claim_id", "says", "unit", "file", "line", "low", "high", "point"]
    rows: Any = catalog["claim"][columns].itertuples(index=False, name=None)
    for document_id, claim_id, says, unit, file, line, *numbers in rows:
        low, high, point = (None if pd.isna(n) else int(n) for n in numbers)
        language = languages.get(document_id, "und")
        said = Said(claim_id, says, unit, language, low or 0, high, point)
        found.setdefault(document_id, []).append(Claim(said, file, int(line)))
    return found


def version(snapshot: Snapshot, text: Text | str) -> Version:
    """A snapshot and its text as anchors need them."""
    if isinstance(text, str):
        return Version(snapshot.sha256, None, why=text)
    return Version(snapshot.sha256, text.text, text.main, text.method)


def look(
    document_id: str,
    language: str,
    claims: Sequence[Claim],
    versions: Sequence[Version],
    count: Callable[[str, int, str], list[Count]] = counts,
) -> Looked:
    """Look for the claims of a document in its versions, and for counts that none accounts for."""
    looked = Looked(document_id, list(versions))
    for claim in claims:
        anchors = follow(claim.said, versions)
        looked.anchors.append(anchors)
        looked.changed += changes(anchors, versions)
        if anchors[-1].status == "misread":
            looked.rejected.append(_misread(claim, anchors[-1]))
    latest = looked.latest
    if latest is not None and latest.text is not None:
        found = count(latest.text, latest.main, spoken(language, latest.text))
        claimed = [_claimed(c, a[-1]) for c, a in zip(claims, looked.anchors, strict=True)]
        looked.untranscribed = unaccounted(found, claimed)
    return looked


def spoken(language: str, text: str) -> str:
    """The language of a text: as its document says or, where that is unknown, as it looks."""
    if language != "und":
        return language
    from sources.text.language import language as looks_like

    return looks_like(text) or "und"


def _claimed(claim: Claim, anchor: Anchor) -> Claimed:
    said = claim.said
    held = anchor.start is not None and anchor.end is not None
    spans = ((anchor.start or 0, anchor.end or 0),) if held else ()
    return Claimed(said.claim_id, said.says, said.unit, said.low, said.high, said.point, spans)


def look_at(catalog: Catalog, pages: Pages, document_id: str) -> Looked:
    """Look for the claims of one document in the archive."""
    read = [version(s, t) for s, t in pages.texts(pages.versions(document_id))]
    language = languages_of(catalog).get(document_id, "und")
    its = claims_of(catalog).get(document_id, [])
    return look(document_id, language, its, read, pages.counts.of)


def look_at_all(
    catalog: Catalog, pages: Pages, snapshots: Sequence[Snapshot] | None = None
) -> Iterator[Looked]:
    """Every document of the catalog that has claims or a snapshot; one document's texts are held at
    a time. `snapshots`, document by document, are by default all that the archive has by now.
    """
    claims, languages = claims_of(catalog), languages_of(catalog)
    standing = pages.snapshots() if snapshots is None else snapshots
    wanted = [s for s in standing if s.document_id in languages]
    texts = pages.texts(wanted)
    for document_id, group in by_document(wanted):
        read = [version(*next(texts)) for _ in group]
        its = claims.pop(document_id, [])
        yield look(document_id, languages[document_id], its, read, pages.counts.of)
    for document_id, its in claims.items():
        yield look(document_id, languages[document_id], its, [])


def interval(low: int, high: int | None) -> str:
    """An interval in words."""
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _misread(claim: Claim, anchor: Anchor) -> Problem:
    said, there = claim.said, anchor.there
    assert there is not None
    where = f"the archived page ({(anchor.sha256 or '')[:12]}, character {anchor.start:,})"
    told = explained(
        f"{where} says {quoted(there.words)}, which reads {interval(there.low, there.high)}; "
        f"{quoted(said.says)} reads {interval(said.low, said.high)}",
        "the words as they stand there",
        there.words,
    )
    return Problem(claim.file, claim.line, "says", "words-read-otherwise", said.says, told)
