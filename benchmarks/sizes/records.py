"""The file of results: what was measured of each stage at each size, kept after each of them.

It can be interrupted and gone on with; how figures are read out of it stands in curve.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

CLAIMS, ROUTES, DOCUMENTS = "claims", "routes", "documents"
KINDS = {
    CLAIMS: "claims in the shape of the catalog: cells fill up",
    ROUTES: "claims with about twenty in each cell at every size",
    DOCUMENTS: "documents with a page and two claims each",
}
FAILED = "ended with"  # what is told of a process begins with that where it was not stopped
Key = tuple[str, int, str]


@dataclass(frozen=True)
class Record:
    """A stage at a size, in claims or documents, of a kind of KINDS.

    `why` says why it did not come to its end: it was stopped, it failed, or it was not tried, as it
    had been stopped at a smaller size; then nothing was measured.
    `wall` and `cpu` are seconds of the work itself, without start and imports, where the stage came
    to its end; where it was stopped (`why`), of the process so far. `peak` is bytes. `made` has
    rows and bytes of what was written, by table; `told` what else was counted. `load` is the number
    of processes that wanted a core when it began. `without` names stages whose tables were empty,
    because they had been stopped.
    """

    kind: str
    size: int
    stage: str
    wall: float
    cpu: float
    peak: int
    why: str | None = None
    made: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    told: Mapping[str, float] = field(default_factory=dict)
    load: float = 0.0
    without: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What a record is of."""
        return self.kind, self.size, self.stage

    @property
    def tried(self) -> bool:
        """Whether anything was measured."""
        return self.wall > 0

    @property
    def failed(self) -> bool:
        """Whether it ended in an error of its own."""
        return self.why is not None and self.why.startswith(FAILED)

    @property
    def rows(self) -> int:
        """Rows written, all tables together."""
        return sum(rows for rows, _ in self.made.values())

    @property
    def bytes(self) -> int:
        """Bytes written, all tables together."""
        return sum(size for _, size in self.made.values())


@dataclass
class Results:
    """The records of a file, and the machine that they were measured on."""

    path: Path
    machine: dict[str, str | float] = field(default_factory=dict)
    records: dict[Key, Record] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Results:
        """What a file holds; nothing where there is none."""
        if not path.exists():
            return cls(path)
        told = json.loads(path.read_text(encoding="utf-8"))
        found = [_record(row) for row in told["records"]]
        return cls(path, told["machine"], {record.key: record for record in found})

    def add(self, record: Record) -> None:
        """Keep a record, in place of an earlier one of its stage and size."""
        self.records[record.key] = record
        rows = [json.dumps(asdict(self.records[key])) for key in sorted(self.records)]
        told = f'{{"machine": {json.dumps(self.machine)},\n"records": [\n'
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f".{self.path.name}")
        beside.write_text(told + ",\n".join(rows) + "\n]}\n", encoding="utf-8")
        beside.replace(self.path)

    def of(self, kind: str, stage: str) -> list[Record]:
        """The records of a stage, by size."""
        found = [r for r in self.records.values() if (r.kind, r.stage) == (kind, stage)]
        return sorted(found, key=lambda r: r.size)


def _record(row: dict[str, object]) -> Record:
    made = row.pop("made")
    without = row.pop("without")
    assert isinstance(made, dict)
    assert isinstance(without, list)
    tables = {str(name): (int(n), int(size)) for name, (n, size) in made.items()}
    return Record(made=tables, without=tuple(map(str, without)), **row)  # type: ignore[arg-type]
