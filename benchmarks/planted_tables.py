"""The claims of a planted world as tables in DuckDB, with the vocabulary that they use.

The measures are the built-in ones; countries, regions and routes are the world's own. Claims as
figures stand in planted_figures.py.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.planted import STOCKS, World, period
from benchmarks.planted_figures import PERSONS, SOURCES, claim_ids, dates, says, span
from benchmarks.stated import UNBOUNDED
from sources.vocabulary import read_vocabulary
from warehouse.engine import connect, identifier, select
from warehouse.inference.lattice import Lattice, read_lattice
from warehouse.model import models
from warehouse.schema import frames_of_the_catalog

LATTICES = ("measure", "population", "population_member", "channel", "unit")
MODELS = (  # in order; what stands around a claim, up to the cells that lie inside one another
    *LATTICES, "side", "measure_within", "channel_within", "population_within", "cell",
    "population_scope_within", "cell_within",
)  # fmt: skip
QUALIFIERS = ("exactly", "at least", "up to", "between", "around", "exactly")
ARROW = {"string": pa.string(), "date": pa.date32(), "boolean": pa.bool_()}


def _picked(values: Iterable[object], numbers: np.ndarray, kind: str) -> pa.Array:
    """The values with these numbers; -1 gives null."""
    found = pa.array(numbers, mask=numbers < 0)
    return pa.array(list(values), ARROW[kind]).take(found)


def claim_table(world: World) -> pa.Table:
    """The columns of table claim by which claims are compared, one row a claim, in order."""
    shape, said = world.shape, world.said
    populations, n = list(shape.populations), len(world)
    first, last = period(world.day, world.precision)
    starts = [span(text) for text in shape.starts]
    sizes = (len(populations), len(shape.channels), len(starts) + 1)
    cell = np.ravel_multi_index(
        (world.measure, world.population, world.channel, world.start + 1),
        (len(shape.measures), *sizes),
    )
    kinds = ["stock" if m in STOCKS else "cumulative" for m in shape.measures] + ["window"]
    kind = np.where(world.start >= 0, len(shape.measures), world.measure)
    true_high = said.true_high
    return pa.table({
        "claim_id": claim_ids(world),
        "document_id": [f"d{d}" for d in world.document.tolist()],
        "claimant_id": [f"paper-{d % SOURCES}" for d in world.document.tolist()],
        "says": says(world),
        "low": said.low,
        "high": pa.array(said.high, mask=said.high == UNBOUNDED),
        "point": pa.array(said.point, mask=said.point == UNBOUNDED),
        "qualifier": _picked(QUALIFIERS, said.form, "string"),
        "true_low": said.low,
        "true_high": pa.array(true_high, mask=true_high == UNBOUNDED),
        "cell_id": pa.array([f"{c:016x}" for c in cell.tolist()]),
        "measure": _picked(shape.measures, world.measure, "string"),
        "unit": pa.repeat(PERSONS, n),
        "population": _picked([p for p, _ in populations], world.population, "string"),
        "excluding": _picked([x for _, x in populations], world.population, "string"),
        "basis": pa.repeat("unspecified", n),
        "channel": _picked(shape.channels, world.channel, "string"),
        "evidence": _picked(["unspecified", "confirmed"], said.floor.astype(int), "string"),
        "side": pa.repeat("russia", n),
        "kind": _picked(kinds, kind, "string"),
        "since": _picked([s.text for s in starts], world.start, "string"),
        "since_first": _picked([s.first for s in starts], world.start, "date"),
        "since_last": _picked([s.last for s in starts], world.start, "date"),
        "as_of": dates(world),
        "as_of_first": first,
        "as_of_last": last,
    })  # fmt: skip


def _frames(world: World) -> dict[str, list[dict[str, object]]]:
    """The populations and channels as the catalog hands them over."""
    shape = world.shape
    groups = {p: members for (p, excluding), members in shape.populations.items() if not excluding}
    inside = {c: "all" for c in shape.channels if c != "all"}
    return {
        "population": [
            {"population_id": p, "name": p, "kind": _kind(p), "complete": True, "what": p}
            for p in groups
        ],
        "population_member": [
            {"population_id": p, "member_id": shape.codes[c]}
            for p, members in groups.items()
            if _kind(p) != "country"
            for c in members
        ],
        "channel": [
            {"channel_id": c, "name": c, "inside": inside.get(c), "what": c} for c in shape.channels
        ],
    }


def _kind(population: str) -> str:
    if population == "foreign":
        return "all_countries"
    return "area" if population.startswith("region:") else "country"


def database(world: World) -> duckdb.DuckDBPyConnection:
    """Tables claim, origin and the vocabulary, and the models up to `cell_within`, in memory."""
    connection = connect()
    connection.execute("CREATE SCHEMA vocabulary")
    built_in, own = read_vocabulary().frames(), _frames(world)
    for name, columns in frames_of_the_catalog()["vocabulary"].items():
        given = _given(own[name], columns) if name in own else built_in[name]
        _create(connection, f"vocabulary.{identifier(name)}", given)
    _create(connection, "claim", claim_table(world))
    connection.execute(
        "CREATE TABLE origin AS SELECT claim_id, claim_id AS root_claim_id, 0 AS hops,"
        " document_id AS root_document_id, claimant_id AS witness_source_id FROM claim"
    )
    for name in MODELS:
        connection.execute(f"CREATE TABLE {identifier(name)} AS {select(models()[name])}")
    return connection


def _given(rows: list[dict[str, object]], columns: dict[str, str]) -> pa.Table:
    return pa.Table.from_pylist(rows, pa.schema([(c, ARROW[t]) for c, t in columns.items()]))


def _create(connection: duckdb.DuckDBPyConnection, target: str, rows: object) -> None:
    connection.register("given", rows)
    connection.execute(f"CREATE TABLE {target} AS SELECT * FROM given")
    connection.unregister("given")


def lattice(connection: duckdb.DuckDBPyConnection) -> Lattice:
    """The world's vocabulary, from its `database`."""
    return read_lattice({name: connection.table(name).df() for name in LATTICES})
