"""Ready-made YAML for what was not transcribed, in the catalog's format, for a curator to complete.

What is not certain stays `TODO`: a value that no check lets pass, so that nothing half-done is
taken for done. What the words around a figure name is filled in, and a comment says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sources.counts.count import Count
from sources.files import FORBIDDEN
from sources.problems import printable

TODO = "TODO"
LONGEST_SENTENCE = 300  # characters of the sentence shown above a claim
LARGEST = 900_000
"""Bytes of a stub: a document of the catalog has 1 MiB at the most (sources/files.py)."""
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_KEBAB = re.compile(r"[a-z0-9~]+(?:-[a-z0-9~]+)*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document. `id`, `publisher` and `url` may be empty: they become TODO."""

    id: str
    title: str
    url: str
    language: str
    published: str = ""
    publisher: str = ""


def stub(
    text: str,
    counts: Collection[Count],
    document: Metadata,
    *,
    new: bool = False,
    taken: Iterable[str] = (),
) -> str:
    """The claims of `counts` as YAML: entries of `claims:`, or, for a `new` document, a whole file.

    `text` is the document's text, into which the counts point. `taken` are the claim ids that the
    document has already. What would make a file larger than `LARGEST` is left for the next time,
    and a comment says so.
    """
    head = _document(document) if new else ""
    if not counts:
        return f"{head}claims: []\n" if new else ""
    parts = [f"{head}claims:\n" if new else ""]
    size, used = len(parts[0].encode()), set(taken)
    for number, count in enumerate(counts):
        entry = "\n".join(_entry(text, count, document, used)) + "\n"
        size += len(entry.encode()) + 1
        if size > LARGEST:
            parts.append(f"  # {len(counts) - number} more: complete these, then ask again\n")
            break
        parts.append(("\n" if number else "") + entry)
    return "".join(parts)


def _document(document: Metadata) -> str:
    id_ = document.id if _KEBAB.fullmatch(document.id) else TODO
    publisher = document.publisher if _KEBAB.fullmatch(document.publisher) else TODO
    return (
        "document:\n"
        f"  id: {id_}\n"
        f"  publisher: {publisher}\n"
        f"  title: {_quoted(document.title or TODO)}\n"
        f"  url: {_quoted(document.url or TODO)}\n"
        f"  published: {_quoted(document.published) if document.published else TODO}\n"
        f"  language: {_quoted(document.language)}\n"
    )


def _entry(text: str, count: Count, document: Metadata, used: set[str]) -> Iterator[str]:
    """The lines of one claim; its id is added to those in use."""
    yield f"  # {_shown(text, count)}"
    if count.hedged:
        yield "  # the words are weakened (may, reportedly): keep that word in says"
    yield f"  - id: {_id(count, used)}"
    yield f"    claimant: {TODO}"
    yield f"    says: {_quoted(count.exact)}"
    yield f"    measure: {_guess(count.measures)}"
    yield f"    population: {_guess(count.populations)}"
    if _DAY.fullmatch(document.published):
        yield f"    as_of: {document.published}  # the day of publication"
    else:
        yield f"    as_of: {TODO}"
    if count.unit != "persons":
        yield f"    unit: {count.unit}"
    yield f"    reads: [{count.low}, {'null' if count.high is None else count.high}]"


def _guess(named: tuple[str, ...]) -> str:
    """What the sentence names, if it names one thing; the choice where it names several."""
    if len(named) == 1:
        return f"{_plain(named[0])}  # from the sentence"
    return f"{TODO}  # {' or '.join(map(printable, named))}?" if named else TODO


def _plain(word: str) -> str:
    return word if re.fullmatch(r"\w+", word) else _quoted(word)


def _id(count: Count, used: set[str]) -> str:
    parts = [named[0] for named in (count.populations, count.measures) if len(named) == 1]
    parts += [count.unit] if count.unit != "persons" else []
    stem = "-".join(re.findall(r"[a-z0-9]+", "-".join(parts).casefold())) or "count"
    found, number = stem, 1
    while found in used:
        number += 1
        found = f"{stem}-{number}"
    used.add(found)
    return found


def _quoted(value: str) -> str:
    """A text as a quoted scalar: JSON's quoting is YAML's, but for characters no catalog holds."""
    return json.dumps(FORBIDDEN.sub(" ", value), ensure_ascii=False)


def _shown(text: str, count: Count) -> str:
    """The sentence in one line without anything that could end a comment or steer a terminal."""
    start, end = count.sentence_start, count.sentence_end
    if end - start > LONGEST_SENTENCE:
        start = max(start, min(count.start - LONGEST_SENTENCE // 3, end - LONGEST_SENTENCE))
        end = start + LONGEST_SENTENCE
    line = printable(" ".join(text[start:end].split()))
    return FORBIDDEN.sub(" ", line)[:LONGEST_SENTENCE]
