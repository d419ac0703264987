"""The files of one collection as raw records: which keys there are, and how defaults are merged.

Whether a value is right is decided in documents.py and claims.py.
"""

from dataclasses import dataclass, field
from pathlib import Path

from sources.columns import Cells, Table, cells
from sources.entries import top, unknown_key
from sources.files import YAML_LIMIT, Refused, decoded, read_bytes
from sources.nearest import Suggestions
from sources.problems import Problem
from sources.tables import add_table
from sources.yaml_nodes import Mapping, Node, Sequence, Text, parse, shape

TOP = ("document", "defaults", "claims", "table", "demands", "events")
DOCUMENT = ("id", "publisher", "title", "url", "published", "language", "table")
CLAIM = (
    "id", "claimant", "says", "measure", "unit", "population", "excluding", "basis", "channel",
    "evidence", "side", "since", "as_of", "derives_from", "link", "part_of", "partition", "reads",
    "checked", "note",
)  # fmt: skip
DEFAULTS = tuple(key for key in CLAIM if key != "id")
DEMAND = (
    "id", "country", "by", "demand", "demanded_on", "addressee", "response", "responded_on", "note",
)  # fmt: skip
EVENT = ("id", "date", "instrument", "what", "note")


@dataclass
class Records:
    """The raw records of a collection. The row of a document is its number in the other tables."""

    document: Table = field(default_factory=lambda: Table(DOCUMENT[:-1]))
    claim: Table = field(default_factory=lambda: Table(CLAIM))
    demand: Table = field(default_factory=lambda: Table(DEMAND))
    event: Table = field(default_factory=lambda: Table(EVENT))
    problems: list[Problem] = field(default_factory=list)
    suggestions: Suggestions = field(default_factory=Suggestions)


def read_records(catalog: Path, collection: str) -> Records:
    """Every document of a collection, in the order of the file names."""
    found = Records()
    folder = catalog / collection
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        name = path.relative_to(catalog).as_posix()
        if path.name.startswith("."):
            continue
        if path.suffix == ".yaml":
            try:
                data = read_bytes(catalog, path, name, YAML_LIMIT)
                _Document(found, catalog, collection, name).read(parse(decoded(data, name), name))
            except Refused as refused:
                found.problems.append(refused.problem)
        elif path.suffix.casefold() in (".yml", ".yaml") or path.is_dir():
            message = "not read; expected documents as <collection>/<document>.yaml"
            found.problems.append(Problem(name, 1, "", "misplaced-file", path.name, message))
    return found


@dataclass
class _Document:
    found: Records
    catalog: Path
    collection: str
    name: str

    def read(self, tree: Node) -> None:
        found, name = self.found, self.name
        parts = top(tree, name, TOP, found.problems, found.suggestions)
        document, described = self._document(parts)
        defaults, sound = self._defaults(parts)
        if defaults:
            found.claim.defaults[document] = f"{name}:{parts['defaults'][0]}"
        for kind, keys, table in (
            ("claims", CLAIM, found.claim),
            ("demands", DEMAND, found.demand),
            ("events", EVENT, found.event),
        ):
            if kind in parts:
                inherited = defaults if kind == "claims" else {}
                before = len(table)
                self._list(kind, parts[kind], keys, table, document, inherited)
                if kind == "claims" and not sound:
                    table.bad.update(range(before, len(table)))
        for item in (parts.get("table"), described):
            if item is not None:
                self._table(item, document, defaults, sound)

    def _problem(self, line: int, key: str, rule: str, message: str, value: str = "") -> None:
        self.found.problems.append(Problem(self.name, line, key, rule, value, message))

    def _document(self, parts: dict[str, tuple[int, Node]]) -> tuple[int, tuple[int, Node] | None]:
        table = self.found.document
        line, node = parts.get("document", (1, None))
        number = len(table)
        if not isinstance(node, Mapping):
            what = "the key document is missing" if node is None else f"found {shape(node)}"
            rule = "missing-key" if node is None else "bad-shape"
            self._problem(line, "document", rule, f"{what}; expected a mapping that describes it")
            table.add(self.name, line, number, {})
            table.void.add(number)
            return number, None
        known = self._keys(node, DOCUMENT)
        table.add(self.name, line, number, cells(node))
        if not known:
            table.bad.add(number)
        return number, node.items.get("table")

    def _keys(self, node: Mapping, keys: tuple[str, ...]) -> bool:
        unknown = [(line, key) for key, (line, _) in node.items.items() if key not in keys]
        for line, key in unknown:
            self.found.problems.append(
                unknown_key(self.name, line, key, keys, self.found.suggestions)
            )
        return not unknown

    def _defaults(self, parts: dict[str, tuple[int, Node]]) -> tuple[Cells, bool]:
        """The inherited cells, and whether the mapping itself was right: a key that is misspelt
        here would have changed every claim below, so none of them is taken."""
        if "defaults" not in parts:
            return {}, True
        line, node = parts["defaults"]
        if isinstance(node, Text) and node.value is None:
            return {}, True
        if not isinstance(node, Mapping):
            self._problem(line, "defaults", "bad-shape", f"expected a mapping, found {shape(node)}")
            return {}, False
        known = self._keys(node, DEFAULTS)
        return {key: cell for key, cell in cells(node).items() if key in DEFAULTS}, known

    def _list(
        self, kind: str, item: tuple[int, Node], keys: tuple[str, ...], table: Table,
        document: int, defaults: Cells,
    ) -> None:  # fmt: skip
        line, node = item
        if isinstance(node, Text) and node.value is None:
            return
        if not isinstance(node, Sequence):
            self._problem(line, kind, "bad-shape", f"expected a list, found {shape(node)}")
            return
        for entry in node.items:
            if not isinstance(entry, Mapping):
                self._problem(
                    entry.line, kind, "bad-shape", f"expected a mapping, found {shape(entry)}"
                )
                continue
            known = self._keys(entry, keys)
            row = table.add(self.name, entry.line, document, {**defaults, **cells(entry)})
            if not known:
                table.bad.add(row)

    def _table(self, item: tuple[int, Node], document: int, defaults: Cells, sound: bool) -> None:
        line, node = item
        if not isinstance(node, Text) or not node.value:
            self._problem(line, "table", "bad-shape", f"expected a file name, found {shape(node)}")
            return
        if "/" in node.value or "\\" in node.value or not node.value.endswith(".csv"):
            message = "expected the name of a .csv file in the same folder"
            self._problem(line, "table", "bad-value", message, node.value)
            return
        name = f"{self.collection}/{node.value}"
        path = self.catalog / name
        if not path.is_file():
            near = [other.name for other in sorted(path.parent.glob("*.csv"))]
            guess = self.found.suggestions.ask("table", node.value, near)
            hint = f"; did you mean '{guess}'?" if guess else ""
            message = f"there is no file {name}{hint}"
            self._problem(line, "table", "missing-file", message, node.value)
            return
        table = self.found.claim
        before = len(table)
        add_table(
            table, self.catalog, name, document, defaults, self.name,
            self.found.problems, self.found.suggestions,
        )  # fmt: skip
        if not sound:
            table.bad.update(range(before, len(table)))
