"""What was inferred as frames, column by column as warehouse/inputs.yaml lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW
from warehouse.inference.repair import repair_text
from warehouse.inference.statements import statement, sum_statement

if TYPE_CHECKING:
    import pandas as pd

    from warehouse.inference.bands import Bands
    from warehouse.inference.inference import Inference
    from warehouse.inference.lattice import Lattice

Row = tuple[object, ...]
VACUOUS = "vacuous"


def _frame(columns: str, rows: Iterator[Row] | Sequence[Row]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=columns.split(), dtype=object)


def written(found: Inference, lattice: Lattice, origin: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """All frames of an inference; `origin` tells which claims carry which root."""
    bound, proof = _bounds(found.bands, found.alike)
    return {
        "conflict": _frame(
            "conflict_id kind size identities excess statement repair complete",
            _conflicts(found, lattice),
        ),
        "conflict_claim": _frame(
            "conflict_id claim_id role root_claim_id", _members(found, origin)
        ),
        "conflict_repair": _frame(
            "conflict_id rank claim_id dimension before after sentence", _repairs(found)
        ),
        "set_aside": _frame("component measure claim_id solution", _set_aside(found)),
        "component": _frame(
            "component n_claims n_conflicts size n_solutions complete gap", _components(found)
        ),
        "sum_of_parts": _frame(
            "whole_claim_id n_parts parts sum_low sum_high residual_low residual_high stated"
            " contradicts statement",
            _sums(found, lattice),
        ),
        "bound": bound,
        "bound_proof": proof,
    }


def _conflicts(found: Inference, lattice: Lattice) -> Iterator[Row]:
    for c in found.conflicts:
        repair = repair_text(found.repairs.get(c.conflict_id, ()))
        yield (
            c.conflict_id, c.kind, c.size, "; ".join(c.identities), c.excess,
            statement(c, lattice), repair, c.complete,
        )  # fmt: skip


def _members(found: Inference, origin: pd.DataFrame) -> Iterator[Row]:
    retold: dict[str, list[str]] = {}
    for claim, root, hops in origin[["claim_id", "root_claim_id", "hops"]].to_numpy():
        if hops > 0:
            retold.setdefault(root, []).append(claim)
    for conflict in found.conflicts:
        for member in conflict.members:
            root = member.figure.claim_id
            yield conflict.conflict_id, root, member.role, root
            for claim in sorted(retold.get(root, ())):
                yield conflict.conflict_id, claim, "retelling", root


def _repairs(found: Inference) -> Iterator[Row]:
    for conflict_id, offered in found.repairs.items():
        for rank, r in enumerate(offered, 1):
            yield conflict_id, rank, r.claim_id, r.dimension, r.before, r.after, r.text


def _set_aside(found: Inference) -> Iterator[Row]:
    measures = {f.claim_id: f.scope.measure for c in found.conflicts for f in c.figures}
    for number, component in enumerate(found.components, 1):
        for solution, claims in enumerate(component.hitting.solutions, 1):
            for claim in claims:
                yield number, measures[claim], claim, solution


def _components(found: Inference) -> Iterator[Row]:
    for number, component in enumerate(found.components, 1):
        least = component.hitting
        yield (
            number, len(component.claims), len(component.cores), least.size,
            len(least.solutions), least.complete, least.gap,
        )  # fmt: skip


def _sums(found: Inference, lattice: Lattice) -> Iterator[Row]:
    for s in found.sums:
        over = s.residual_high is not None and s.residual_high < 0
        short = s.residual_low is not None and s.residual_low > 0
        yield (
            s.whole.claim_id, len(s.parts), ",".join(p.claim_id for p in s.parts), s.low, s.high,
            s.residual_low, s.residual_high, s.stated, s.stated and (over or short),
            sum_statement(s.whole, s.parts, s.stated, lattice),
        )  # fmt: skip


class _Proofs:
    """Numbers for sets of claims; one set has one number, whatever it proves."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, ...], int] = {}

    def of(self, bands: Bands, variable: int, side: int) -> int:
        figures = bands.exact.system.figures
        claims = tuple(sorted(figures[n].claim_id for n in bands.support.of(variable, side)))
        return self.numbers.setdefault(claims, len(self.numbers) + 1)


ORDER = (
    "measure population as_of evidence_used low high"
    " low_method high_method low_proof high_proof tightest"
)


def _bounds(
    found: Mapping[str, Bands], alike: Mapping[str, Sequence[str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The bounds, and the claims of each proof.

    Of countries that nobody counts there are rows where something bounds them, and no others.
    """
    import pandas as pd

    proofs = _Proofs()
    columns: dict[str, list[Any]] = {name: [] for name in ORDER.split()}
    for evidence, bands in found.items():
        days = np.array(bands.days, dtype=object)
        for (population, measure), band in sorted(bands.of.items()):
            size = len(days)
            columns["measure"] += [measure] * size
            columns["population"] += [population] * size
            columns["evidence_used"] += [evidence] * size
            columns["tightest"] += [bands.exact.tightest] * size
            columns["as_of"].append(days)
            columns["low"].append(band.low)
            columns["high"].append(band.high)
            for side, name, source in ((LOW, "low", band.low_from), (HIGH, "high", band.high_from)):
                variables, place = np.unique(source, return_inverse=True)
                known = [int(v) for v in variables]
                methods = [VACUOUS if v < 0 else bands.method(v, side) for v in known]
                numbers = [0 if v < 0 else proofs.of(bands, v, side) for v in known]
                columns[f"{name}_method"].append(np.array(methods, dtype=object)[place])
                columns[f"{name}_proof"].append(np.array(numbers, dtype=np.int64)[place])
    joined = {
        name: np.concatenate(parts) if parts and isinstance(parts[0], np.ndarray) else parts
        for name, parts in columns.items()
    }
    bound = pd.DataFrame(joined, columns=ORDER.split())
    bound = _for_each(bound, alike)
    for name, nothing in (("high", UNBOUNDED), ("low_proof", 0), ("high_proof", 0)):
        bound[name] = bound[name].astype("Int64").mask(bound[name] == nothing)
    rows = [(number, claim) for claims, number in proofs.numbers.items() for claim in claims]
    return bound, _frame("proof_id claim_id", rows)


def _for_each(bound: pd.DataFrame, alike: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The rows of a country that stands for others, once for each of them."""
    import pandas as pd

    stands = bound["population"].isin(alike)
    bounded = bound[stands & (bound["high"] < UNBOUNDED)]
    copies = [
        rows.assign(population=country)
        for first, rows in bounded.groupby("population")
        for country in alike[str(first)]
    ]
    return pd.concat([bound[~stands], *copies], ignore_index=True)
