"""What can only be seen across collections: documents and addresses that stand twice, references to
claims, cycles. Works on frames, a column at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sources import frames as framing
from sources.nearest import Suggestions, swaps
from sources.problems import Problem, explained, quoted

NAMES = ("document", "claim", "demand", "event", "rejected")
Lines = dict[tuple[Any, Any], Any]
"""(claim id, key) -> line, where it is not the line of the claim."""


def link_frames(
    collections: Sequence[Mapping[str, pd.DataFrame]],
    others: Sequence[Mapping[str, pd.DataFrame]] = (),
) -> dict[str, pd.DataFrame]:
    """source, document, claim, demand, event, rejected of the whole catalog.

    A document whose id or address an earlier file has is rejected with its records. A reference
    that leads nowhere, or round in a circle, is listed and set to null; its claim stays.
    """
    found = {name: _joined([*collections, *others], name) for name in (*NAMES, "source")}
    problems: list[Problem] = []
    _documents(found, problems)
    claim = found["claim"]
    reference = _joined(collections, "reference")
    lines = {(row.claim_id, row.key): row.line for row in reference.itertuples()}
    for key in ("derives_from", "part_of"):
        claim = _references(claim, key, lines, problems)
    found["claim"] = claim.assign(link=claim["link"].where(claim["derives_from"].notna()))
    rejected = pd.concat(
        [found["rejected"], framing.from_rows(problems, framing.REJECTED)], ignore_index=True
    )
    order = ["file", "line", "key", "rule", "value"]
    found["rejected"] = rejected.drop_duplicates().sort_values(order, ignore_index=True)
    return found


def _joined(parts: Sequence[Mapping[str, pd.DataFrame]], name: str) -> pd.DataFrame:
    frames = [part[name] for part in parts if name in part and len(part[name])]
    if not frames:
        return framing.empty(framing.SCHEMAS[name])
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    joined = pd.concat(frames, ignore_index=True)
    if name in ("rejected", "source", "reference"):
        return joined
    return joined.sort_values(["file", "line"], kind="stable", ignore_index=True)


def _documents(found: dict[str, pd.DataFrame], problems: list[Problem]) -> None:
    document = found["document"]
    bad = np.zeros(len(document), dtype=bool)
    for column, key, what in (("document_id", "id", "the document"), ("url", "url", "the address")):
        later = document[column].duplicated().to_numpy(dtype=bool)
        if not later.any():
            continue
        places = zip(document[column], document["file"], document["line"], strict=True)
        first: dict[str, str] = {}
        for again, (value, file, line) in zip(later.tolist(), places, strict=True):
            if again:
                message = f"{what} {quoted(value)} stands twice (first in {first[value]})"
                problems.append(Problem(file, int(line), key, f"duplicate-{key}", value, message))
            first.setdefault(value, f"{file}:{line}")
        bad |= later
    if not bad.any():
        return
    wrong = document[bad]
    found["document"] = document[~bad].reset_index(drop=True)
    pairs = {
        (row.collection, row.document_id): f"{row.file}:{row.line}" for row in wrong.itertuples()
    }
    for name in ("claim", "demand", "event"):
        found[name] = _without(found[name], name, pairs, problems)


def _without(
    frame: pd.DataFrame, name: str, pairs: dict[tuple[Any, Any], str], problems: list[Problem]
) -> pd.DataFrame:
    """A frame without the records of refused documents, which are listed."""
    folder = frame["file"].str.split("/").str[0]
    keys = list(zip(folder, frame["document_id"], strict=True))
    gone = np.array([key in pairs for key in keys], dtype=bool)
    told: set[str] = set()
    for row in np.flatnonzero(gone):
        file, line = str(frame["file"].iloc[row]), int(frame["line"].iloc[row])
        table = file.endswith(".csv")
        if table and file in told:
            continue
        told.add(file)
        what = "all claims of this table" if table else f"this {name}"
        message = f"{what} left out, because the document was rejected ({pairs[keys[row]]})"
        value = "" if table else str(frame[f"{name}_id"].iloc[row]).partition("/")[2]
        problems.append(Problem(file, line, "", "document-rejected", value, message))
    return frame[~gone].reset_index(drop=True)


def _references(
    claim: pd.DataFrame, key: str, lines: Lines, problems: list[Problem]
) -> pd.DataFrame:
    """References of one key: the unknown ones and those in a circle are listed and made null."""
    rows = np.flatnonzero(claim[key].notna().to_numpy(dtype=bool))
    if not len(rows):
        return claim
    index = pd.Index(claim["claim_id"])
    target = np.full(len(claim), -1, dtype=np.int64)
    target[rows] = index.get_indexer(pd.Index(claim[key].iloc[rows]))
    lost = rows[target[rows] == -1]
    suggestions = Suggestions()
    ids: dict[str, list[str]] = {}
    if len(lost):
        for document, name in claim["claim_id"].str.split("/", n=1):
            ids.setdefault(document, []).append(name)
    for row in lost.tolist():
        value = str(claim[key].iloc[row])
        guess = _nearest_claim(value, ids, suggestions)
        message = explained(
            f"unknown or rejected claim {quoted(value)}; the claim stays without it",
            "a full claim id, <document id>/<claim id>",
            guess,
        )
        _listed(claim, row, key, "unknown-id", value, message, lines, problems)
    circle = in_cycles(target)
    for row in circle.tolist():
        value = str(claim[key].iloc[row])
        name = quoted(claim["claim_id"].iloc[row])
        message = f"a cycle: {name} comes back to itself; the claim stays as its own root"
        _listed(claim, row, key, "cycle", value, message, lines, problems)
    gone = np.zeros(len(claim), dtype=bool)
    gone[lost] = True
    gone[circle] = True
    return claim.assign(**{key: claim[key].mask(gone)}) if gone.any() else claim


def _listed(
    claim: pd.DataFrame, row: int, key: str, rule: str, value: str, message: str, lines: Lines,
    problems: list[Problem],
) -> None:  # fmt: skip
    file = str(claim["file"].iloc[row])
    line = int(lines.get((claim["claim_id"].iloc[row], key), claim["line"].iloc[row]))
    problems.append(Problem(file, line, key, rule, value, message))


def in_cycles(
    target: "np.ndarray[Any, np.dtype[np.int64]]",
) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """The rows that come back to themselves along `target` (-1: leads nowhere), sorted.

    After more steps than there are rows only rows in cycles are reached, and each of these is; the
    steps are doubled, so a million rows take twenty rounds.
    """
    count = len(target)
    step = np.append(np.where(target < 0, count, target), count)
    done = 1
    while done < count + 1:
        step = step[step]
        done *= 2
    reached = np.unique(step[:count])
    return reached[reached < count]


def _nearest_claim(value: str, ids: dict[str, list[str]], suggestions: Suggestions) -> str | None:
    """The nearest claim of the named document, or of the document with the nearest name.

    Names in one catalog are alike (…-killed, …-held), and the one that is meant may have been
    rejected: only a slip of the pen is taken for one, a letter in six, two in short names.
    """
    document, _, name = value.partition("/")
    if document not in ids:
        document = suggestions.ask("document", document, ids, cutoff=0.85) or ""
    known = ids.get(document, [])
    # Ten thousand names take a tenth of a second; a longer table gets no suggestion
    if not 0 < len(known) <= 10_000:
        return None
    found = suggestions.ask(f"claim of {document}", name, known)
    slip = found is not None and swaps(name, found) <= max(2, len(name) // 6)
    return f"{document}/{found}" if slip else None
