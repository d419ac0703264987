"""References inside a file of the vocabulary: ids that do not exist, entries that reach themselves.

Nothing here knows what an entry is.
"""

from collections.abc import Mapping, Sequence

from sources.entries import Entry
from sources.nearest import Suggestions
from sources.problems import Problem, explained, quoted


def known(
    name: str, row: Entry, key: str, values: Sequence[str | None], ids: Sequence[str],
    problems: list[Problem], suggestions: Suggestions, aliases: Mapping[str, str] | None = None,
) -> list[str]:  # fmt: skip
    """The known ones of the ids that an entry refers to; the others are reported and dropped."""
    valid = set(ids)
    good = [value for value in values if value is not None and value in valid]
    for value in values:
        if value is not None and value not in valid:
            guess = suggestions.ask(f"{name} {key}", value, ids, aliases)
            message = explained(f"unknown id {quoted(value)} in {key}", "an id of this file", guess)
            problems.append(Problem(name, row.at(key), key, "unknown-id", value, message))
    if key in row.lists:
        row.lists[key] = good
    return good


def acyclic(name: str, rows: dict[str, Entry], key: str, problems: list[Problem]) -> None:
    """Entries that reach themselves are reported, and their references dropped."""

    def parents(row: Entry) -> list[str]:
        listed = row.lists[key] if key in row.lists else [row.text[key]]
        return [parent for parent in listed if parent is not None]

    guilty = []
    for start, row in rows.items():
        seen: set[str] = set()
        stack = parents(row)
        while stack:
            current = stack.pop()
            if current not in seen and current in rows:
                seen.add(current)
                stack.extend(parents(rows[current]))
        if start in seen:
            guilty.append(row)
    for row in guilty:
        message = f"a cycle: {quoted(row.id)} comes back to itself through {key}"
        problems.append(Problem(name, row.at(key), key, "cycle", row.id, message))
        if key in row.lists:
            row.lists[key] = []
        else:
            row.text[key] = None
