"""The documents of a catalog by the month in which they were published: what the part of a month
is made from, and the parts put together.

Every document stands in exactly one month. How claims are found stands in anchoring.py.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sources.counts.kept import state as readers

if TYPE_CHECKING:
    import pandas as pd

    from sources.anchoring import Catalog

UNDATED = "undated"
"""The key of documents of which no first day of publication is known."""

_HERE = Path(__file__).parent
_CODE = (
    *sorted((_HERE / "anchors").glob("*.py")), *sorted((_HERE / "counts").glob("*.py")),
    _HERE / "anchoring.py", _HERE / "anchor_frames.py", _HERE / "text" / "language.py",
    Path(__file__),
)  # fmt: skip
# What an anchor depends on. The text of a snapshot stands there by its hash and its method: bytes
# that were altered since have a problem instead, and make the month another one.
_CLAIM = ["document_id", "claim_id", "says", "unit", "file", "line", "low", "high", "point"]
_SNAPSHOT = ["document_id", "sha256", "method", "text_sha256", "body_characters", "problem"]


def month_of(documents: pd.DataFrame) -> dict[str, str]:
    """The month of each document of a frame `document`: `2025-10`, or `undated`.

    It is that of the first day on which the document may have been published.
    """
    import pandas as pd

    days = documents["published_first"]
    months = [UNDATED if pd.isna(day) else f"{day.year:04}-{day.month:02}" for day in days]
    return dict(zip(documents["document_id"], months, strict=True))


def only(catalog: Catalog, documents: Iterable[str]) -> dict[str, pd.DataFrame]:
    """`document` and `claim` of a catalog, of some documents alone."""
    wanted = set(documents)
    return {
        name: catalog[name][catalog[name]["document_id"].isin(wanted)]
        for name in ("document", "claim")
    }


def states(catalog: Catalog, snapshots: pd.DataFrame) -> dict[str, str]:
    """What the part of each month is made from: changes with the claims and languages of its
    documents, with the texts of their snapshots (the frame `snapshot`), and with the code.
    """
    months = month_of(catalog["document"])
    parts: dict[str, list[bytes]] = {key: [_code().encode()] for key in set(months.values())}
    for frame, columns in (
        (catalog["document"], ["document_id", "language"]),
        (catalog["claim"], _CLAIM),
        (snapshots, _SNAPSHOT),
    ):
        of_row = frame["document_id"].map(months)
        for key, rows in frame[columns].groupby(of_row, sort=False):
            parts[str(key)].append(rows.to_json(orient="values").encode())
        for key, part in parts.items():  # so that rows of one frame are never those of the next
            part.append(f"{key} {columns}".encode())
    return {key: hashlib.sha256(b"\n".join(part)).hexdigest() for key, part in parts.items()}


@cache
def _code() -> str:
    """Changes with every file that decides where words are found, and what reads as a count."""
    told = f"{sys.version_info[:2]} {version('resiliparse')} {readers()}"
    digest = hashlib.sha256(told.encode())
    for path in _CODE:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def together(
    parts: Sequence[Mapping[str, pd.DataFrame]], catalog: Catalog, snapshots: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The frames of several parts as one, as if their documents had been looked at in one go:
    those with a snapshot by their id, then the others in the order of their claims.
    """
    import pandas as pd

    claim = catalog["claim"]
    archived = sorted({*snapshots["document_id"]} & {*catalog["document"]["document_id"]})
    rank = {d: n for n, d in enumerate(dict.fromkeys([*archived, *claim["document_id"]]))}
    of_claim = dict(zip(claim["claim_id"], claim["document_id"].map(rank), strict=True))
    orders: dict[str, Any] = {
        "anchor": ("claim_id", of_claim), "changed_words": ("claim_id", of_claim),
        "untranscribed": ("document_id", rank),
    }  # fmt: skip
    found = {}
    for name, (column, ranks) in orders.items():
        rows = pd.concat([part[name] for part in parts], ignore_index=True)
        order = rows[column].map(ranks).argsort(kind="stable")
        found[name] = rows.iloc[order].reset_index(drop=True)
    found["rejected"] = _sorted([part["rejected"] for part in parts])
    for frame in found.values():
        frame.attrs.clear()
    return found


def _sorted(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Refused records in the order of `Problem`, each once."""
    from sources.frames import REJECTED, from_rows
    from sources.problems import Problem

    rows: Any = (row for frame in frames for row in frame.itertuples(index=False, name=None))
    return from_rows(sorted({Problem(*row) for row in rows}), REJECTED)
