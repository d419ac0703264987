"""Small strict lists of YAML (the registry, the vocabulary): a list of mappings -> entries.

For lists of hundreds of rows. Claims, of which there may be a million, are read in columns.
"""

import re
from dataclasses import dataclass, field

from sources.nearest import Suggestions
from sources.problems import Problem, explained, one_of, quoted
from sources.yaml_nodes import Mapping, Node, Sequence, Text, shape


@dataclass
class Entry:
    """One entry: texts (None where absent), lists of texts, booleans, and the line of each key."""

    id: str
    line: int
    text: dict[str, str | None]
    lists: dict[str, list[str]]
    bools: dict[str, bool]
    lines: dict[str, int] = field(default_factory=dict)

    def at(self, key: str) -> int:
        """The line of a key, or of the entry where the key is absent."""
        return self.lines.get(key, self.line)


def top(
    tree: Node, file: str, keys: tuple[str, ...], problems: list[Problem], suggestions: Suggestions
) -> dict[str, tuple[int, Node]]:
    """The known keys of a mapping; unknown keys and another shape are reported."""
    if not isinstance(tree, Mapping):
        message = f"expected a mapping with {', '.join(keys)}, found {shape(tree)}"
        problems.append(Problem(file, tree.line, "", "bad-shape", "", message))
        return {}
    for key, (line, _) in tree.items.items():
        if key not in keys:
            problems.append(unknown_key(file, line, key, keys, suggestions))
    return {key: item for key, item in tree.items.items() if key in keys}


def unknown_key(
    file: str, line: int, key: str, keys: tuple[str, ...], suggestions: Suggestions
) -> Problem:
    """The report of a key that does not exist."""
    guess = suggestions.ask("key of " + " ".join(keys), key, keys)
    message = explained(f"unknown key {quoted(key)}", one_of(keys), guess)
    return Problem(file, line, key, "unknown-key", key, message)


def entries(
    tree: Node,
    file: str,
    problems: list[Problem],
    suggestions: Suggestions,
    *,
    texts: dict[str, bool],
    lists: tuple[str, ...] = (),
    bools: tuple[str, ...] = (),
    pattern: str = r"[a-z0-9~][a-z0-9~_:-]*",
) -> list[Entry]:
    """The right entries of a list; every fault of the others is reported.

    `texts` maps a key to whether it is required; a required key may still be null where the caller
    allows it by listing it as not required. The first entry of an id stays, later ones are refused.
    """
    if not isinstance(tree, Sequence):
        message = f"expected a list of entries, found {shape(tree)}"
        problems.append(Problem(file, tree.line, "", "bad-shape", "", message))
        return []
    known = (*texts, *lists, *bools)
    found: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    for node in tree.items:
        faults = len(problems)
        if not isinstance(node, Mapping):
            message = f"expected a mapping with {', '.join(known)}, found {shape(node)}"
            problems.append(Problem(file, node.line, "", "bad-shape", "", message))
            continue
        items = top(node, file, known, problems, suggestions)
        entry = Entry("", node.line, {}, {}, {}, {key: item[0] for key, item in items.items()})
        for key, required in texts.items():
            entry.text[key] = _text(items.get(key), file, node.line, key, required, problems)
        for key in lists:
            entry.lists[key] = _list(items.get(key), file, key, problems)
        for key in bools:
            entry.bools[key] = _bool(items.get(key), file, key, problems)
        entry.id = entry.text.get("id") or ""
        if entry.id and not re.fullmatch(pattern, entry.id):
            message = f"{quoted(entry.id)} is no id; expected lower-case words, such as cuba-mfa"
            problems.append(Problem(file, entry.at("id"), "id", "bad-id", entry.id, message))
        elif entry.id in lines:
            message = f"the id {quoted(entry.id)} stands twice (first in line {lines[entry.id]})"
            problems.append(Problem(file, entry.at("id"), "id", "duplicate-id", entry.id, message))
        elif entry.id:
            lines[entry.id] = node.line
        if len(problems) == faults:
            found[entry.id] = entry
    return list(found.values())


def _text(
    item: tuple[int, Node] | None, file: str, line: int, key: str, required: bool,
    problems: list[Problem],
) -> str | None:  # fmt: skip
    if item is None:
        if required:
            problems.append(
                Problem(file, line, key, "missing-key", "", f"the key {key} is missing")
            )
        return None
    line, node = item
    if not isinstance(node, Text):
        problems.append(
            Problem(file, line, key, "bad-shape", "", f"expected a text, found {shape(node)}")
        )
        return None
    if required and not (node.value or "").strip():
        problems.append(Problem(file, line, key, "empty-value", "", f"the value of {key} is empty"))
        return None
    return node.value or None


def _list(item: tuple[int, Node] | None, file: str, key: str, problems: list[Problem]) -> list[str]:
    if item is None:
        return []
    line, node = item
    if isinstance(node, Sequence):
        words = [word.value for word in node.items if isinstance(word, Text)]
        good = [word for word in words if word]
        if len(good) == len(node.items):
            return good
    message = f"expected a list of words, such as [a, b], found {shape(node)}"
    problems.append(Problem(file, line, key, "bad-shape", "", message))
    return []


def _bool(item: tuple[int, Node] | None, file: str, key: str, problems: list[Problem]) -> bool:
    if item is None:
        return False
    line, node = item
    if isinstance(node, Text) and node.value in ("true", "false"):
        return node.value == "true"
    value = node.value or "" if isinstance(node, Text) else ""
    message = f"expected true or false, found {shape(node)}"
    problems.append(Problem(file, line, key, "bad-value", value, message))
    return False
