"""What a document says now where the words of a claim stood: told to a person, never used.

Finding an anchor is never a guess; showing the passage that most likely took its place may be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sources.anchors.follow import Anchor, Version
from sources.phrases import sentences

SHOWN = 300  # characters of a passage
COMPARED = 3_000  # sentences; beyond them the passage is said to be gone
ALIKE = 0.5  # of 1; below that two sentences of news share little but their small words


@dataclass(frozen=True)
class Change:
    """The words that stood in one version and what stands there in a later one; `new_words` is
    None where nothing like them is left.
    """

    claim_id: str
    old_sha256: str
    new_sha256: str
    old_words: str
    new_words: str | None


def changes(anchors: Sequence[Anchor], versions: Sequence[Version]) -> Iterator[Change]:
    """For each version that lost a claim's words: what changed since they last stood.

    `anchors` and `versions` go in parallel, as `follow` gives them.
    """
    held: tuple[Anchor, Version] | None = None
    for anchor, version in zip(anchors, versions, strict=False):
        if anchor.stands:
            held = (anchor, version)
        elif anchor.status == "lost" and held is not None and version.text is not None:
            old, before = held
            assert before.text is not None
            assert old.start is not None
            assert old.end is not None
            yield Change(
                anchor.claim_id, before.sha256, version.sha256,
                _shown(_passage(before.text, old.start, old.end)),
                _now(before.text, old, version.text),
            )  # fmt: skip


def _passage(text: str, start: int, end: int) -> str:
    """The sentence around text[start:end]."""
    first, last = start, end
    for begin, stop in sentences(text):
        if begin <= start < stop:
            first = begin
        if begin < end <= stop:
            last = stop
        if begin >= end:
            break
    return text[first:last].strip()


def _shown(passage: str) -> str:
    return passage if len(passage) <= SHOWN else passage[: SHOWN - 1] + "…"


def _now(old_text: str, old: Anchor, new_text: str) -> str | None:
    """The sentence between what stood before and behind the words, or the one most like theirs."""
    assert old.start is not None
    assert old.end is not None
    prefix, suffix = (old.prefix or "").strip(), (old.suffix or "").strip()
    at = new_text.find(prefix) if prefix else -1
    if at >= 0 and new_text.find(prefix, at + 1) < 0:
        start = at + len(prefix)
        stop = new_text.find(suffix, start, start + SHOWN) if suffix else -1
        if stop > start:
            return _shown(_passage(new_text, start, stop))
    return _likest(_passage(old_text, old.start, old.end), new_text)


def _likest(passage: str, text: str) -> str | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(passage[:SHOWN])
    best, likeness = None, ALIKE
    for number, (start, end) in enumerate(sentences(text)):
        if number >= COMPARED:
            break
        candidate = text[start:end].strip()[:SHOWN]
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() <= likeness or matcher.quick_ratio() <= likeness:
            continue
        ratio = matcher.ratio()
        if ratio > likeness:
            best, likeness = candidate, ratio
    return None if best is None else _shown(best)
