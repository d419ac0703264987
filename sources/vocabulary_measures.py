"""The measures of a vocabulary: the file measures.yaml, read strictly.

What a measure's kind makes of a claim's dates is decided in the warehouse.
"""

from typing import TYPE_CHECKING

from sources import dates
from sources.entries import Entry, entries, top
from sources.problems import Problem, explained, one_of, quoted
from sources.terms import MEASURE_KINDS
from sources.vocabulary_references import acyclic, known
from sources.yaml_nodes import Node, Sequence, Text

if TYPE_CHECKING:
    from sources.vocabulary import Vocabulary


def read_measures(found: "Vocabulary", name: str, tree: Node) -> None:
    """Puts the right entries into the vocabulary; every fault is reported in its problems."""
    keys = ("beginning", "measures", "disjoint")
    parts = top(tree, name, keys, found.problems, found.suggestions)
    if "beginning" in parts:
        line, node = parts["beginning"]
        text = node.value if isinstance(node, Text) else None
        try:
            dates.span(text or "")
            found.beginning = text or found.beginning
        except dates.DateError as error:
            found.problems.append(
                Problem(name, line, "beginning", "bad-date", text or "", str(error))
            )
    if "measures" not in parts:
        found.problems.append(
            Problem(name, 1, "measures", "missing-key", "", "no list of measures")
        )
        return
    rows = entries(
        parts["measures"][1],
        name,
        found.problems,
        found.suggestions,
        texts={"id": True, "name": True, "kind": True, "what": False},
        lists=("subset_of",),
    )
    for row in rows:
        if row.text["kind"] not in MEASURE_KINDS:
            kind = row.text["kind"] or ""
            guess = found.suggestions.ask("measure kind", kind, MEASURE_KINDS)
            message = explained(f"unknown kind {quoted(kind)}", one_of(MEASURE_KINDS), guess)
            found.problems.append(
                Problem(name, row.at("kind"), "kind", "unknown-id", kind, message)
            )
        else:
            found.measures[row.id] = row
    for row in list(found.measures.values()):
        above = row.lists["subset_of"]
        ids = list(found.measures)
        known(name, row, "subset_of", above, ids, found.problems, found.suggestions)
    acyclic(name, found.measures, "subset_of", found.problems)
    if "disjoint" in parts:
        _disjoint(found, name, parts["disjoint"][1])


def _disjoint(found: "Vocabulary", name: str, node: Node) -> None:
    pairs = node.items if isinstance(node, Sequence) else [node]
    for pair in pairs:
        items = pair.items if isinstance(pair, Sequence) else []
        words = [item.value for item in items if isinstance(item, Text) and item.value]
        unknown = [word for word in words if word not in found.measures]
        if len(words) != 2 or len(items) != 2:
            message = "expected a pair of measures, such as [killed, serving]"
            found.problems.append(Problem(name, pair.line, "disjoint", "bad-shape", "", message))
        elif unknown:
            known(
                name, Entry("", pair.line, {}, {}, {}), "disjoint", unknown, list(found.measures),
                found.problems, found.suggestions,
            )  # fmt: skip
        else:
            first, second = sorted(words)
            found.disjoint.append((first, second))
